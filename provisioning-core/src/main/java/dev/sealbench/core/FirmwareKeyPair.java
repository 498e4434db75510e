package dev.sealbench.core;

/// One pair of a customer's firmware keys, each by its digest (ORDER.md 2.3).
///
/// @param ecdsa SHA-256 of the ECDSA P-256 SubjectPublicKeyInfo (91 octets of DER)
/// @param lms SHA-256 of the LMS public key (56 octets of RFC 8554)
public record FirmwareKeyPair(Digest ecdsa, Digest lms) {}
