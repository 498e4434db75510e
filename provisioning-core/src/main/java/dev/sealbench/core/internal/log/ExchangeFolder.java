package dev.sealbench.core.internal.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// The folder in which stations and a witness leave files for each other; others may write there, too.
///
/// No link is followed, nothing is read without bound, a file appears whole or not at all. Immutable.
///
/// @param folder both can reach it
record ExchangeFolder(Path folder) {

    private static final int MAX_REQUESTS = 1_000;
    private static final Pattern STATION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,31}");

    /// What may lie there for a station; `STATION.ending`.
    enum Kind {

        /// The vendor's word for the station: a serialised envelope.
        STATEMENT(8_192),

        /// From the station: [WitnessRequest].
        REQUEST(WitnessRequest.MAX_BYTES),

        /// A request that the witness is answering.
        TAKEN(WitnessRequest.MAX_BYTES),

        /// From the witness: the checkpoint with its signature.
        COSIGNED(SignedNote.MAX_BYTES),

        /// From the witness: why not.
        REFUSED(4_096);

        private final int maxBytes;

        Kind(int maxBytes) {
            this.maxBytes = maxBytes;
        }

        private String ending() {
            return "." + name().toLowerCase(Locale.ROOT);
        }
    }

    /// @throws IllegalArgumentException when a file cannot be named after it
    static String requireStation(String station) {
        if (!STATION.matcher(station).matches()) {
            throw new IllegalArgumentException("a station id has 1 to 32 of A-Z a-z 0-9 . _ -");
        }
        return station;
    }

    /// Stations that ask something, in order; at most 1,000, the others later.
    List<String> asking() throws IOException {
        var stations = new TreeSet<String>();
        try (var files = Files.newDirectoryStream(folder, "*" + Kind.REQUEST.ending())) {
            for (var file : files) {
                var name = file.getFileName().toString();
                var station =
                        name.substring(0, name.length() - Kind.REQUEST.ending().length());
                if (STATION.matcher(station).matches() && stations.size() < MAX_REQUESTS) {
                    stations.add(station);
                }
            }
        }
        return List.copyOf(stations);
    }

    /// Whether something lies there under this name, whatever it is.
    boolean has(String station, Kind kind) {
        return Files.exists(file(station, kind), LinkOption.NOFOLLOW_LINKS);
    }

    /// The file's content; nothing when it is not there.
    ///
    /// @throws NoteRefused MALFORMED when it is no file, or too long
    Optional<byte[]> read(String station, Kind kind) throws IOException, NoteRefused {
        var file = file(station, kind);
        if (!has(station, kind)) {
            return Optional.empty();
        }
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw NoteRefused.malformed("%s is no file".formatted(file.getFileName()));
        }
        try (var in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            var octets = in.readNBytes(kind.maxBytes + 1);
            if (octets.length > kind.maxBytes) {
                throw NoteRefused.malformed("%s is longer than %d octets".formatted(file.getFileName(), kind.maxBytes));
            }
            return Optional.of(octets);
        } catch (NoSuchFileException _) { // taken or replaced just now
            return Optional.empty();
        }
    }

    /// Puts a whole file in the place of the one before.
    void write(String station, Kind kind, byte[] octets) throws IOException {
        var file = file(station, kind);
        var part = file.resolveSibling(file.getFileName() + ".part");
        var rest = ByteBuffer.wrap(octets);
        try (var channel = create(part)) {
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /// Gives a request a name under which the station does not replace it.
    void take(String station) throws IOException {
        Files.move(
                file(station, Kind.REQUEST),
                file(station, Kind.TAKEN),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    void remove(String station, Kind kind) throws IOException {
        Files.deleteIfExists(file(station, kind));
    }

    private Path file(String station, Kind kind) {
        return folder.resolve(station + kind.ending());
    }

    /// Makes and opens in one step, so that nobody puts a link in between.
    private static FileChannel create(Path part) throws IOException {
        try {
            return FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException _) { // left by a crash
            Files.delete(part);
            return FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        }
    }
}
