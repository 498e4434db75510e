package dev.sealbench.link;

/// The charger executed the order and resets now.
///
/// @param orderDigest SHA-256 of the order's PAE as the charger computed it, 32 octets
/// @param trialId 16 octets that the charger drew; Confirm and Revert name them
public record OrderAck(byte[] orderDigest, byte[] trialId) {}
