package dev.sealbench.core.internal.export;

import com.google.protobuf.ByteString;
import dev.sealbench.core.Digest;
import dev.sealbench.core.EventRecord;
import dev.sealbench.core.Octets;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.UnitState;
import dev.sealbench.core.internal.document.Envelopes;
import dev.sealbench.link.wire.Order;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;

/// Books of any size, made up on demand; every order and receipt is really signed, by one key.
///
/// @param count how many units and events
/// @param documented how many of them have an order and a receipt
/// @param key signs everything
/// @param customer of all units
record SyntheticExport(int count, int documented, KeyPair key, String customer) implements ExportSource {

    static final Instant NOW = Instant.parse("2026-11-23T09:30:00Z");

    static final byte[] PAYLOAD = Order.newBuilder()
            .setFirmwareSha256(ByteString.copyFrom(new byte[Digest.SIZE_BYTES]))
            .setLogCheckpointSha256(ByteString.copyFrom(new byte[Digest.SIZE_BYTES]))
            .build()
            .toByteArray();

    private static final byte[] ATTEST = "an attest".getBytes(StandardCharsets.US_ASCII);

    static SyntheticExport of(int count) {
        return new SyntheticExport(count, count, newKey(), "Stroomnet");
    }

    static KeyPair newKey() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Signs as the station would.
    static ExportSigner signer(PrivateKey key) {
        return content -> sign(key, content.readAllBytes());
    }

    @Override
    public ExportScope scope() {
        return new ExportScope("station-1", "work order 2026-0417", "sealbench 0.1.0", true);
    }

    @Override
    public Stream<ExportedUnit> units() {
        return serials().map(this::unit);
    }

    @Override
    public List<ExportedLog> logs() {
        return List.of();
    }

    @Override
    public Optional<ExportedRelease> release(Digest image) {
        return Optional.empty();
    }

    @Override
    public Stream<EventRecord> events() {
        return serials().map(SyntheticExport::event);
    }

    @Override
    public Stream<UnitDocuments> papers() {
        var order = order();
        var receipt = receipt();
        return serials()
                .limit(documented)
                .map(serial -> new UnitDocuments(serial, List.of(order.apply(serial)), List.of(receipt.apply(serial))));
    }

    private Function<SerialNumber, ExportedOrder> order() {
        var payload = Octets.of(PAYLOAD);
        var pae = Envelopes.pae("application/vnd.sealbench.order.v1", PAYLOAD);
        var document = new ExportedOrder.Document(
                "application/vnd.sealbench.order.v1",
                payload,
                Octets.of(sign(key.getPrivate(), pae)),
                Octets.of(Digest.sha256(key.getPublic().getEncoded()).toBytes()));
        return serial -> new ExportedOrder(serial, 1, document);
    }

    private Function<SerialNumber, ExportedReceipt> receipt() {
        var quote = new ExportedReceipt.Attestation(
                Octets.of(ATTEST), Octets.of(tpmtSignature(sign(key.getPrivate(), ATTEST))));
        return serial -> new ExportedReceipt(
                serial,
                1,
                Octets.of(new byte[] {9}),
                quote,
                Optional.of(quote),
                Octets.of(new byte[] {8}),
                Octets.of(key.getPublic().getEncoded()));
    }

    @Override
    public Stream<ExportedFile> files() {
        return Stream.of(new ExportedFile(
                ExportedFile.Folder.CERTIFICATES,
                "device-ca.pem",
                Octets.of("station-1\n".getBytes(StandardCharsets.UTF_8))));
    }

    /// TPM 2.0 part 2, 11.3.4, from DER.
    static byte[] tpmtSignature(byte[] der) {
        var numbers = ASN1Sequence.getInstance(der);
        var out = ByteBuffer.allocate(72).putShort((short) 0x18).putShort((short) 0x0b);
        for (var number : List.of(numbers.getObjectAt(0), numbers.getObjectAt(1))) {
            out.putShort((short) 32)
                    .put(unsigned(ASN1Integer.getInstance(number).getPositiveValue()));
        }
        return out.array();
    }

    static byte[] sign(PrivateKey key, byte[] message) {
        try {
            var signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(key);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Stream<SerialNumber> serials() {
        return IntStream.iterate(0, counter -> counter + 1)
                .mapToObj(counter -> SerialNumber.of("CP426471", counter))
                .flatMap(Optional::stream)
                .limit(count);
    }

    private ExportedUnit unit(SerialNumber serial) {
        int counter = serial.counter();
        var state = counter % 20 == 0 ? UnitState.QUARANTINED : UnitState.RELEASED;
        int runs = counter % 10 == 0 ? 2 : 1;
        return new ExportedUnit(
                serial,
                new ExportedUnit.Placement("2026-0417", customer, "Wallbox One 22", "08712345678906"),
                new ExportedUnit.Progress(state, NOW, runs, runs == 2 ? "601 the TPM did not answer" : ""),
                state == UnitState.RELEASED ? Optional.of(build()) : Optional.empty());
    }

    private static ExportedUnit.Build build() {
        var digest = Digest.sha256(new byte[] {7});
        return new ExportedUnit.Build(
                "000b" + digest.hex(),
                digest,
                new ExportedUnit.Firmware("2.4.1", digest, 12),
                new ExportedUnit.Support(
                        LocalDate.of(2026, 11, 23), LocalDate.of(2029, 11, 30), LocalDate.of(2031, 11, 30)));
    }

    private static EventRecord event(SerialNumber serial) {
        return new EventRecord(
                "station-1",
                serial.counter() + 1L,
                NOW,
                "p-17",
                "unit.released",
                Optional.of(serial),
                Optional.of(new UUID(1, serial.counter())),
                EventRecord.Result.OK,
                "",
                "sealbench 0.1.0");
    }

    private static byte[] unsigned(BigInteger number) {
        var bytes = number.toByteArray();
        var fixed = new byte[32];
        int length = Math.min(bytes.length, 32);
        System.arraycopy(bytes, bytes.length - length, fixed, 32 - length, length);
        return fixed;
    }
}
