package dev.sealbench.core.internal.verify;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.google.protobuf.ByteString;
import dev.sealbench.core.internal.document.Envelopes;
import dev.sealbench.core.internal.document.P256PublicKey;
import dev.sealbench.core.internal.export.ExportJson;
import dev.sealbench.core.internal.export.TpmSignature;
import dev.sealbench.core.internal.verify.Papers.Attested;
import dev.sealbench.core.internal.verify.Papers.Signed;
import dev.sealbench.core.internal.verify.UnitFiles.Unit;
import dev.sealbench.link.tpm.PublicAreas;
import dev.sealbench.link.tpm.TpmFault;
import dev.sealbench.link.wire.Envelope;
import dev.sealbench.link.wire.Receipt;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Puts a unit's documents together again from their files. What stands in two files must be the same in both.
///
/// Safe to share between threads.
record PaperReader(Unit unit) {

    private static final Pattern NAME = Pattern.compile("(order|receipt)-([1-9][0-9]{0,2})\\.([a-z.]+)");
    private static final Set<String> ORDER_ENDINGS = Set.of("dsse.json", "pae", "sig", "measured.json", "der");
    private static final Set<String> RECEIPT_ENDINGS =
            Set.of("body", "attest", "sig", "ak.public", "ak.pem", "lock.attest", "lock.sig");
    private static final int MAX_VALUES = 100;

    Papers read() throws IOException, WrongExport {
        var orderNumbers = new TreeSet<Integer>();
        var receiptNumbers = new TreeSet<Integer>();
        for (var file : new TreeSet<>(unit.contents().keySet())) {
            var name = NAME.matcher(file);
            boolean known = name.matches()
                    && (name.group(1).equals("order") ? ORDER_ENDINGS : RECEIPT_ENDINGS).contains(name.group(3));
            if (!known) {
                throw new WrongExport(unit.path(file), "has no place in this format");
            }
            (name.group(1).equals("order") ? orderNumbers : receiptNumbers).add(Integer.valueOf(name.group(2)));
        }
        var orders = new ArrayList<Signed>();
        for (var name : names("order", orderNumbers)) {
            orders.add(order(name));
        }
        var receipts = new ArrayList<Attested>();
        for (var name : names("receipt", receiptNumbers)) {
            receipts.add(receipt(name));
        }
        return new Papers(orders, receipts);
    }

    private List<String> names(String kind, SortedSet<Integer> numbers) throws WrongExport {
        var names = new ArrayList<String>();
        for (int number = 1; number <= numbers.size(); number++) {
            var name = "%s-%d".formatted(kind, number);
            if (!numbers.contains(number)) {
                throw new WrongExport(unit.path(name), "missing");
            }
            names.add(name);
        }
        return names;
    }

    private Signed order(String name) throws IOException, WrongExport {
        require(name, "dsse.json", "pae", "sig");
        var envelope = envelope(name);
        var pae = Envelopes.pae(envelope.getPayloadType(), envelope.getPayload().toByteArray());
        if (!Arrays.equals(pae, content(name + ".pae"))) {
            throw new WrongExport(unit.path(name + ".pae"), "is not what the envelope beside it signs");
        }
        if (!Arrays.equals(envelope.getSignature().toByteArray(), content(name + ".sig"))) {
            throw new WrongExport(unit.path(name + ".sig"), "is not the signature of the envelope beside it");
        }
        return new Signed(
                unit.path(name),
                envelope,
                has(name + ".measured.json") ? measured(name + ".measured.json") : Map.of(),
                Optional.ofNullable(content(name + ".der")).map(ByteString::copyFrom));
    }

    private boolean has(String name) {
        return unit.contents().containsKey(name);
    }

    private byte[] content(String name) {
        return unit.contents().get(name);
    }

    private Envelope envelope(String name) throws IOException, WrongExport {
        var envelope = Envelope.newBuilder();
        try (var json = ExportJson.parser(new ByteArrayInputStream(content(name + ".dsse.json")))) {
            expect(json.nextToken() == JsonToken.START_OBJECT);
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                var field = json.currentName();
                json.nextToken();
                switch (field) {
                    case "payload" -> envelope.setPayload(ByteString.copyFrom(json.getBinaryValue()));
                    case "payloadType" -> envelope.setPayloadType(json.getText());
                    case "signatures" -> signature(json, envelope);
                    default -> expect(false);
                }
            }
            expect(json.currentToken() == JsonToken.END_OBJECT && json.nextToken() == null);
            return envelope.build();
        } catch (JacksonException | NotAsWritten _) {
            throw new WrongExport(unit.path(name + ".dsse.json"), "is not a DSSE envelope with one signature");
        }
    }

    private static void signature(JsonParser json, Envelope.Builder envelope) throws IOException, NotAsWritten {
        expect(json.currentToken() == JsonToken.START_ARRAY && json.nextToken() == JsonToken.START_OBJECT);
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            var name = json.currentName();
            json.nextToken();
            switch (name) {
                case "keyid" -> envelope.setKeyId(ByteString.copyFromUtf8(json.getText()));
                case "sig" -> envelope.setSignature(ByteString.copyFrom(json.getBinaryValue()));
                default -> expect(false);
            }
        }
        expect(json.currentToken() == JsonToken.END_OBJECT && json.nextToken() == JsonToken.END_ARRAY);
    }

    private Map<String, String> measured(String name) throws IOException, WrongExport {
        var values = new HashMap<String, String>();
        try (var json = ExportJson.parser(new ByteArrayInputStream(content(name)))) {
            expect(json.nextToken() == JsonToken.START_OBJECT);
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                expect(json.nextToken() == JsonToken.VALUE_STRING && values.size() < MAX_VALUES);
                values.put(json.currentName(), json.getText());
            }
            expect(json.currentToken() == JsonToken.END_OBJECT && json.nextToken() == null);
            return values;
        } catch (JacksonException | NotAsWritten _) {
            throw new WrongExport(unit.path(name), "is not one JSON object of texts");
        }
    }

    private Attested receipt(String name) throws WrongExport {
        require(name, "body", "attest", "sig", "ak.public", "ak.pem");
        var area = content(name + ".ak.public");
        requireSameKey(name, area);
        var receipt = Receipt.newBuilder()
                .setBody(ByteString.copyFrom(content(name + ".body")))
                .setAttest(ByteString.copyFrom(content(name + ".attest")))
                .setSignature(ByteString.copyFrom(tpm(name + ".sig")));
        if (has(name + ".lock.attest") || has(name + ".lock.sig")) {
            require(name, "lock.attest", "lock.sig");
            receipt.setLockAttest(ByteString.copyFrom(content(name + ".lock.attest")))
                    .setLockSignature(ByteString.copyFrom(tpm(name + ".lock.sig")));
        }
        return new Attested(unit.path(name), receipt.build(), ByteString.copyFrom(area));
    }

    private byte[] tpm(String name) throws WrongExport {
        return TpmSignature.ofDer(content(name))
                .orElseThrow(() -> new WrongExport(unit.path(name), "is not an ECDSA P-256 signature in DER"));
    }

    private void requireSameKey(String name, byte[] area) throws WrongExport {
        try {
            var key = P256PublicKey.of(PublicAreas.ak(area).key());
            var pem = new String(content(name + ".ak.pem"), StandardCharsets.US_ASCII);
            if (!key.equals(P256PublicKey.ofPem(pem))) {
                throw new WrongExport(unit.path(name + ".ak.pem"), "is another key than that of .ak.public");
            }
        } catch (TpmFault e) {
            throw new WrongExport(unit.path(name + ".ak.public"), e.getMessage());
        } catch (IllegalArgumentException _) { // the file comes from outside
            throw new WrongExport(unit.path(name + ".ak.pem"), "is not a P-256 public key");
        }
    }

    private void require(String name, String... endings) throws WrongExport {
        for (var ending : endings) {
            if (!has(name + "." + ending)) {
                throw new WrongExport(unit.path(name + "." + ending), "missing");
            }
        }
    }

    private static void expect(boolean holds) throws NotAsWritten {
        if (!holds) {
            throw new NotAsWritten();
        }
    }

    /// A JSON text that is not of the form that the format has.
    private static final class NotAsWritten extends Exception {
        private static final long serialVersionUID = 1L;
    }
}
