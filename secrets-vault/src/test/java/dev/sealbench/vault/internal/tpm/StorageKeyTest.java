package dev.sealbench.vault.internal.tpm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.InvalidKeyException;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/// The public areas are those that tpm2_createprimary and tpm2_createek of tpm2-tools 5.4 made in a software TPM.
class StorageKeyTest {

    private static final byte[] SRK = HexFormat.of()
            .parseHex("0023000b00030472000000060080004300100003" + "0010"
                    + "002035bb5f3584b138ce02a82c5dd1a9d9be94189848e93db639a6542935c6c980e1"
                    + "00200823ddc0a9b6ba6ae58ebe3de96d9f797017a44f6b2154667a5465a5fcda47d4");
    private static final byte[] EK = HexFormat.of()
            .parseHex("0023000b000300b20020837197674484b3f81a90cc8d46a5d724fd52d76e06520b64f2a1da1b331469aa"
                    + "00060080004300100003" + "0010"
                    + "0020aad08521ca25a9770bacd547fb674f58e0d504a4f6e89f1dcf72986b37faa151"
                    + "00201d14efce249cb18fbf83655d411aff74588c22d6a6cbd1269513bd8a07d0d145");

    private static final int X_OFFSET = 24;

    @Test
    void readsBothTemplates() throws InvalidKeyException {
        assertThat(StorageKey.parse(StorageKey.Template.SRK, SRK).name())
                .hasSize(34)
                .startsWith(0, 0x0b);
        assertThat(StorageKey.parse(StorageKey.Template.EK, EK).x())
                .isEqualTo(Arrays.copyOfRange(EK, EK.length - 66, EK.length - 34));
    }

    @Test
    void oneIsNotTheOther() {
        refused(StorageKey.Template.SRK, EK);
        refused(StorageKey.Template.EK, SRK);
    }

    /// A key whose fixedTPM, policy, algorithms or sizes differ, or whose point is not on the curve: every single bit.
    @Test
    void everyFlippedBitIsRefused() {
        for (int bit = 0; bit < SRK.length * 8; bit++) {
            var changed = SRK.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            refused(StorageKey.Template.SRK, changed);
        }
    }

    @Test
    void everyCutAndEveryExtraOctetIsRefused() {
        for (int length = 0; length < EK.length; length++) {
            refused(StorageKey.Template.EK, Arrays.copyOf(EK, length));
        }
        refused(StorageKey.Template.EK, Arrays.copyOf(EK, EK.length + 1));
    }

    /// The same point with p added to x, which fits into 32 octets for a small x only: here the point at x = 0.
    @Test
    void aCoordinateAboveTheFieldIsRefused() {
        var p = new BigInteger("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff", 16);
        var b = new BigInteger("5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b", 16);
        var rootOfB = b.modPow(p.add(BigInteger.ONE).shiftRight(2), p);
        accepted(withPoint(BigInteger.ZERO, rootOfB));
        refused(StorageKey.Template.SRK, withPoint(p, rootOfB));
    }

    @Test
    void thePointAtZeroIsRefused() {
        refused(StorageKey.Template.SRK, withPoint(BigInteger.ZERO, BigInteger.ZERO));
    }

    private static byte[] withPoint(BigInteger x, BigInteger y) {
        var area = SRK.clone();
        System.arraycopy(Coordinate.of(x), 0, area, X_OFFSET, 32);
        System.arraycopy(Coordinate.of(y), 0, area, X_OFFSET + 34, 32);
        return area;
    }

    private static void accepted(byte[] area) {
        try {
            StorageKey.parse(StorageKey.Template.SRK, area);
        } catch (InvalidKeyException e) {
            throw new AssertionError(e);
        }
    }

    private static void refused(StorageKey.Template template, byte[] area) {
        assertThatThrownBy(() -> StorageKey.parse(template, area)).isInstanceOf(InvalidKeyException.class);
    }
}
