package dev.sealbench.core.internal.export;

import dev.sealbench.core.SerialNumber;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Writes the signed documents of the units, each in a form that openssl can check without us.
///
/// Safe to share between threads.
final class DocumentFiles {

    static final Pattern SAFE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final int PEM_LINE = 64;

    private final ExportWriter writer;

    DocumentFiles(ExportWriter writer) {
        this.writer = writer;
    }

    /// Writes all documents of a unit.
    Void write(UnitPapers papers) throws IOException, ExportRefused {
        for (var order : papers.orders()) {
            order(order);
        }
        for (var receipt : papers.receipts()) {
            receipt(receipt);
        }
        return null;
    }

    /// Writes `.dsse.json`, and beside it `.pae` (what was signed), `.sig` (the signature, DER) and
    /// `.measured.json`; the device certificate goes into a folder of its own.
    private void order(ExportedOrder order) throws IOException {
        var path = ExportWriter.unitPath("orders", order.serial(), order.number());
        writer.write(path + ".dsse.json", envelope(order.document()));
        writer.write(path + ".pae", pae(order.document()));
        writer.write(path + ".sig", order.document().signature().toBytes());
        if (!order.measured().isEmpty()) {
            writer.write(path + ".measured.json", measured(order.measured()));
        }
        if (order.certificate().isPresent()) {
            writer.write(
                    ExportWriter.unitPath("certificates", order.serial(), order.number()) + ".der",
                    order.certificate().get().toBytes());
        }
    }

    /// Writes `.body`, `.attest`, `.sig` (DER over attest), `.ak.public` (TPMT_PUBLIC), `.ak.pem`, and `.lock.attest`
    /// and `.lock.sig` if there is one.
    ///
    /// @throws ExportRefused if a signature is not ECDSA with SHA-256
    private void receipt(ExportedReceipt receipt) throws IOException, ExportRefused {
        var path = ExportWriter.unitPath("receipts", receipt.serial(), receipt.number());
        writer.write(path + ".body", receipt.body().toBytes());
        attestation(path, receipt.serial(), receipt.quote());
        if (receipt.lock().isPresent()) {
            attestation(path + ".lock", receipt.serial(), receipt.lock().get());
        }
        writer.write(path + ".ak.public", receipt.attestationArea().toBytes());
        writer.write(path + ".ak.pem", pem(receipt.attestationKey().toBytes()));
    }

    /// Writes a file as it is.
    ///
    /// @throws ExportRefused if its name could lead elsewhere
    void file(ExportedFile file) throws IOException, ExportRefused {
        if (!SAFE_NAME.matcher(file.name()).matches()) {
            throw new ExportRefused("a file in %s has a name that is not allowed"
                    .formatted(file.folder().path()));
        }
        writer.write(file.folder().path() + "/" + file.name(), file.content().toBytes());
    }

    private void attestation(String path, SerialNumber serial, ExportedReceipt.Attestation attestation)
            throws IOException, ExportRefused {
        var der = TpmSignature.toDer(attestation.signature().toBytes())
                .orElseThrow(() ->
                        new ExportRefused("a receipt of %s has a signature that is not ECDSA P-256".formatted(serial)));
        writer.write(path + ".attest", attestation.attest().toBytes());
        writer.write(path + ".sig", der);
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
