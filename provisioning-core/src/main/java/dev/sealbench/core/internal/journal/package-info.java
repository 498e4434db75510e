/// The station's journal: what was intended, and what was seen, on disk before it has an effect.
///
/// One append-only file per unit under `home/journal`. With what the charger says of itself, a unit's journal
/// is all that a step needs to know what to do next; there is no other "resume" state. Sealed credentials
/// stand here until they are void or the unit is labelled or scrapped; then the file is replaced by one
/// without them. Nothing here is in the clear.
///
/// File, version 1, big-endian: header of 28 octets (`SEALJNL`, 0x01, serial number, CRC-32C of the 24 before), then
/// entries. An entry: payload length u32, sequence u32 (from 1), microseconds since 1970 u64, type u8, CRC-32C of
/// these 17 octets u32; payload; CRC-32C of the payload u32; end mark 0xA5. CRC-32C as in RFC 3720, appendix B.4.
///
/// An append returns after fsync. A power cut can so tear the last entry only, and only one that nobody was told of:
/// it is cut off when the file is opened. Anything else that does not fit is damage and refused.
package dev.sealbench.core.internal.journal;
