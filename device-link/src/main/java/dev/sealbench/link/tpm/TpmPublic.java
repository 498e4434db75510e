package dev.sealbench.link.tpm;

import java.security.interfaces.ECPublicKey;

/// The public half of a P-256 key of a TPM whose public area is what its role asks for ([PublicAreas]).
///
/// @param area the TPMT_PUBLIC as the TPM marshals it, without size; not to be changed
/// @param name TPM Name: 0x000B and SHA-256 of the area, 34 octets; not to be changed
/// @param key the same key for Java; on the curve
public record TpmPublic(byte[] area, byte[] name, ECPublicKey key) {}
