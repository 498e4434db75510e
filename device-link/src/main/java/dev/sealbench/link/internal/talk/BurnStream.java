package dev.sealbench.link.internal.talk;

import dev.sealbench.link.BurnContent;
import dev.sealbench.link.BurnContent.Block;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/// The octets of a burn's stream: a block for each piece that the charger wants (PROTOCOL.md 6.2), read at any offset.
final class BurnStream {

    private static final int HEADER_BYTES = 6;

    private final BurnContent content;
    private final List<Entry> entries = new ArrayList<>();
    private final int sizeBytes;
    /// Content in pieces that the charger holds already.
    private final int heldBytes;

    /// A block's place in the stream.
    private record Entry(int offset, ByteBuffer header, Block block, int contentBytes) {

        int end() {
            return offset + HEADER_BYTES + block.packed().remaining();
        }
    }

    /// `wanted`: a bit for each piece, from the least significant one of the first octet.
    BurnStream(BurnContent content, byte[] wanted) {
        this.content = content;
        int offset = 0;
        int sent = 0;
        for (int piece = 0; piece < content.blocks().size(); piece++) {
            if ((wanted[piece / 8] >> piece % 8 & 1) == 0) {
                continue;
            }
            var block = content.blocks().get(piece);
            int contentBytes = Math.min(BurnContent.PIECE_BYTES, content.sizeBytes() - piece * BurnContent.PIECE_BYTES);
            var entry = new Entry(offset, header(piece, block), block, contentBytes);
            entries.add(entry);
            offset = entry.end();
            sent += contentBytes;
        }
        this.sizeBytes = offset;
        this.heldBytes = content.sizeBytes() - sent;
    }

    private static ByteBuffer header(int piece, Block block) {
        return ByteBuffer.allocate(HEADER_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) piece)
                .putShort((short) block.encoding().ordinal())
                .putShort((short) block.packed().remaining())
                .flip();
    }

    int sizeBytes() {
        return sizeBytes;
    }

    /// Puts `bytes` octets from `offset` on into `out`.
    void read(int offset, int bytes, ByteBuffer out) {
        int end = offset + bytes;
        for (int at = offset, i = entryAt(offset); at < end; i++) {
            var entry = entries.get(i);
            at += copy(entry.header, at - entry.offset, end - at, out);
            at += copy(entry.block.packed(), at - entry.offset - HEADER_BYTES, end - at, out);
        }
    }

    /// Content octets that flash holds once the charger has taken the stream up to `offset`.
    int contentBytes(int offset) {
        int bytes = heldBytes;
        for (var entry : entries) {
            if (entry.end() > offset) {
                break;
            }
            bytes += entry.contentBytes;
        }
        return bytes;
    }

    private int entryAt(int offset) {
        int i = 0;
        while (entries.get(i).end() <= offset) {
            i++;
        }
        return i;
    }

    /// Copies from `from`'s octet `at` on, at most `most`; nothing when `at` lies behind it.
    private static int copy(ByteBuffer from, int at, int most, ByteBuffer out) {
        int bytes = Math.clamp(from.remaining() - at, 0, most);
        if (bytes > 0) {
            out.put(from.slice(at, bytes));
        }
        return bytes;
    }

    @Override
    public String toString() {
        return "BurnStream[%d of %d pieces]"
                .formatted(entries.size(), content.blocks().size());
    }
}
