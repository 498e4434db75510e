package dev.sealbench.link.internal.serial;

import com.fazecast.jSerialComm.SerialPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;

/// Loads jSerialComm so that nobody else can plant its native code.
///
/// jSerialComm unpacks its library into a world-writable folder of a well-known name below `java.io.tmpdir`, and asks
/// for that property once, while its class is initialised. So that property points to a private folder just then.
final class SerialLibrary {

    private static final String TEMP = "java.io.tmpdir";
    private static final String FOUND_BY_ADMINISTRATOR = "jSerialComm.library.path";

    private SerialLibrary() {}

    /// Loads the library, once per process.
    static void load() {
        // the class's own initialisation lock makes this happen once
        Loaded.touch();
    }

    private static final class Loaded {

        static {
            if (System.getProperty(FOUND_BY_ADMINISTRATOR) == null) {
                loadFromPrivateFolder();
            }
        }

        static void touch() {
            // its only purpose is to initialise this class
        }

        private static void loadFromPrivateFolder() {
            var shared = System.getProperty(TEMP);
            try {
                var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
                var folder = Files.createTempDirectory("sealbench-serial-", ownerOnly);
                try {
                    System.setProperty(TEMP, folder.toString());
                    SerialPort.getVersion(); // initialises the class, which unpacks and loads
                } finally {
                    System.setProperty(TEMP, shared);
                    remove(folder); // what is mapped into memory needs no file any more
                }
            } catch (IOException e) {
                throw new UncheckedIOException("no private folder for the serial library", e);
            }
        }

        private static void remove(Path folder) throws IOException {
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
