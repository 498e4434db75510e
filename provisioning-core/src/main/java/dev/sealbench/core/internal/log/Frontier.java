package dev.sealbench.core.internal.log;

import java.util.ArrayList;
import java.util.List;

/// The roots of the complete subtrees that a growing tree consists of: all that its root needs. At most 63
/// hashes of 32 octets, however many leaves there are.
///
/// Not safe to share between threads.
public final class Frontier {

    /// From the largest subtree to the smallest: one for each bit of the size.
    private final List<byte[]> peaks;

    private long size;

    /// Of the tree without leaves.
    public Frontier() {
        this.peaks = new ArrayList<>();
    }

    private Frontier(Frontier other) {
        this.peaks = new ArrayList<>(other.peaks);
        this.size = other.size;
    }

    /// Grows on its own from here.
    public Frontier copy() {
        return new Frontier(this);
    }

    /// How many leaves there are.
    public long size() {
        return size;
    }

    /// Adds a leaf by its hash.
    public void add(byte[] leaf) {
        add(leaf, 0);
    }

    /// Adds a complete subtree of `1 << level` leaves by its root; no smaller one may stand before it.
    void add(byte[] root, int level) {
        if (size % (1L << level) != 0) {
            throw new IllegalArgumentException("a smaller subtree stands before one of level " + level);
        }
        var hash = root;
        for (int height = level; (size >> height & 1) == 1; height++) {
            hash = Merkle.node(peaks.removeLast(), hash);
        }
        peaks.add(hash);
        size += 1L << level;
    }

    /// Root of all leaves, 32 octets.
    public byte[] root() {
        if (peaks.isEmpty()) {
            return Merkle.empty();
        }
        var root = peaks.getLast();
        for (var peak : peaks.subList(0, peaks.size() - 1).reversed()) {
            root = Merkle.node(peak, root);
        }
        return root;
    }
}
