package dev.sealbench.link.internal.frame;

/// A frame whose CRC was right.
///
/// @param type what the payload is
/// @param sequence the sender's counter, 0 to 65,535; for diagnosis only
/// @param payload 0 to 4,096 octets; belongs to the receiver of the frame
public record Frame(FrameType type, int sequence, byte[] payload) {

    /// The most payload of a frame (PROTOCOL.md 2.2).
    public static final int MAX_PAYLOAD_BYTES = 4_096;

    /// Octets before the payload: type, flags, sequence u16, length u16.
    static final int HEADER_BYTES = 6;

    /// Octets after the payload: CRC-32C.
    static final int TRAILER_BYTES = 4;

    /// The longest frame as COBS leaves it, without the delimiter (PROTOCOL.md 2.3).
    static final int MAX_ENCODED_BYTES = Cobs.encodedBytes(HEADER_BYTES + MAX_PAYLOAD_BYTES + TRAILER_BYTES);
}
