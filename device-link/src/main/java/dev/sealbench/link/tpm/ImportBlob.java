package dev.sealbench.link.tpm;

/// An object made outside, encrypted to the SRK (TPM2_Import without inner wrapper).
///
/// @param publicArea TPMT_PUBLIC
/// @param duplicate content of TPM2B_PRIVATE
/// @param encryptedSeed content of TPM2B_ENCRYPTED_SECRET
record ImportBlob(byte[] publicArea, byte[] duplicate, byte[] encryptedSeed) {}
