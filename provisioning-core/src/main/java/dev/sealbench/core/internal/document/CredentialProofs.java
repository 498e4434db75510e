package dev.sealbench.core.internal.document;

/// Compares a credential proof with what the vault keeps (ORDER.md 5.3).
@FunctionalInterface
public interface CredentialProofs {

    /// True if `proof` (32 octets) is HMAC(proof key, nonce || u8 credential || value).
    ///
    /// @param credential 1 to 4
    /// @param nonce the station's, 32 octets
    boolean matches(int credential, byte[] nonce, byte[] proof);
}
