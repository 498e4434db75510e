package dev.sealbench.core.internal.export;

import dev.sealbench.core.SerialNumber;
import java.io.ByteArrayOutputStream;
import java.util.SortedMap;
import java.util.TreeMap;

/// The files about one unit, as a piece of an archive.
///
/// Not safe to share between threads while files are added.
final class UnitSection {

    private final SerialNumber serial;
    private final SortedMap<String, byte[]> files = new TreeMap<>();

    UnitSection(SerialNumber serial) {
        this.serial = serial;
    }

    SerialNumber serial() {
        return serial;
    }

    /// @param name below the unit's folder, given once
    void add(String name, byte[] content) {
        if (files.put(name, content) != null) {
            throw new IllegalArgumentException(name);
        }
    }

    /// Header and content of each file, by name.
    ///
    /// @param secondsUtc that all files of the archive have
    byte[] archived(long secondsUtc) {
        var out = new ByteArrayOutputStream();
        files.forEach((name, content) -> {
            out.writeBytes(Ustar.header(serial.text() + "/" + name, content.length, secondsUtc));
            out.writeBytes(content);
            out.writeBytes(new byte[Ustar.padding(content.length)]);
        });
        return out.toByteArray();
    }
}
