package dev.sealbench.core.internal.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/// Walks the files below a folder in one fixed order: names compared part by part, by UTF-16 code unit.
///
/// Memory holds the names of one folder per level only. Links are not followed. Not safe to share between
/// threads.
public final class SortedTree {

    private static final int MAX_DEPTH = 8;

    private final Path root;
    private final Deque<Iterator<Path>> open = new ArrayDeque<>();

    public SortedTree(Path root) throws IOException {
        this.root = root;
        open.push(names(root));
    }

    /// The next file (or whatever is neither a file nor a folder), relative with forward slashes.
    ///
    /// @throws IOException if a folder cannot be read, or folders are nested deeper than any of ours
    public Optional<String> next() throws IOException {
        while (!open.isEmpty()) {
            if (!open.peek().hasNext()) {
                open.pop();
                continue;
            }
            var path = open.peek().next();
            if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.of(relative(path));
            }
            if (open.size() == MAX_DEPTH) {
                throw new IOException("folders nested too deep: " + PlainText.of(relative(path)));
            }
            open.push(names(path));
        }
        return Optional.empty();
    }

    /// Compares two relative paths in the order of the walk.
    static int compare(String left, String right) {
        var leftParts = left.split("/", -1);
        var rightParts = right.split("/", -1);
        for (int i = 0; i < Math.min(leftParts.length, rightParts.length); i++) {
            int order = leftParts[i].compareTo(rightParts[i]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(leftParts.length, rightParts.length);
    }

    private String relative(Path path) {
        return root.relativize(path).toString().replace(path.getFileSystem().getSeparator(), "/");
    }

    private static Iterator<Path> names(Path folder) throws IOException {
        List<Path> names = new ArrayList<>();
        try (var listing = Files.newDirectoryStream(folder)) {
            listing.forEach(names::add);
        }
        names.sort(Comparator.comparing(path -> path.getFileName().toString()));
        return names.iterator();
    }
}
