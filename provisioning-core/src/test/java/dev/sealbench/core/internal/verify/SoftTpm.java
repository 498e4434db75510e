package dev.sealbench.core.internal.verify;

import dev.sealbench.core.Octets;
import dev.sealbench.core.internal.document.Sha256;
import dev.sealbench.core.internal.document.SigningKey;
import dev.sealbench.core.internal.document.TestKeys;
import dev.sealbench.core.internal.export.ExportedReceipt.Attestation;
import dev.sealbench.core.internal.export.TpmSignature;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;

/// Makes attestations octet by octet, as TPM 2.0 part 2 and docs/audit-format.md 5 have them: a real software TPM
/// takes a second per unit.
final class SoftTpm implements TestTpm {

    private static final HexFormat HEX = HexFormat.of();

    private final SigningKey key = TestKeys.fresh();

    @Override
    public byte[] area() {
        var point = key.publicKey().point();
        return join(
                HEX.parseHex("0023000b00050472000000100018000b000300100020"),
                Arrays.copyOfRange(point, 1, 33),
                HEX.parseHex("0020"),
                Arrays.copyOfRange(point, 33, 65));
    }

    private byte[] name() {
        return join(HEX.parseHex("000b"), Sha256.of(area()));
    }

    @Override
    public Attestation quote(byte[] extraData, Boot boot) {
        return attest(
                "8018",
                extraData,
                HEX.parseHex("00000001000b039100000020"),
                boot.prediction().quoteDigest());
    }

    @Override
    public Attestation lock(byte[] extraData, Boot boot) {
        var policy = Sha256.of(new byte[32], HEX.parseHex("0000016c0000014e"));
        var area = join(HEX.parseHex("01400010000b62042c010020"), policy, HEX.parseHex("0020"));
        return attest(
                "8014",
                extraData,
                HEX.parseHex("0022000b"),
                Sha256.of(area),
                HEX.parseHex("00000020"),
                boot.prediction().lockContent());
    }

    private Attestation attest(String type, byte[] extraData, byte[]... rest) {
        var attest = join(
                HEX.parseHex("ff544347" + type + "0022000b"),
                Sha256.of(HEX.parseHex("40000001"), name()),
                HEX.parseHex("0020"),
                extraData,
                new byte[25],
                join(rest));
        var signature = TpmSignature.ofDer(key.sign(attest)).orElseThrow();
        return new Attestation(Octets.of(attest), Octets.of(signature));
    }

    private static byte[] join(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (var part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
