package dev.sealbench.link.tpm;

import java.util.Arrays;
import java.util.HexFormat;

/// The public areas of ORDER.md 4, octet by octet: everything but `unique` must be equal. Pure and thread-safe.
public final class PublicAreas {

    private static final int TYPE_KEYEDHASH = 0x0008;
    private static final int TYPE_ECC = 0x0023;
    private static final int SHA256 = 0x000b;
    private static final int NULL = 0x0010;
    private static final int AES = 0x0006;
    private static final int CFB = 0x0043;
    private static final int AES_BITS = 128;
    private static final int ECDSA = 0x0018;
    private static final int NIST_P256 = 0x0003;

    // TPMA_OBJECT, TPM 2.0 part 2, 8.3
    private static final int FIXED_TPM = 1 << 1;
    private static final int FIXED_PARENT = 1 << 4;
    private static final int SENSITIVE_DATA_ORIGIN = 1 << 5;
    private static final int USER_WITH_AUTH = 1 << 6;
    private static final int ADMIN_WITH_POLICY = 1 << 7;
    private static final int NO_DA = 1 << 10;
    private static final int RESTRICTED = 1 << 16;
    private static final int DECRYPT = 1 << 17;
    private static final int SIGN = 1 << 18;
    private static final int MADE_HERE = FIXED_TPM | FIXED_PARENT | SENSITIVE_DATA_ORIGIN;

    /// PolicySecret(endorsement), TCG EK Credential Profile, template L-2.
    private static final byte[] EK_POLICY =
            HexFormat.of().parseHex("837197674484b3f81a90cc8d46a5d724fd52d76e06520b64f2a1da1b331469aa");

    private static final byte[] NO_POLICY = {};
    private static final byte[] ZEROS = new byte[P256.COORDINATE_BYTES];

    private PublicAreas() {}

    /// An endorsement key by template L-2.
    ///
    /// @throws TpmFault when `area` is anything else
    public static TpmPublic ek(byte[] area) throws TpmFault {
        return eccKey("the endorsement key", ekHead(), area);
    }

    /// A storage root key.
    ///
    /// @throws TpmFault when `area` is anything else
    public static TpmPublic srk(byte[] area) throws TpmFault {
        return eccKey("the storage root key", srkHead(), area);
    }

    /// An attestation key.
    ///
    /// @throws TpmFault when `area` is anything else
    public static TpmPublic ak(byte[] area) throws TpmFault {
        return eccKey("the attestation key", akHead(), area);
    }

    /// A device key under `policyDigest` (32 octets).
    ///
    /// @throws TpmFault when `area` is anything else
    public static TpmPublic deviceKey(byte[] policyDigest, byte[] area) throws TpmFault {
        return eccKey("the device key", deviceKeyHead(policyDigest), area);
    }

    /// The public area of a credential: sealed data under `policyDigest` (32 octets), `unique` = SHA-256(seed ||
    /// value), 32 octets.
    public static byte[] credential(byte[] policyDigest, byte[] unique) {
        return credentialHead(policyDigest).sized(digest(unique)).done();
    }

    /// Refuses what is not a credential under `policyDigest`.
    ///
    /// @throws TpmFault when `area` is anything else
    public static void requireCredential(byte[] policyDigest, byte[] area) throws TpmFault {
        var unique = unique("the credential", credentialHead(policyDigest).done(), area);
        if (unique.sized(Algorithms.DIGEST_BYTES).length != Algorithms.DIGEST_BYTES) {
            throw unique.malformed();
        }
        unique.end();
    }

    static byte[] ekTemplate() {
        return ekHead().sized(ZEROS).sized(ZEROS).done();
    }

    static byte[] srkTemplate() {
        return srkHead().sized(ZEROS).sized(ZEROS).done();
    }

    static byte[] akTemplate() {
        return akHead().sized(NO_POLICY).sized(NO_POLICY).done();
    }

    static byte[] deviceKeyTemplate(byte[] policyDigest) {
        return deviceKeyHead(policyDigest).sized(NO_POLICY).sized(NO_POLICY).done();
    }

    private static TpmWriter ekHead() {
        return storageHead(MADE_HERE | ADMIN_WITH_POLICY | RESTRICTED | DECRYPT, EK_POLICY);
    }

    private static TpmWriter srkHead() {
        return storageHead(MADE_HERE | USER_WITH_AUTH | NO_DA | RESTRICTED | DECRYPT, NO_POLICY);
    }

    private static TpmWriter akHead() {
        return signingHead(MADE_HERE | USER_WITH_AUTH | NO_DA | RESTRICTED | SIGN, NO_POLICY);
    }

    private static TpmWriter deviceKeyHead(byte[] policyDigest) {
        return signingHead(MADE_HERE | NO_DA | SIGN, digest(policyDigest));
    }

    private static TpmWriter credentialHead(byte[] policyDigest) {
        return head(TYPE_KEYEDHASH, NO_DA, digest(policyDigest)).u16(NULL);
    }

    private static TpmWriter storageHead(int attributes, byte[] policy) {
        return head(TYPE_ECC, attributes, policy)
                .u16(AES)
                .u16(AES_BITS)
                .u16(CFB)
                .u16(NULL)
                .u16(NIST_P256)
                .u16(NULL);
    }

    private static TpmWriter signingHead(int attributes, byte[] policy) {
        return head(TYPE_ECC, attributes, policy)
                .u16(NULL)
                .u16(ECDSA)
                .u16(SHA256)
                .u16(NIST_P256)
                .u16(NULL);
    }

    private static TpmWriter head(int type, int attributes, byte[] policy) {
        return new TpmWriter().u16(type).u16(SHA256).u32(attributes).sized(policy);
    }

    private static TpmPublic eccKey(String what, TpmWriter head, byte[] area) throws TpmFault {
        var unique = unique(what, head.done(), area);
        byte[] x = unique.sized(P256.COORDINATE_BYTES);
        byte[] y = unique.sized(P256.COORDINATE_BYTES);
        unique.end();
        return new TpmPublic(area.clone(), TpmNames.ofPublicArea(area), P256.key(x, y));
    }

    private static TpmReader unique(String what, byte[] head, byte[] area) throws TpmFault {
        var reader = new TpmReader(area, "the public area of " + what);
        if (area.length < head.length || !Arrays.equals(head, reader.bytes(head.length))) {
            throw new TpmFault.Unsuitable("the public area of %s is not the one that is required".formatted(what));
        }
        return reader;
    }

    private static byte[] digest(byte[] value) {
        if (value.length != Algorithms.DIGEST_BYTES) {
            throw new IllegalArgumentException("a digest of " + value.length + " octets");
        }
        return value;
    }
}
