package dev.sealbench.core.internal.export;

import dev.sealbench.core.SerialNumber;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/// Makes files of the signed documents of units, each in a form that openssl can check without us.
///
/// Stateless.
final class DocumentFiles {

    private static final int PEM_LINE = 64;

    private DocumentFiles() {}

    /// The files of a unit.
    ///
    /// @throws ExportRefused if a signature is not ECDSA with SHA-256
    static UnitSection of(UnitDocuments papers) throws IOException, ExportRefused {
        var section = new UnitSection(papers.serial());
        for (var order : papers.orders()) {
            order(section, order);
        }
        for (var receipt : papers.receipts()) {
            receipt(section, receipt);
        }
        return section;
    }

    /// `.dsse.json`, and beside it `.pae` (what was signed), `.sig` (the signature, DER), `.measured.json` and the
    /// device certificate, `.der`.
    private static void order(UnitSection section, ExportedOrder order) throws IOException {
        var name = "order-%d".formatted(order.number());
        section.add(name + ".dsse.json", envelope(order.document()));
        section.add(name + ".pae", pae(order.document()));
        section.add(name + ".sig", order.document().signature().toBytes());
        if (!order.measured().isEmpty()) {
            section.add(name + ".measured.json", measured(order.measured()));
        }
        if (order.certificate().isPresent()) {
            section.add(name + ".der", order.certificate().get().toBytes());
        }
    }

    /// `.body`, `.attest`, `.sig` (DER over attest), `.ak.public` (TPMT_PUBLIC), `.ak.pem`, and `.lock.attest` and
    /// `.lock.sig` if there is one.
    private static void receipt(UnitSection section, ExportedReceipt receipt) throws IOException, ExportRefused {
        var name = "receipt-%d".formatted(receipt.number());
        section.add(name + ".body", receipt.body().toBytes());
        attestation(section, name, receipt.serial(), receipt.quote());
        if (receipt.lock().isPresent()) {
            attestation(
                    section, name + ".lock", receipt.serial(), receipt.lock().get());
        }
        section.add(name + ".ak.public", receipt.attestationArea().toBytes());
        section.add(name + ".ak.pem", pem(receipt.attestationKey().toBytes()));
    }

    private static void attestation(
            UnitSection section, String name, SerialNumber serial, ExportedReceipt.Attestation attestation)
            throws IOException, ExportRefused {
        var der = TpmSignature.toDer(attestation.signature().toBytes())
                .orElseThrow(() ->
                        new ExportRefused("a receipt of %s has a signature that is not ECDSA P-256".formatted(serial)));
        section.add(name + ".attest", attestation.attest().toBytes());
        section.add(name + ".sig", der);
    }

    private static byte[] measured(Map<String, String> values) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var json = ExportJson.generator(out)) {
            json.writeStartObject();
            for (var value : new TreeMap<>(values).entrySet()) {
                json.writeStringField(value.getKey(), value.getValue());
            }
            json.writeEndObject();
            json.writeRaw('\n');
        }
        return out.toByteArray();
    }

    private static byte[] envelope(ExportedOrder.Document document) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var json = ExportJson.generator(out)) {
            json.writeStartObject();
            json.writeBinaryField("payload", document.payload().toBytes());
            json.writeStringField("payloadType", document.payloadType());
            json.writeArrayFieldStart("signatures");
            json.writeStartObject();
            json.writeStringField("keyid", document.keyId().hex());
            json.writeBinaryField("sig", document.signature().toBytes());
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        }
        return out.toByteArray();
    }

    /// ORDER.md 1.1.
    private static byte[] pae(ExportedOrder.Document document) throws IOException {
        var type = document.payloadType().getBytes(StandardCharsets.UTF_8);
        var out = new ByteArrayOutputStream();
        out.write("DSSEv1 %d ".formatted(type.length).getBytes(StandardCharsets.US_ASCII));
        out.write(type);
        out.write(" %d ".formatted(document.payload().length()).getBytes(StandardCharsets.US_ASCII));
        out.write(document.payload().toBytes());
        return out.toByteArray();
    }

    private static byte[] pem(byte[] subjectPublicKeyInfo) {
        var base64 = Base64.getMimeEncoder(PEM_LINE, new byte[] {'\n'}).encodeToString(subjectPublicKeyInfo);
        return "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
                .formatted(base64)
                .getBytes(StandardCharsets.US_ASCII);
    }
}
