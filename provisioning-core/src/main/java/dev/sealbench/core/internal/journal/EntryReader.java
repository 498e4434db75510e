package dev.sealbench.core.internal.journal;

import dev.sealbench.core.Digest;
import dev.sealbench.core.Octets;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// Reads what [EntryWriter] wrote; strict. Throws IllegalArgumentException at anything else. Not thread-safe.
final class EntryReader {

    private final ByteBuffer in;

    EntryReader(byte[] payload) {
        this.in = ByteBuffer.wrap(payload);
    }

    long u32() {
        return Integer.toUnsignedLong(ByteBuffer.wrap(take(Integer.BYTES)).getInt());
    }

    int integer() {
        long value = u32();
        if (value > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("a number is larger than any that was written");
        }
        return (int) value;
    }

    boolean flag() {
        byte value = take(1)[0];
        if (value != 0 && value != 1) {
            throw new IllegalArgumentException("a flag is neither 0 nor 1");
        }
        return value == 1;
    }

    Octets octets() {
        return Octets.of(take(u32()));
    }

    String text() {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(take(u32())))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("a text is not UTF-8", e);
        }
    }

    Digest digest() {
        return Digest.of(take(Digest.SIZE_BYTES));
    }

    <E extends Enum<E>> E constant(Class<E> type) {
        return Enum.valueOf(type, text());
    }

    UUID uuid() {
        var both = ByteBuffer.wrap(take(2 * Long.BYTES));
        return new UUID(both.getLong(), both.getLong());
    }

    /// To be called after the last field.
    void requireEnd() {
        if (in.hasRemaining()) {
            throw new IllegalArgumentException(in.remaining() + " octets too many");
        }
    }

    private byte[] take(long count) {
        if (count > in.remaining()) {
            throw new IllegalArgumentException("a field is longer than the entry");
        }
        var taken = new byte[(int) count];
        in.get(taken);
        return taken;
    }
}
