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
import dev.sealbench.link.tpm.PublicAreas;
import dev.sealbench.link.tpm.TpmFault;
import dev.sealbench.link.wire.Envelope;
import dev.sealbench.link.wire.Receipt;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;

/// Puts a unit's documents together again from their files. What stands in two files must be the same in both.
///
/// Safe to share between threads.
record PaperReader(Path dir) {

    static final Set<String> ORDER_ENDINGS = Set.of("dsse.json", "pae", "sig", "measured.json");
    static final Set<String> RECEIPT_ENDINGS =
            Set.of("body", "attest", "sig", "ak.public", "ak.pem", "lock.attest", "lock.sig");
    static final Set<String> CERTIFICATE_ENDINGS = Set.of("der");
    private static final int MAX_VALUES = 100;

    /// Which files of a unit there are.
    ///
    /// @param orders endings by number, as the other two
    record Listing(
            String serial,
            SortedMap<Integer, SortedSet<String>> orders,
            SortedMap<Integer, SortedSet<String>> receipts,
            SortedMap<Integer, SortedSet<String>> certificates) {}

    Papers read(Listing listing) throws IOException, WrongExport {
        var serial = listing.serial();
        var orders = new ArrayList<Signed>();
        for (var number : numbers("orders", serial, listing.orders())) {
            orders.add(order(path("orders", serial, number), listing, number));
        }
        for (var number : listing.certificates().keySet()) {
            if (!listing.orders().containsKey(number)) {
                throw new WrongExport(path("certificates", serial, number) + ".der", "belongs to no order");
            }
        }
        var receipts = new ArrayList<Attested>();
        for (var number : numbers("receipts", serial, listing.receipts())) {
            receipts.add(
                    receipt(path("receipts", serial, number), listing.receipts().get(number)));
        }
        return new Papers(orders, receipts);
    }

    static String path(String folder, String serial, int number) {
        return "%s/%s/%s-%d".formatted(folder, serial.substring(0, 12), serial, number);
    }

    private static List<Integer> numbers(String folder, String serial, SortedMap<Integer, SortedSet<String>> files)
            throws WrongExport {
        for (int number = 1; number <= files.size(); number++) {
            if (!files.containsKey(number)) {
                throw new WrongExport(path(folder, serial, number), "missing");
            }
        }
        return List.copyOf(files.keySet());
    }

    private Signed order(String path, Listing listing, int number) throws IOException, WrongExport {
        var endings = listing.orders().get(number);
        require(path, endings, "dsse.json", "pae", "sig");
        var envelope = envelope(path);
        var pae = Envelopes.pae(envelope.getPayloadType(), envelope.getPayload().toByteArray());
        if (!Arrays.equals(pae, SmallFile.read(dir, path + ".pae"))) {
            throw new WrongExport(path + ".pae", "is not what the envelope beside it signs");
        }
        if (!Arrays.equals(envelope.getSignature().toByteArray(), SmallFile.read(dir, path + ".sig"))) {
            throw new WrongExport(path + ".sig", "is not the signature of the envelope beside it");
        }
        Optional<ByteString> certificate = listing.certificates().containsKey(number)
                ? Optional.of(ByteString.copyFrom(
                        SmallFile.read(dir, path("certificates", listing.serial(), number) + ".der")))
                : Optional.empty();
        return new Signed(
                path,
                envelope,
                endings.contains("measured.json") ? measured(path + ".measured.json") : Map.of(),
                certificate);
    }

    private Envelope envelope(String path) throws IOException, WrongExport {
        var envelope = Envelope.newBuilder();
        try (var json = ExportJson.parser(new ByteArrayInputStream(SmallFile.read(dir, path + ".dsse.json")))) {
            expect(json.nextToken() == JsonToken.START_OBJECT);
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                var name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "payload" -> envelope.setPayload(ByteString.copyFrom(json.getBinaryValue()));
                    case "payloadType" -> envelope.setPayloadType(json.getText());
                    case "signatures" -> signature(json, envelope);
                    default -> expect(false);
                }
            }
            expect(json.currentToken() == JsonToken.END_OBJECT && json.nextToken() == null);
            return envelope.build();
        } catch (JacksonException | NotAsWritten _) {
            throw new WrongExport(path + ".dsse.json", "is not a DSSE envelope with one signature");
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

    private Map<String, String> measured(String path) throws IOException, WrongExport {
        var values = new HashMap<String, String>();
        try (var json = ExportJson.parser(new ByteArrayInputStream(SmallFile.read(dir, path)))) {
            expect(json.nextToken() == JsonToken.START_OBJECT);
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                expect(json.nextToken() == JsonToken.VALUE_STRING && values.size() < MAX_VALUES);
                values.put(json.currentName(), json.getText());
            }
            expect(json.currentToken() == JsonToken.END_OBJECT && json.nextToken() == null);
            return values;
        } catch (JacksonException | NotAsWritten _) {
            throw new WrongExport(path, "is not one JSON object of texts");
        }
    }

    private Attested receipt(String path, SortedSet<String> endings) throws IOException, WrongExport {
        require(path, endings, "body", "attest", "sig", "ak.public", "ak.pem");
        var area = SmallFile.read(dir, path + ".ak.public");
        requireSameKey(path, area);
        var receipt = Receipt.newBuilder()
                .setBody(ByteString.copyFrom(SmallFile.read(dir, path + ".body")))
                .setAttest(ByteString.copyFrom(SmallFile.read(dir, path + ".attest")))
                .setSignature(ByteString.copyFrom(tpm(path + ".sig")));
        if (endings.contains("lock.attest") || endings.contains("lock.sig")) {
            require(path, endings, "lock.attest", "lock.sig");
            receipt.setLockAttest(ByteString.copyFrom(SmallFile.read(dir, path + ".lock.attest")))
                    .setLockSignature(ByteString.copyFrom(tpm(path + ".lock.sig")));
        }
        return new Attested(path, receipt.build(), ByteString.copyFrom(area));
    }

    private byte[] tpm(String path) throws IOException, WrongExport {
        return TpmSignature.ofDer(SmallFile.read(dir, path))
                .orElseThrow(() -> new WrongExport(path, "is not an ECDSA P-256 signature in DER"));
    }

    private void requireSameKey(String path, byte[] area) throws IOException, WrongExport {
        try {
            var key = P256PublicKey.of(PublicAreas.ak(area).key());
            var pem = new String(SmallFile.read(dir, path + ".ak.pem"), StandardCharsets.US_ASCII);
            if (!key.equals(P256PublicKey.ofPem(pem))) {
                throw new WrongExport(path + ".ak.pem", "is another key than that of .ak.public");
            }
        } catch (TpmFault e) {
            throw new WrongExport(path + ".ak.public", e.getMessage());
        } catch (IllegalArgumentException _) { // the file comes from outside
            throw new WrongExport(path + ".ak.pem", "is not a P-256 public key");
        }
    }

    private static void require(String path, Set<String> endings, String... needed) throws WrongExport {
        for (var ending : needed) {
            if (!endings.contains(ending)) {
                throw new WrongExport(path + "." + ending, "missing");
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
