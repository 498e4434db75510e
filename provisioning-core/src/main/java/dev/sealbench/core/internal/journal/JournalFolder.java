package dev.sealbench.core.internal.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// The folder operations that a compaction needs. An interface, so that tests can have a disk that dies.
interface JournalFolder {

    /// Removes the file; nothing happens when there is none.
    void delete(String name) throws IOException;

    /// Creates the empty file, readable by its owner only.
    void create(String name) throws IOException;

    /// Opens an existing file.
    DurableFile open(String name) throws IOException;

    /// Gives the file `fresh` the name `name`, at once: who held that name before has none.
    void replace(String fresh, String name) throws IOException;

    /// Returns when the names are on the disk.
    void sync() throws IOException;

    /// The folder `directory`, which exists.
    static JournalFolder of(Path directory) {
        return new JournalFolder() {
            @Override
            public void delete(String name) throws IOException {
                Files.deleteIfExists(directory.resolve(name));
            }

            @Override
            public void create(String name) throws IOException {
                Directories.createFile(directory.resolve(name));
            }

            @Override
            public DurableFile open(String name) throws IOException {
                return DurableFile.open(directory.resolve(name));
            }

            @Override
            public void replace(String fresh, String name) throws IOException {
                Files.move(
                        directory.resolve(fresh),
                        directory.resolve(name),
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            }

            @Override
            public void sync() throws IOException {
                Directories.sync(directory);
            }
        };
    }
}
