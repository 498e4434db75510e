package dev.sealbench.core.internal.verify;

import dev.sealbench.core.internal.export.SortedTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// The files of one folder, unit by unit: asked for the units in their order, it walks the folder once.
///
/// Not safe to share between threads.
final class UnitFiles {

    private static final Pattern NAME =
            Pattern.compile("([0-9A-Z]{12})/(\\1[0-9A-Z]{4})-([1-9][0-9]{0,2})\\.([a-z.]+)");

    private final String folder;
    private final Set<String> endings;
    private final Predicate<String> others;
    private final Optional<SortedTree> tree;
    private Optional<String> next = Optional.empty();

    /// @param folder may be missing
    /// @param endings that files of units may have
    /// @param others which names are of files that are about no unit
    UnitFiles(Path dir, String folder, Set<String> endings, Predicate<String> others) throws IOException {
        this.folder = folder;
        this.endings = endings;
        this.others = others;
        var root = dir.resolve(folder);
        this.tree = Files.isDirectory(root) ? Optional.of(new SortedTree(root)) : Optional.empty();
        advance();
    }

    /// The endings of the unit's files, by the number of the document: 1, 2 and so on, none left out.
    ///
    /// @throws WrongExport also when there are files of a unit that should have been asked for before
    SortedMap<Integer, SortedSet<String>> of(String serial) throws IOException, WrongExport {
        var found = new TreeMap<Integer, SortedSet<String>>();
        while (next.isPresent()) {
            var name = NAME.matcher(next.get());
            if (!name.matches() || !endings.contains(name.group(4))) {
                throw new WrongExport(folder + "/" + next.get(), "has no place in this format");
            }
            int order = name.group(2).compareTo(serial);
            if (order < 0) {
                throw new WrongExport(folder + "/" + next.get(), "is about a unit that is not in units.csv");
            }
            if (order > 0) {
                break;
            }
            found.computeIfAbsent(Integer.valueOf(name.group(3)), _ -> new TreeSet<>())
                    .add(name.group(4));
            advance();
        }
        return found;
    }

    /// @throws WrongExport when there are files behind those of the last unit
    void end() throws WrongExport {
        if (next.isPresent()) {
            throw new WrongExport(folder + "/" + next.get(), "is about a unit that is not in units.csv");
        }
    }

    private void advance() throws IOException {
        next = tree.isEmpty() ? Optional.empty() : tree.get().next();
        while (next.filter(others).isPresent()) {
            next = tree.get().next();
        }
    }
}
