package dev.sealbench.vault.internal.tpm;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/// The public half of a decryption key that lives in a TPM: endorsement key or storage root key of ORDER.md 4.
///
/// A public area is accepted only if it is its template to the octet, but for the point: a key that may leave its TPM
/// (fixedTPM clear) or has another policy must not receive secrets. Immutable.
public final class StorageKey {

    /// The public areas that are accepted, up to the point (TPMT_PUBLIC of TPM 2.0 part 2, 12.2.4).
    public enum Template {
        /// TCG template L-2: attributes 0x000300b2, policy PolicySecret(endorsement).
        EK("0023000b000300b20020837197674484b3f81a90cc8d46a5d724fd52d76e06520b64f2a1da1b331469aa"
                + "00060080004300100003" + "0010"),
        /// ORDER.md 4: attributes 0x00030472, no policy.
        SRK("0023000b000304720000" + "00060080004300100003" + "0010");

        private final byte[] head;

        Template(String head) {
            this.head = HexFormat.of().parseHex(head);
        }
    }

    /// Octets of a coordinate; always all of them, leading zeros included.
    static final int COORDINATE_BYTES = 32;

    private final byte[] name;
    private final byte[] x;
    private final ECPublicKey publicKey;

    private StorageKey(byte[] name, byte[] x, ECPublicKey publicKey) {
        this.name = name;
        this.x = x;
        this.publicKey = publicKey;
    }

    /// Reads a TPMT_PUBLIC, without the two-octet size that TPM2B_PUBLIC has.
    ///
    /// @throws InvalidKeyException if it is not the template, or its point is not on P-256
    public static StorageKey parse(Template template, byte[] publicArea) throws InvalidKeyException {
        int headBytes = template.head.length;
        if (publicArea.length < headBytes || !Arrays.equals(template.head, 0, headBytes, publicArea, 0, headBytes)) {
            throw new InvalidKeyException("public area is not that of the " + template + " template");
        }
        var unique = Arrays.copyOfRange(publicArea, headBytes, publicArea.length);
        var in = new OctetReader(unique);
        var x = in.sized(COORDINATE_BYTES);
        var y = in.sized(COORDINATE_BYTES);
        if (x.length != COORDINATE_BYTES || y.length != COORDINATE_BYTES || !in.atEnd()) {
            throw new InvalidKeyException("point of the " + template + " is not two coordinates of 32 octets");
        }
        return new StorageKey(TpmName.of(publicArea), x, onCurve(x, y));
    }

    /// The TPM Name, 34 octets.
    public byte[] name() {
        return name.clone();
    }

    byte[] x() {
        return x;
    }

    ECPublicKey publicKey() {
        return publicKey;
    }

    private static ECPublicKey onCurve(byte[] x, byte[] y) throws InvalidKeyException {
        var point = new ECPoint(new BigInteger(1, x), new BigInteger(1, y));
        if (!P256.contains(point)) {
            throw new InvalidKeyException("point is not on P-256");
        }
        try {
            return (ECPublicKey)
                    KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, P256.PARAMETERS));
        } catch (GeneralSecurityException e) {
            throw new InvalidKeyException("point refused", e);
        }
    }
}
