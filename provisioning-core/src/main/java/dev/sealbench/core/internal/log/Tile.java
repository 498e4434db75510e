package dev.sealbench.core.internal.log;

import java.util.List;

/// 256 hashes of one level of a tree, complete (the full tile of c2sp.org/tlog-tiles).
///
/// @param level 0 for hashes of leaves; at level *l* each hash is the root of 256^*l* leaves
/// @param position 0 for the first 256 hashes of the level
/// @param hashes 256 of 32 octets
public record Tile(int level, long position, List<byte[]> hashes) {

    /// Hashes of a tile.
    public static final int HASHES = 256;

    /// Levels of the tree that a tile spans.
    public static final int HEIGHT = 8;

    /// @throws IllegalArgumentException when it is not complete
    public Tile {
        if (hashes.size() != HASHES) {
            throw new IllegalArgumentException("a tile has 256 hashes");
        }
    }

    /// Root of the 256 hashes.
    public byte[] root() {
        return Merkle.root(hashes);
    }

    /// The hashes one after the other, 8,192 octets.
    public byte[] octets() {
        var octets = new byte[HASHES * Merkle.HASH_BYTES];
        for (int i = 0; i < HASHES; i++) {
            System.arraycopy(hashes.get(i), 0, octets, i * Merkle.HASH_BYTES, Merkle.HASH_BYTES);
        }
        return octets;
    }
}
