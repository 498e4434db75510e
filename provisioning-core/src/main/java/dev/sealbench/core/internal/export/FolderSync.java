package dev.sealbench.core.internal.export;

import dev.sealbench.core.internal.files.DurableFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.TreeSet;

/// Has everything in a folder on the disk.
final class FolderSync {

    private FolderSync() {}

    /// Files first, then the folders from the innermost out.
    ///
    /// @throws IOException when the disk fails: what is there may be lost
    static void sync(Path root) throws IOException {
        var folders = new TreeSet<Path>();
        folders.add(root);
        var tree = new SortedTree(root);
        for (var path = tree.next(); path.isPresent(); path = tree.next()) {
            var file = root.resolve(path.get());
            DurableFiles.sync(file);
            for (var folder = file.getParent(); folders.add(folder); folder = folder.getParent()) {
                // up to one that is known: root at the latest
            }
        }
        for (var folder : folders.descendingSet()) {
            DurableFiles.syncFolder(folder);
        }
    }
}
