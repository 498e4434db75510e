package dev.sealbench.link.tpm;

/// A signed statement of the attestation key, signature and meaning already checked; kept as evidence.
///
/// @param attest TPMS_ATTEST
/// @param signature TPMT_SIGNATURE
public record Certified(byte[] attest, byte[] signature) {}
