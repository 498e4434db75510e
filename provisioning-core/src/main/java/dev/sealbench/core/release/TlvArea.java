package dev.sealbench.core.release;

import dev.sealbench.core.release.Tlv.Area;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// Reads and writes one TLV area, IMAGE.md 2: known types only, each at most once, ending exactly at its size.
final class TlvArea {

    static final int HEADER_SIZE_BYTES = 4;
    private static final int MAX_SIZE_BYTES = 0xffff;

    private TlvArea() {}

    /// Reads the area at the start of `octets`; [#sizeBytes] says where it ends.
    static Map<Tlv, byte[]> read(ByteBuffer octets, Area area) throws ImageRefusedException {
        int size = sizeBytes(octets, area);
        var entries = octets.slice(octets.position() + HEADER_SIZE_BYTES, size - HEADER_SIZE_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        var found = new EnumMap<Tlv, byte[]>(Tlv.class);
        while (entries.hasRemaining()) {
            if (entries.remaining() < HEADER_SIZE_BYTES) {
                throw malformed(area + " area does not end with an entry");
            }
            var tlv = known(Short.toUnsignedInt(entries.getShort()), area);
            var value = value(entries);
            if (tlv.isPresent() && found.put(checked(tlv.get(), value), value) != null) {
                throw malformed("a second " + tlv.get());
            }
        }
        return found;
    }

    private static byte[] value(ByteBuffer entries) throws ImageRefusedException {
        int length = Short.toUnsignedInt(entries.getShort());
        if (length > entries.remaining()) {
            throw malformed("length of an entry");
        }
        var value = new byte[length];
        entries.get(value);
        return value;
    }

    private static Tlv checked(Tlv tlv, byte[] value) throws ImageRefusedException {
        if (value.length < tlv.minSizeBytes || value.length > tlv.maxSizeBytes) {
            throw malformed("length of " + tlv);
        }
        return tlv;
    }

    /// The size of the area at the start of `octets`, with its header; at most what `octets` hold.
    static int sizeBytes(ByteBuffer octets, Area area) throws ImageRefusedException {
        if (octets.remaining() < HEADER_SIZE_BYTES) {
            throw malformed("no " + area + " area");
        }
        int start = octets.position();
        if (Short.toUnsignedInt(octets.getShort(start)) != area.magic) {
            throw malformed("no " + area + " area");
        }
        int size = Short.toUnsignedInt(octets.getShort(start + 2));
        if (size < HEADER_SIZE_BYTES || size > octets.remaining() || size > area.maxSizeBytes) {
            throw malformed("size of the " + area + " area");
        }
        return size;
    }

    /// Writes `entries` in the order of [Tlv].
    static byte[] write(Map<Tlv, byte[]> entries, Area area) {
        int size = HEADER_SIZE_BYTES;
        for (var value : entries.values()) {
            size += HEADER_SIZE_BYTES + value.length;
        }
        if (size > MAX_SIZE_BYTES) {
            throw new IllegalArgumentException("a TLV area has at most 65,535 octets");
        }
        var out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        out.putShort((short) area.magic).putShort((short) size);
        new EnumMap<>(entries)
                .forEach((tlv, value) -> out.putShort((short) tlv.type)
                        .putShort((short) value.length)
                        .put(value));
        return out.array();
    }

    /// IMAGE.md 2.3: empty for what says nothing to us, which may stand in the plain area only.
    private static Optional<Tlv> known(int type, Area area) throws ImageRefusedException {
        for (var tlv : Tlv.values()) {
            if (tlv.type == type && tlv.area == area) {
                return Optional.of(tlv);
            }
            if (tlv.type == type) {
                throw malformed(tlv + " in the " + area + " area");
            }
        }
        if (area != Area.PLAIN || type == Tlv.ZEROED || type == Tlv.ERASED) {
            throw malformed("type 0x%04x in the %s area".formatted(type, area));
        }
        return Optional.empty();
    }

    private static ImageRefusedException malformed(String detail) {
        return new ImageRefusedException(ImageRefusal.FORMAT, detail);
    }
}
