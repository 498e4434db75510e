package dev.sealbench.core.internal.log;

import dev.sealbench.core.internal.document.Sha256;
import dev.sealbench.core.internal.files.DurableFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/// What a witness must not forget, in a folder of its own: its key, the newest checkpoint of each log that it
/// cosigned, and what proves that a log signed two histories.
///
/// One process at a time. What a method was given is on the disk when it returns. A file that does not read is never
/// taken for an absent one. Not safe to share between threads.
final class WitnessMemory implements AutoCloseable {

    private static final String NOTE = ".note";
    private static final String FORK = ".fork";
    private static final Set<PosixFilePermission> OWNERS =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private final Path folder;
    private final FileChannel lock;
    private final Cosigner cosigner;

    private WitnessMemory(Path folder, FileChannel lock, Cosigner cosigner) {
        this.folder = folder;
        this.lock = lock;
        this.cosigner = cosigner;
    }

    /// Opens the folder; makes it, and a key, when it is not there.
    ///
    /// @throws LogException when another process works in it, others may read it, or it is damaged
    static WitnessMemory open(Path folder) throws LogException {
        FileChannel lock = null;
        try {
            if (!Files.exists(folder)) {
                DurableFiles.makeEmptyFolder(folder);
            }
            requirePrivate(folder);
            lock = FileChannel.open(
                    folder.resolve("witness.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock.tryLock() == null) {
                throw inUse();
            }
            return new WitnessMemory(folder, lock, key(folder));
        } catch (OverlappingFileLockException _) { // this process has it
            close(lock);
            throw inUse();
        } catch (IOException e) {
            close(lock);
            throw new LogException("the memory of the witness cannot be used: " + e.getMessage(), e);
        } catch (LogException e) {
            close(lock);
            throw e;
        }
    }

    Cosigner cosigner() {
        return cosigner;
    }

    /// The newest checkpoint of the log that was cosigned.
    Optional<SignedNote> newest(String origin) throws LogException {
        var file = file(origin, NOTE);
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            if (Files.size(file) > SignedNote.MAX_BYTES) {
                throw NoteRefused.malformed("it is too long");
            }
            var note = SignedNote.parse(Files.readAllBytes(file));
            cosigner.key().cosigned(note);
            if (!CheckpointKey.read(note).origin().equals(origin)) {
                throw NoteRefused.malformed("it is of another log");
            }
            return Optional.of(note);
        } catch (NoteRefused e) {
            throw new LogException(
                    "what the witness remembers of %s is damaged: %s".formatted(origin, e.getMessage()), e);
        } catch (IOException e) {
            throw new LogException("what the witness remembers of %s cannot be read".formatted(origin), e);
        }
    }

    /// Puts a cosigned checkpoint in the place of the one before.
    void remember(String origin, SignedNote cosigned) throws LogException {
        write(file(origin, NOTE), cosigned);
    }

    /// Whether the log once signed two trees of one size.
    boolean hasForked(String origin) {
        return Files.exists(file(origin, FORK));
    }

    /// Keeps the second checkpoint beside the first one.
    void rememberFork(String origin, SignedNote second) throws LogException {
        write(file(origin, FORK), second);
    }

    @Override
    public void close() {
        close(lock);
    }

    private static void write(Path file, SignedNote note) throws LogException {
        try {
            DurableFiles.replace(file, note.octets());
        } catch (IOException e) {
            throw new LogException("the memory of the witness cannot be written: " + e.getMessage(), e);
        }
    }

    /// A name that no origin can spoil.
    private Path file(String origin, String ending) {
        return folder.resolve(HexFormat.of().formatHex(Sha256.of(origin.getBytes(StandardCharsets.UTF_8))) + ending);
    }

    private static Cosigner key(Path folder) throws IOException, LogException {
        var file = folder.resolve("witness.key");
        if (Files.exists(file)) {
            requirePrivate(file);
            return WitnessKeyFile.read(file);
        }
        try (var notes = Files.newDirectoryStream(folder, "*" + NOTE)) {
            if (notes.iterator().hasNext()) {
                throw new LogException("the witness's key is gone, and its memory is not: it makes no other one");
            }
        }
        return WitnessKeyFile.create(file);
    }

    private static void requirePrivate(Path path) throws IOException, LogException {
        var posix = Files.getFileAttributeView(path, PosixFileAttributeView.class);
        if (posix != null && !OWNERS.containsAll(posix.readAttributes().permissions())) {
            throw new LogException("others than its owner may look into the memory of the witness: chmod go= " + path);
        }
    }

    private static LogException inUse() {
        return new LogException("another witness works with this memory");
    }

    private static void close(FileChannel lock) {
        try {
            if (lock != null) {
                lock.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the lock of the witness's memory cannot be given back", e);
        }
    }
}
