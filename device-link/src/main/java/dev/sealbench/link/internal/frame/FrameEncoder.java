package dev.sealbench.link.internal.frame;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/// Turns payloads into what goes on the line (PROTOCOL.md 2). Reuses its arrays: not thread-safe, and a result is
/// overwritten by the next one.
public final class FrameEncoder {

    /// One extra delimiter before, one after (PROTOCOL.md 2.1).
    private static final int DELIMITERS = 2;

    private final byte[] content = new byte[Frame.HEADER_BYTES + Frame.MAX_PAYLOAD_BYTES + Frame.TRAILER_BYTES];
    private final byte[] encoded = new byte[Frame.MAX_ENCODED_BYTES + DELIMITERS];
    private final CRC32C crc = new CRC32C();
    private int sequence;
    private boolean fresh = true;

    /// The next frame is preceded by an extra delimiter, so that half a frame before it harms nothing.
    public void startAfresh() {
        fresh = true;
    }

    /// Sequence of the frame encoded last, 0 to 65,535.
    public int lastSequence() {
        return (sequence - 1) & 0xffff;
    }

    /// Encodes `payload` (at most [Frame#MAX_PAYLOAD_BYTES]), which stands at its limit afterwards. The result is a
    /// view of an array of this encoder.
    public ByteBuffer encode(FrameType type, ByteBuffer payload) {
        int payloadBytes = payload.remaining();
        if (payloadBytes > Frame.MAX_PAYLOAD_BYTES) {
            throw new IllegalArgumentException("payload of " + payloadBytes + " octets");
        }
        var frame = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        frame.put(type.code()).put((byte) 0).putShort((short) sequence++).putShort((short) payloadBytes);
        frame.put(payload);
        crc.reset();
        crc.update(content, 0, frame.position());
        frame.putInt((int) crc.getValue());

        int start = 0;
        if (fresh) {
            encoded[start++] = 0;
            fresh = false;
        }
        int end = Cobs.encode(content, frame.position(), encoded, start);
        encoded[end++] = 0;
        return ByteBuffer.wrap(encoded, 0, end);
    }
}
