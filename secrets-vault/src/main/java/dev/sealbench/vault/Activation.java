package dev.sealbench.vault;

/// A secret that only one TPM recovers, by TPM2_ActivateCredential; both parts as `ActivateRequest` and `Order` of
/// the protocol want them. The arrays are the receiver's; nothing else refers to them.
///
/// @param credentialBlob TPM2B_ID_OBJECT, with its two-octet size
/// @param encryptedSecret TPM2B_ENCRYPTED_SECRET, with its two-octet size (70 octets)
public record Activation(byte[] credentialBlob, byte[] encryptedSecret) {

    @Override
    public String toString() {
        return "Activation[" + credentialBlob.length + " octets]";
    }
}
