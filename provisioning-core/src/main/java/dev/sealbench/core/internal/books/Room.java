package dev.sealbench.core.internal.books;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Keeps the books off the last of the disk that they share with the station's journal: units that are under way need
/// it to be finished, and H2 does not survive a write that finds no block (a thread of it then runs for ever,
/// docs/design/054-lost-database.md).
///
/// Safe to share between threads.
final class Room {

    /// Thousands of journals, and many times what H2 writes at once.
    static final long RESERVE_BYTES = 64L << 20;

    private final Optional<Path> directory;
    private Optional<FileStore> disk = Optional.empty();

    /// @param directory that holds the books; empty when a server keeps them
    Room(Optional<Path> directory) {
        this.directory = directory;
    }

    /// @throws BooksUnavailable when only the reserve is left
    void require() throws BooksUnavailable {
        if (directory.isEmpty()) {
            return;
        }
        try {
            if (disk().getUsableSpace() < RESERVE_BYTES) {
                throw new BooksUnavailable(
                        "the disk of the books is full: less than %d MiB are left".formatted(RESERVE_BYTES >> 20),
                        null);
            }
        } catch (IOException e) {
            throw new BooksUnavailable("the disk of the books cannot be looked at", e);
        }
    }

    /// Found once: finding it reads the whole list of mounts, at every change of the books.
    private synchronized FileStore disk() throws IOException {
        if (disk.isEmpty()) {
            disk = Optional.of(Files.getFileStore(directory.orElseThrow()));
        }
        return disk.get();
    }
}
