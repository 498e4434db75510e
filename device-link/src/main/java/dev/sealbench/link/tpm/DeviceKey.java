package dev.sealbench.link.tpm;

/// A device key made in the TPM (ORDER.md 4); not loaded, not persistent.
///
/// @param publicKey its public half
/// @param privateBlob content of TPM2B_PRIVATE, readable by this TPM's SRK only
/// @param certified the attestation key's statement that it is loaded in this TPM
public record DeviceKey(TpmPublic publicKey, byte[] privateBlob, Certified certified) {

    /// Attachment 18 of the order: TPM2B_PUBLIC || TPM2B_PRIVATE.
    public byte[] attachment() {
        return new TpmWriter().sized(publicKey.area()).sized(privateBlob).done();
    }
}
