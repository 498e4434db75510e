package dev.sealbench.core.internal.journal;

import dev.sealbench.core.Digest;
import dev.sealbench.core.Octets;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// Writes the fields of one entry, big-endian, each of variable length behind its u32 length. Not thread-safe.
final class EntryWriter {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    EntryWriter u32(long value) {
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt((int) value).array());
        return this;
    }

    EntryWriter flag(boolean value) {
        out.write(value ? 1 : 0);
        return this;
    }

    EntryWriter octets(Octets value) {
        u32(value.length());
        out.writeBytes(value.toBytes());
        return this;
    }

    EntryWriter text(String value) {
        return octets(Octets.of(value.getBytes(StandardCharsets.UTF_8)));
    }

    EntryWriter digest(Digest value) {
        out.writeBytes(value.toBytes());
        return this;
    }

    /// By name, so that the order of the constants is free to change.
    EntryWriter constant(Enum<?> value) {
        return text(value.name());
    }

    EntryWriter uuid(UUID value) {
        out.writeBytes(ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(value.getMostSignificantBits())
                .putLong(value.getLeastSignificantBits())
                .array());
        return this;
    }

    byte[] toBytes() {
        return out.toByteArray();
    }
}
