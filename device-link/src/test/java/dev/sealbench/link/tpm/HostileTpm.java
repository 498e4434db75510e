package dev.sealbench.link.tpm;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Structures that a TPM, or whoever sits before it, hands over: the first octet says which is expected.
final class HostileTpm implements Supplier<List<byte[]>>, Predicate<byte[]> {

    private static final byte[] POLICY = new byte[Algorithms.DIGEST_BYTES];
    /// SEC 1 base point of P-256: a point on the curve.
    private static final String BASE_X = "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296";
    private static final String BASE_Y = "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5";

    @Override
    public List<byte[]> get() {
        return List.of(
                seed(0, quote()),
                seed(0, certification(0x8017, new byte[0])),
                seed(0, certification(0x8014, new byte[] {0, 0, 0, 1, 7})),
                seed(1, withPoint(PublicAreas.ekTemplate(), P256.COORDINATE_BYTES)),
                seed(2, withPoint(PublicAreas.srkTemplate(), P256.COORDINATE_BYTES)),
                seed(3, withPoint(PublicAreas.akTemplate(), 0)),
                seed(4, withPoint(PublicAreas.deviceKeyTemplate(POLICY), 0)),
                seed(5, PublicAreas.credential(POLICY, new byte[Algorithms.DIGEST_BYTES])),
                seed(6, new byte[] {0x30, 0x03, 0x02, 0x01, 0x05, 0x00}),
                seed(7, signature()));
    }

    @Override
    public boolean test(byte[] octets) {
        if (octets.length == 0) {
            return false;
        }
        var rest = Arrays.copyOfRange(octets, 1, octets.length);
        try {
            return taken(octets[0] & 7, rest);
        } catch (TpmFault e) {
            return false;
        }
    }

    private static boolean taken(int kind, byte[] octets) throws TpmFault {
        switch (kind) {
            case 0 -> Attest.parse(octets);
            case 1 -> PublicAreas.ek(octets);
            case 2 -> PublicAreas.srk(octets);
            case 3 -> PublicAreas.ak(octets);
            case 4 -> PublicAreas.deviceKey(POLICY, octets);
            case 5 -> PublicAreas.requireCredential(POLICY, octets);
            case 6 -> Der.firstElement(octets);
            default -> {
                return AttestSignature.verify(withPoint(PublicAreas.akTemplate(), 0), quote(), octets);
            }
        }
        return true;
    }

    private static byte[] seed(int kind, byte[] octets) {
        return new TpmWriter().u8(kind).bytes(octets).done();
    }

    /// TPM 2.0 part 2, 10.12.12: a quote of PCR 0, 4 and 7.
    private static byte[] quote() {
        return head(0x8018)
                .u32(1)
                .u16(0x0b)
                .bytes(new byte[] {3, (byte) 0x91, 0, 0})
                .sized(new byte[32])
                .done();
    }

    private static byte[] certification(int type, byte[] content) {
        var writer = head(type).sized(new byte[34]);
        return type == 0x8014
                ? writer.u16(0).sized(content).done()
                : writer.sized(new byte[34]).done();
    }

    private static TpmWriter head(int type) {
        return new TpmWriter()
                .u32(0xff544347)
                .u16(type)
                .sized(new byte[34])
                .sized(new byte[32])
                .bytes(new byte[8])
                .u32(1)
                .u32(2)
                .u8(1)
                .bytes(new byte[8]);
    }

    private static byte[] signature() {
        return new TpmWriter()
                .u16(0x18)
                .u16(0x0b)
                .sized(new byte[32])
                .sized(new byte[32])
                .done();
    }

    /// A template ends with two coordinates, empty or zero: exchanged for a point of the curve.
    private static byte[] withPoint(byte[] template, int coordinateBytes) {
        var hex = HexFormat.of();
        return new TpmWriter()
                .bytes(Arrays.copyOf(template, template.length - 2 * (2 + coordinateBytes)))
                .sized(hex.parseHex(BASE_X))
                .sized(hex.parseHex(BASE_Y))
                .done();
    }
}
