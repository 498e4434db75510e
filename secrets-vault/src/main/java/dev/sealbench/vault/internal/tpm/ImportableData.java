package dev.sealbench.vault.internal.tpm;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;

/// A sealed data object for TPM2_Import, made outside the TPM, without inner wrapper (TPM 2.0 part 1, 23.3).
///
/// @param publicArea TPMT_PUBLIC, without size
/// @param duplicate content of TPM2B_PRIVATE, without size
/// @param encryptedSeed content of TPM2B_ENCRYPTED_SECRET, without size
/// @param name the Name that the object will have, 34 octets
public record ImportableData(byte[] publicArea, byte[] duplicate, byte[] encryptedSeed, byte[] name) {

    private static final int DIGEST_BYTES = 32;
    /// MAX_SYM_DATA: what a TPM seals at most.
    private static final int DATA_MAX_BYTES = 128;

    private static final short ALG_KEYEDHASH = 0x0008;
    private static final short ALG_NULL = 0x0010;
    /// noDA and nothing else: the policy is the only way to the data, and to certify it.
    private static final int ATTRIBUTES = 0x00000400;

    /// What goes into the object.
    ///
    /// All three are lent; the caller wipes them.
    ///
    /// @param data the sealed octets, 1 to 128
    /// @param authValue at most 32 octets; trailing zero octets do not count (ORDER.md 3.4)
    /// @param policyDigest authPolicy, 32 octets
    public record Content(byte[] data, byte[] authValue, byte[] policyDigest) {

        /// Refuses what a TPM would refuse.
        public Content {
            if (data.length == 0 || data.length > DATA_MAX_BYTES) {
                throw new IllegalArgumentException("data of " + data.length + " octets");
            }
            if (authValue.length > DIGEST_BYTES || policyDigest.length != DIGEST_BYTES) {
                throw new IllegalArgumentException("authValue or policy is not a SHA-256");
            }
        }

        @Override
        public String toString() {
            return "Content[hidden]";
        }
    }

    /// Wraps `content` for `parent`.
    public static ImportableData make(StorageKey parent, Content content, SecureRandom random) {
        var obfuscation = new byte[DIGEST_BYTES];
        random.nextBytes(obfuscation);
        var publicArea = publicArea(content, obfuscation);
        var name = TpmName.of(publicArea);
        var sensitive = sensitive(content, obfuscation);
        try (var seed = SharedSeed.with(parent, "DUPLICATE", random)) {
            return new ImportableData(publicArea, seed.protect(sensitive, name), seed.encrypted(), name);
        } finally {
            Arrays.fill(sensitive, (byte) 0);
            Arrays.fill(obfuscation, (byte) 0);
        }
    }

    /// `authValue` without its trailing zero octets, as every TPM keeps it; the caller wipes it.
    public static byte[] stripped(byte[] authValue) {
        int length = authValue.length;
        while (length > 0 && authValue[length - 1] == 0) {
            length--;
        }
        return Arrays.copyOf(authValue, length);
    }

    /// TPMT_PUBLIC; its unique field commits to the data (part 1, 27.5.3.3).
    private static byte[] publicArea(Content content, byte[] obfuscation) {
        var unique = TpmName.sha256(obfuscation, content.data());
        return ByteBuffer.allocate(78)
                .putShort(ALG_KEYEDHASH)
                .putShort(TpmName.SHA256)
                .putInt(ATTRIBUTES)
                .put(Sized.of(content.policyDigest()))
                .putShort(ALG_NULL)
                .put(Sized.of(unique))
                .array();
    }

    /// TPMT_SENSITIVE.
    private static byte[] sensitive(Content content, byte[] obfuscation) {
        var auth = stripped(content.authValue());
        try {
            return ByteBuffer.allocate(4 * Short.BYTES + auth.length + DIGEST_BYTES + content.data().length)
                    .putShort(ALG_KEYEDHASH)
                    .putShort((short) auth.length)
                    .put(auth)
                    .putShort((short) DIGEST_BYTES)
                    .put(obfuscation)
                    .putShort((short) content.data().length)
                    .put(content.data())
                    .array();
        } finally {
            Arrays.fill(auth, (byte) 0);
        }
    }
}
