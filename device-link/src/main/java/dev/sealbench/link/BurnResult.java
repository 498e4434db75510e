package dev.sealbench.link;

/// What a burn did.
///
/// @param sha256 digest of the content as the charger read it back from flash, 32 octets; equal to the content's
/// @param unchanged true when the target held the content already and nothing was sent
/// @param totalBytes length of the content
/// @param resentBytes octets of content that travelled more than once
public record BurnResult(byte[] sha256, boolean unchanged, int totalBytes, long resentBytes) {}
