package dev.sealbench.link;

/// What a burn did.
///
/// @param sha256 digest of the content as the charger read it back from flash, 32 octets; equal to the content's
/// @param unchanged true when the target held the content already and nothing was sent
/// @param totalBytes length of the content
/// @param streamBytes octets of the burn stream, packed and without repetitions: 0 when unchanged
/// @param resentBytes octets of the stream that travelled more than once
public record BurnResult(byte[] sha256, boolean unchanged, int totalBytes, int streamBytes, long resentBytes) {}
