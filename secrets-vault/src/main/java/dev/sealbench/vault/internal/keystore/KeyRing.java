package dev.sealbench.vault.internal.keystore;

import dev.sealbench.vault.internal.crypto.SecretBytes;
import java.io.StreamCorruptedException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Function;

/// The keys of an open vault: octets by slot and version, versions from 1.
///
/// Encoded, in ascending order: count u16, then for each key slot u8, version u32, length u16, octets. Safe to share
/// between threads once filled.
public final class KeyRing implements AutoCloseable {

    private static final int ENTRY_HEAD_BYTES = 7;
    private static final int KEY_MAX_BYTES = 64;
    private static final int MOST_KEYS = 1_000;

    private record Place(int slot, int version) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int bySlot = Integer.compare(slot, other.slot);
            return bySlot != 0 ? bySlot : Integer.compare(version, other.version);
        }
    }

    private final TreeMap<Place, SecretBytes> keys = new TreeMap<>();

    /// Takes `owned` over as the key of this slot and version.
    public void put(int slot, int version, byte[] owned) {
        if (keys.putIfAbsent(new Place(slot, version), new SecretBytes(owned)) != null) {
            throw new IllegalStateException("slot %d has version %d already".formatted(slot, version));
        }
    }

    /// The newest version in the slot, if there is one.
    public OptionalInt newest(int slot) {
        return keys.keySet().stream()
                .filter(place -> place.slot == slot)
                .mapToInt(Place::version)
                .max();
    }

    /// Whether the slot has that version.
    public boolean has(int slot, int version) {
        return keys.containsKey(new Place(slot, version));
    }

    /// Lends a key and wipes the loan.
    ///
    /// @throws NoSuchElementException if there is none
    public <T> T lend(int slot, int version, Function<byte[], T> use) {
        var key = keys.get(new Place(slot, version));
        if (key == null) {
            throw new NoSuchElementException("slot %d has no version %d".formatted(slot, version));
        }
        return key.lend(use::apply);
    }

    /// The encoding of the slots that `wanted` names by their bits (1 << slot); the caller wipes it.
    public byte[] encode(int wanted) {
        var chosen = keys.entrySet().stream()
                .filter(entry -> (wanted & 1 << entry.getKey().slot) != 0)
                .toList();
        var out = ByteBuffer.allocate(Short.BYTES + chosen.size() * (ENTRY_HEAD_BYTES + KEY_MAX_BYTES));
        out.putShort((short) chosen.size());
        for (var entry : chosen) {
            append(out, entry);
        }
        var encoded = Arrays.copyOf(out.array(), out.position());
        Arrays.fill(out.array(), (byte) 0);
        return encoded;
    }

    /// Reads an encoding; `encoded` stays the caller's to wipe.
    ///
    /// @throws StreamCorruptedException if it is anything but what [#encode] writes
    public static KeyRing decode(byte[] encoded) throws StreamCorruptedException {
        var in = ByteBuffer.wrap(encoded);
        var ring = new KeyRing();
        int count = in.remaining() < Short.BYTES ? -1 : Short.toUnsignedInt(in.getShort());
        if (count < 0 || count > MOST_KEYS) {
            throw new StreamCorruptedException("number of keys");
        }
        Place last = null;
        for (int i = 0; i < count; i++) {
            last = readEntry(in, ring, last);
        }
        if (in.hasRemaining()) {
            throw new StreamCorruptedException("octets after the last key");
        }
        return ring;
    }

    @Override
    public void close() {
        keys.values().forEach(SecretBytes::close);
    }

    @Override
    public String toString() {
        return "KeyRing" + keys.keySet();
    }

    private static void append(ByteBuffer out, Map.Entry<Place, SecretBytes> entry) {
        var place = entry.getKey();
        entry.getValue().lend(octets -> {
            if (octets.length > KEY_MAX_BYTES) {
                throw new IllegalStateException("key of " + octets.length + " octets");
            }
            return out.put((byte) place.slot)
                    .putInt(place.version)
                    .putShort((short) octets.length)
                    .put(octets);
        });
    }

    private static Place readEntry(ByteBuffer in, KeyRing ring, Place last) throws StreamCorruptedException {
        if (in.remaining() < ENTRY_HEAD_BYTES) {
            throw new StreamCorruptedException("key cut short");
        }
        var place = new Place(Byte.toUnsignedInt(in.get()), in.getInt());
        int length = Short.toUnsignedInt(in.getShort());
        if (length == 0 || length > KEY_MAX_BYTES || length > in.remaining()) {
            throw new StreamCorruptedException("key length");
        }
        if (place.version < 1 || last != null && place.compareTo(last) <= 0) {
            throw new StreamCorruptedException("key order");
        }
        var octets = new byte[length];
        in.get(octets);
        ring.put(place.slot, place.version, octets);
        return place;
    }
}
