package dev.sealbench.core.internal.log;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The nodes of a log's tree from its tiles and its end. Keeps the tile of each level that it read last, so
/// that proofs of neighbours read little.
///
/// Not safe to share between threads.
public final class TileNodes implements Merkle.Nodes {

    private final LogEnd end;

    private final Tiles tiles;

    private final Map<Integer, Read> last = new HashMap<>();

    /// @param end is not changed while this is used
    public TileNodes(LogEnd end, Tiles tiles) {
        this.end = end;
        this.tiles = tiles;
    }

    /// Where the complete tiles are.
    @FunctionalInterface
    public interface Tiles {

        /// The 8,192 octets of a tile.
        ///
        /// @throws LogException when it is missing
        byte[] octets(int level, long position) throws LogException;
    }

    private record Read(long position, List<byte[]> hashes) {}

    @Override
    public byte[] node(int level, long index) throws LogException {
        int tileLevel = level / Tile.HEIGHT;
        int within = level % Tile.HEIGHT;
        long first = index << within;
        int offset = (int) (first % Tile.HASHES);
        var hashes = hashes(tileLevel, first / Tile.HASHES);
        int until = offset + (1 << within);
        if (until > hashes.size()) {
            throw new LogException("the log has no node %d of level %d".formatted(index, level));
        }
        return Merkle.root(hashes.subList(offset, until));
    }

    private List<byte[]> hashes(int level, long position) throws LogException {
        if (position >= end.size() >> (level + 1) * Tile.HEIGHT) {
            return end.open(level);
        }
        var read = last.get(level);
        if (read == null || read.position() != position) {
            read = new Read(position, split(tiles.octets(level, position)));
            last.put(level, read);
        }
        return read.hashes();
    }

    private static List<byte[]> split(byte[] octets) throws LogException {
        if (octets.length != Tile.HASHES * Merkle.HASH_BYTES) {
            throw new LogException("a tile of the log has the wrong size");
        }
        var hashes = new ArrayList<byte[]>(Tile.HASHES);
        for (int offset = 0; offset < octets.length; offset += Merkle.HASH_BYTES) {
            var hash = new byte[Merkle.HASH_BYTES];
            System.arraycopy(octets, offset, hash, 0, hash.length);
            hashes.add(hash);
        }
        return hashes;
    }
}
