package dev.sealbench.core.internal.log;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Hashes, proofs and their checks of the tree of RFC 9162 2.1 over SHA-256.
///
/// Sizes and indices are counted in leaves; a hash is 32 octets, which nobody changes. Stateless.
public final class Merkle {

    /// Octets of a hash.
    public static final int HASH_BYTES = 32;

    private Merkle() {}

    /// The hashes that a proof is made of.
    @FunctionalInterface
    public interface Nodes {

        /// Hash of the complete subtree over the leaves `index << level` to `((index + 1) << level) - 1`.
        ///
        /// @throws LogException when it cannot be had
        byte[] node(int level, long index) throws LogException;
    }

    /// RFC 9162 2.1.1: SHA-256(0x00 ‖ data).
    public static byte[] leaf(byte[] data) {
        var sha256 = sha256();
        sha256.update((byte) 0);
        return sha256.digest(data);
    }

    /// RFC 9162 2.1.1: SHA-256(0x01 ‖ left ‖ right).
    public static byte[] node(byte[] left, byte[] right) {
        var sha256 = sha256();
        sha256.update((byte) 1);
        sha256.update(left);
        return sha256.digest(right);
    }

    /// Root of the tree without leaves: SHA-256 of nothing.
    public static byte[] empty() {
        return sha256().digest();
    }

    /// Root of the tree over these hashes of leaves, or of equally high complete subtrees.
    public static byte[] root(List<byte[]> hashes) {
        return switch (hashes.size()) {
            case 0 -> empty();
            case 1 -> hashes.getFirst();
            default -> {
                int split = Math.toIntExact(split(hashes.size()));
                yield node(root(hashes.subList(0, split)), root(hashes.subList(split, hashes.size())));
            }
        };
    }

    /// Root of the first `size` leaves.
    public static byte[] root(Nodes nodes, long size) throws LogException {
        return size == 0 ? empty() : range(nodes, 0, size);
    }

    /// RFC 9162 2.1.3.1: from the leaf up to the root of the first `size` leaves; at most 63 hashes.
    ///
    /// @throws IllegalArgumentException when there is no such leaf in that tree
    public static List<byte[]> inclusion(Nodes nodes, long index, long size) throws LogException {
        require(index >= 0 && index < size, "the leaf is not in the tree");
        var proof = new ArrayList<byte[]>();
        long first = 0;
        long end = size;
        while (end - first > 1) {
            long middle = first + split(end - first);
            if (index < middle) {
                proof.addFirst(range(nodes, middle, end));
                end = middle;
            } else {
                proof.addFirst(range(nodes, first, middle));
                first = middle;
            }
        }
        return proof;
    }

    /// RFC 9162 2.1.4.1: that the first `oldSize` leaves are the beginning of the first `size`; at most 64
    /// hashes, none when the sizes are equal or the old tree is empty.
    ///
    /// @throws IllegalArgumentException when the old tree is larger
    public static List<byte[]> consistency(Nodes nodes, long oldSize, long size) throws LogException {
        require(oldSize >= 0 && oldSize <= size, "the old tree is not the smaller one");
        var proof = new ArrayList<byte[]>();
        if (oldSize == 0 || oldSize == size) {
            return proof;
        }
        long first = 0;
        long end = size;
        while (oldSize != end) {
            long middle = first + split(end - first);
            if (oldSize <= middle) {
                proof.addFirst(range(nodes, middle, end));
                end = middle;
            } else {
                proof.addFirst(range(nodes, first, middle));
                first = middle;
            }
        }
        if (first > 0) { // the old tree's last part; when it is all of it, the verifier has it
            proof.addFirst(range(nodes, first, end));
        }
        return proof;
    }

    /// RFC 9162 2.1.3.2: whether `leaf` is leaf `index` of the tree of `size` leaves with this root.
    public static boolean includes(byte[] leaf, long index, long size, List<byte[]> proof, byte[] root) {
        if (index < 0 || index >= size) {
            return false;
        }
        long position = index;
        long last = size - 1;
        var hash = leaf;
        for (var sibling : proof) {
            if (last == 0) {
                return false;
            }
            if ((position & 1) == 1 || position == last) {
                hash = node(sibling, hash);
                while (position != 0 && (position & 1) == 0) {
                    position >>= 1;
                    last >>= 1;
                }
            } else {
                hash = node(hash, sibling);
            }
            position >>= 1;
            last >>= 1;
        }
        return last == 0 && Arrays.equals(hash, root);
    }

    /// RFC 9162 2.1.4.2: whether the tree of `size` leaves with `root` begins with that of `oldSize` leaves
    /// and `oldRoot`.
    public static boolean isConsistent(long oldSize, byte[] oldRoot, long size, byte[] root, List<byte[]> proof) {
        if (oldSize < 0 || oldSize > size) {
            return false;
        }
        if (oldSize == size) {
            return proof.isEmpty() && Arrays.equals(oldRoot, root);
        }
        if (oldSize == 0) {
            return proof.isEmpty() && Arrays.equals(oldRoot, empty());
        }
        return climb(oldSize, oldRoot, size, proof)
                .filter(roots -> Arrays.equals(roots.old(), oldRoot) && Arrays.equals(roots.now(), root))
                .isPresent();
    }

    /// What a proof leads to for the old and the new tree.
    @SuppressWarnings("ArrayRecordComponent") // never compared, never leaves this class
    private record Roots(byte[] old, byte[] now) {}

    private static Optional<Roots> climb(long oldSize, byte[] oldRoot, long size, List<byte[]> proof) {
        var path = new ArrayList<>(proof);
        if (Long.bitCount(oldSize) == 1) { // a complete tree: its root is not repeated
            path.addFirst(oldRoot);
        }
        if (path.isEmpty()) {
            return Optional.empty();
        }
        long position = oldSize - 1;
        long last = size - 1;
        while ((position & 1) == 1) {
            position >>= 1;
            last >>= 1;
        }
        var old = path.getFirst();
        var now = path.getFirst();
        for (var sibling : path.subList(1, path.size())) {
            if (last == 0) {
                return Optional.empty();
            }
            if ((position & 1) == 1 || position == last) {
                old = node(sibling, old);
                now = node(sibling, now);
                while (position != 0 && (position & 1) == 0) {
                    position >>= 1;
                    last >>= 1;
                }
            } else {
                now = node(now, sibling);
            }
            position >>= 1;
            last >>= 1;
        }
        return last == 0 ? Optional.of(new Roots(old, now)) : Optional.empty();
    }

    /// Hash over the leaves `first` to `end - 1`, which the tree's shape makes a subtree.
    private static byte[] range(Nodes nodes, long first, long end) throws LogException {
        long length = end - first;
        if (Long.bitCount(length) == 1) {
            int level = Long.numberOfTrailingZeros(length);
            return nodes.node(level, first >> level);
        }
        long middle = first + split(length);
        return node(range(nodes, first, middle), range(nodes, middle, end));
    }

    /// The largest power of two below `size`, which is at least 2.
    private static long split(long size) {
        return Long.highestOneBit(size - 1);
    }

    private static void require(boolean holds, String why) {
        if (!holds) {
            throw new IllegalArgumentException(why);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
