package dev.sealbench.link.internal.frame;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/// Finds good frames in whatever arrives (PROTOCOL.md 2.3). Holds at most one encoded frame; what is wrong is dropped
/// and counted, never guessed at. Not thread-safe.
public final class FrameDecoder {

    private final byte[] held = new byte[Frame.MAX_ENCODED_BYTES];
    private final CRC32C crc = new CRC32C();
    private final Consumer<Frame> sink;
    private int heldBytes;
    private boolean overlong;
    private long droppedFrames;

    /// Hands each good frame to `sink`.
    public FrameDecoder(Consumer<Frame> sink) {
        this.sink = sink;
    }

    /// Takes the first `length` octets of `octets`.
    public void accept(byte[] octets, int length) {
        for (int i = 0; i < length; i++) {
            if (octets[i] == 0) {
                endFrame();
            } else if (heldBytes < held.length) {
                held[heldBytes++] = octets[i];
            } else {
                overlong = true;
            }
        }
    }

    /// Frames dropped so far.
    public long droppedFrames() {
        return droppedFrames;
    }

    private void endFrame() {
        if (heldBytes == 0) {
            return; // two delimiters in a row
        }
        var frame = overlong ? Optional.<Frame>empty() : read(Cobs.decode(held, heldBytes));
        heldBytes = 0;
        overlong = false;
        frame.ifPresentOrElse(sink, () -> droppedFrames++);
    }

    private Optional<Frame> read(int contentBytes) {
        int payloadBytes = contentBytes - Frame.HEADER_BYTES - Frame.TRAILER_BYTES;
        if (payloadBytes < 0 || payloadBytes > Frame.MAX_PAYLOAD_BYTES) {
            return Optional.empty();
        }
        var content = ByteBuffer.wrap(held, 0, contentBytes).order(ByteOrder.LITTLE_ENDIAN);
        var type = FrameType.of(content.get());
        byte flags = content.get();
        int sequence = Short.toUnsignedInt(content.getShort());
        int announcedBytes = Short.toUnsignedInt(content.getShort());
        var payload = new byte[payloadBytes];
        content.get(payload);
        crc.reset();
        crc.update(held, 0, Frame.HEADER_BYTES + payloadBytes);
        if (content.getInt() != (int) crc.getValue() || announcedBytes != payloadBytes || flags != 0) {
            return Optional.empty();
        }
        return type.map(known -> new Frame(known, sequence, payload));
    }
}
