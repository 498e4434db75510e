package dev.sealbench.core.internal.verify;

import dev.sealbench.core.internal.export.SortedTree;
import dev.sealbench.core.internal.verify.UnitArchive.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The documents of the units, unit by unit: asked for the units in their order, it reads each archive once.
///
/// Not safe to share between threads.
final class UnitFiles implements AutoCloseable {

    private static final String FOLDER = "units";
    private static final Pattern ARCHIVE = Pattern.compile("[0-9A-Z]{12}\\.tar");
    private static final Pattern NAME = Pattern.compile("([0-9A-Z]{16})/([a-z0-9.-]+)");

    private final Path dir;
    private final long secondsUtc;
    private final Optional<SortedTree> archives;
    private String path = "";
    private Optional<UnitArchive> open = Optional.empty();
    private Optional<Entry> next = Optional.empty();

    /// @param dir may have no such folder: no unit has documents then
    /// @param secondsUtc when the export was begun, which is the time of all files
    UnitFiles(Path dir, long secondsUtc) throws IOException, WrongExport {
        this.dir = dir;
        this.secondsUtc = secondsUtc;
        var folder = dir.resolve(FOLDER);
        this.archives = Files.isDirectory(folder) ? Optional.of(new SortedTree(folder)) : Optional.empty();
        advance();
    }

    /// One unit's files.
    ///
    /// @param base path of its folder: the archive's and the serial number
    /// @param contents by their names below that
    record Unit(String base, Map<String, byte[]> contents) {

        /// What the verdict calls a file.
        String path(String name) {
            return base + "/" + name;
        }
    }

    /// All files about the unit.
    ///
    /// @throws WrongExport also when there are files of a unit that should have been asked for before
    Unit of(String serial) throws IOException, WrongExport {
        var contents = new HashMap<String, byte[]>();
        while (next.isPresent()) {
            var name = NAME.matcher(next.get().name());
            if (!name.matches() || !path.startsWith(name.group(1).substring(0, 12), FOLDER.length() + 1)) {
                throw new WrongExport(path + "/" + next.get().name(), "has no place in this format");
            }
            int order = name.group(1).compareTo(serial);
            if (order < 0) {
                throw stray(next.get());
            }
            if (order > 0) {
                break;
            }
            contents.put(name.group(2), next.get().content());
            advance();
        }
        return new Unit("%s/%s.tar/%s".formatted(FOLDER, serial.substring(0, 12), serial), contents);
    }

    /// @throws WrongExport when there are files behind those of the last unit
    void end() throws WrongExport {
        if (next.isPresent()) {
            throw stray(next.get());
        }
    }

    private WrongExport stray(Entry entry) {
        return new WrongExport(path + "/" + entry.name(), "is about a unit that is not in units.csv");
    }

    private void advance() throws IOException, WrongExport {
        next = open.isPresent() ? open.get().next() : Optional.empty();
        while (next.isEmpty() && openNext()) {
            next = open.orElseThrow().next();
            if (next.isEmpty()) {
                throw new WrongExport(path, "is empty");
            }
        }
    }

    private boolean openNext() throws IOException, WrongExport {
        close();
        Optional<String> archive = archives.isPresent() ? archives.get().next() : Optional.empty();
        if (archive.isEmpty()) {
            return false;
        }
        path = FOLDER + "/" + archive.get();
        if (!ARCHIVE.matcher(archive.get()).matches()) {
            throw new WrongExport(path, "has no place in this format");
        }
        open = Optional.of(
                new UnitArchive(path, Files.newInputStream(dir.resolve(path), LinkOption.NOFOLLOW_LINKS), secondsUtc));
        return true;
    }

    @Override
    public void close() throws IOException {
        if (open.isPresent()) {
            open.get().close();
            open = Optional.empty();
        }
    }
}
