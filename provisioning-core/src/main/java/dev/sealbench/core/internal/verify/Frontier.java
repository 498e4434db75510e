package dev.sealbench.core.internal.verify;

import dev.sealbench.core.internal.log.Merkle;
import java.util.ArrayList;
import java.util.List;

/// The root of a growing tree: holds one hash per level (RFC 9162 2.1.2).
///
/// Not safe to share between threads.
final class Frontier {

    /// Roots of the complete subtrees that the leaves so far make, largest first.
    private final List<byte[]> roots = new ArrayList<>();

    private long size;

    long size() {
        return size;
    }

    /// Adds the hash of the next leaf.
    void add(byte[] leafHash) {
        var hash = leafHash;
        for (long rest = size; (rest & 1) == 1; rest >>= 1) {
            hash = Merkle.node(roots.removeLast(), hash);
        }
        roots.add(hash);
        size++;
    }

    byte[] root() {
        if (size == 0) {
            return Merkle.empty();
        }
        var hash = roots.getLast();
        for (int at = roots.size() - 2; at >= 0; at--) {
            hash = Merkle.node(roots.get(at), hash);
        }
        return hash;
    }
}
