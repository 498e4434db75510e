package dev.sealbench.core.internal.log;

import java.util.ArrayList;
import java.util.List;

/// The end of a log where it grows: the hashes of each level that do not fill a tile yet.
///
/// Not safe to share between threads.
public final class LogEnd {

    /// From the leaves upwards; each list has less than 256 hashes.
    private final List<List<byte[]>> open = new ArrayList<>();

    private final Frontier frontier;

    /// Of the log without events.
    public LogEnd() {
        this.frontier = new Frontier();
    }

    private LogEnd(Frontier frontier) {
        this.frontier = frontier;
    }

    /// What a log keeps of the tree besides its end.
    public interface Kept {

        /// Hashes of the leaves `first` to `first + count - 1`.
        ///
        /// @throws LogException when one is missing
        List<byte[]> leaves(long first, int count) throws LogException;

        /// Roots of the tiles `first` to `first + count - 1` of a level.
        ///
        /// @throws LogException when one is missing
        List<byte[]> roots(int level, long first, int count) throws LogException;
    }

    /// The end of a log with `size` events.
    public static LogEnd of(long size, Kept kept) throws LogException {
        var end = new LogEnd();
        for (int level = top(size); level >= 0; level--) {
            long hashes = size >> level * Tile.HEIGHT;
            int count = (int) (hashes % Tile.HASHES);
            long first = hashes - count;
            var open = level == 0 ? kept.leaves(first, count) : kept.roots(level - 1, first, count);
            end.open.addFirst(new ArrayList<>(open));
            for (var hash : open) {
                end.frontier.add(hash, level * Tile.HEIGHT);
            }
        }
        return end;
    }

    private static int top(long size) {
        int level = -1;
        for (long hashes = size; hashes > 0; hashes >>= Tile.HEIGHT) {
            level++;
        }
        return level;
    }

    /// Grows on its own from here.
    public LogEnd copy() {
        var copy = new LogEnd(frontier.copy());
        open.forEach(level -> copy.open.add(new ArrayList<>(level)));
        return copy;
    }

    /// How many events the log has.
    public long size() {
        return frontier.size();
    }

    /// Root of the whole tree, 32 octets.
    public byte[] root() {
        return frontier.root();
    }

    /// Adds an event by the hash of its leaf.
    ///
    /// @return the tiles that it completes, from the leaves upwards; mostly none
    public List<Tile> add(byte[] leaf) {
        frontier.add(leaf);
        var complete = new ArrayList<Tile>();
        var hash = leaf;
        for (int level = 0; ; level++) {
            if (level == open.size()) {
                open.add(new ArrayList<>());
            }
            var hashes = open.get(level);
            hashes.add(hash);
            if (hashes.size() < Tile.HASHES) {
                return complete;
            }
            var tile = new Tile(level, (frontier.size() >> (level + 1) * Tile.HEIGHT) - 1, List.copyOf(hashes));
            hashes.clear();
            complete.add(tile);
            hash = tile.root();
        }
    }

    /// The hashes of a level that fill no tile yet.
    List<byte[]> open(int level) {
        return level < open.size() ? open.get(level) : List.of();
    }
}
