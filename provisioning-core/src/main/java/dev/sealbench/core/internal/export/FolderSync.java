package dev.sealbench.core.internal.export;

import dev.sealbench.core.internal.files.DurableFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.TreeSet;

/// Has everything in a folder on the disk.
///
/// After all was written, and by many threads: ten thousand files of 600 octets on ext4 took 31 s one by one, 3 s by 4
/// threads, 1.5 s by 16 and 1.0 s by 64, which is as long as writing them. The disk answers many syncs with one write
/// of
/// its journal, if they wait at the same time; syncing each file where it is written would wait for each
/// (docs/design/057-papers-of-stations.md).
final class FolderSync {

    private static final int THREADS = 64;
    private static final int IN_FLIGHT = 4096;

    private FolderSync() {}

    /// Files first, then the folders from the innermost out.
    ///
    /// @throws IOException when the disk fails: what is there may be lost
    static void sync(Path root) throws IOException {
        var folders = new TreeSet<Path>();
        folders.add(root);
        var tree = new SortedTree(root);
        try (var ahead = new Ahead<Void, IOException>(IOException.class, IN_FLIGHT, THREADS)) {
            for (var path = tree.next(); path.isPresent(); path = tree.next()) {
                var file = root.resolve(path.get());
                if (ahead.isFull()) {
                    ahead.take();
                }
                ahead.begin(() -> {
                    DurableFiles.sync(file);
                    return null;
                });
                for (var folder = file.getParent(); folders.add(folder); folder = folder.getParent()) {
                    // up to one that is known: root at the latest
                }
            }
            while (!ahead.isEmpty()) {
                ahead.take();
            }
        }
        for (var folder : folders.descendingSet()) {
            DurableFiles.syncFolder(folder);
        }
    }
}
