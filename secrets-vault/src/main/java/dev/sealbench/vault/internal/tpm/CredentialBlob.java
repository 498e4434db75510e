package dev.sealbench.vault.internal.tpm;

import java.security.SecureRandom;

/// What TPM2_MakeCredential would answer, made outside the TPM (TPM 2.0 part 1, 24): only the TPM that holds the EK
/// recovers the secret, and only if it also holds the object that the Name names.
///
/// @param idObject TPM2B_ID_OBJECT, with its size
/// @param encryptedSecret TPM2B_ENCRYPTED_SECRET, with its size
public record CredentialBlob(byte[] idObject, byte[] encryptedSecret) {

    /// The most that TPM2_ActivateCredential gives back for an EK whose nameAlg is SHA-256.
    public static final int SECRET_MAX_BYTES = 32;

    /// Wraps `secret` (1 to 32 octets, the caller's to wipe) for `ek` and the object of that 34-octet Name.
    public static CredentialBlob make(StorageKey ek, byte[] objectName, byte[] secret, SecureRandom random) {
        if (objectName.length != TpmName.SIZE_BYTES) {
            throw new IllegalArgumentException("Name of " + objectName.length + " octets");
        }
        if (secret.length == 0 || secret.length > SECRET_MAX_BYTES) {
            throw new IllegalArgumentException("secret of " + secret.length + " octets");
        }
        try (var seed = SharedSeed.with(ek, "IDENTITY", random)) {
            return new CredentialBlob(Sized.of(seed.protect(secret, objectName)), Sized.of(seed.encrypted()));
        }
    }
}
