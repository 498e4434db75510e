package dev.sealbench.core.internal.log;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Trees for tests, hashed in the simplest way.
final class Leaves {

    private Leaves() {}

    /// Hashes of as many leaves, each other.
    static List<byte[]> hashes(int size) {
        return hashes(size, "leaf");
    }

    /// The same with another text in each leaf.
    static List<byte[]> hashes(int size, String text) {
        return new ArrayList<>(IntStream.range(0, size)
                .mapToObj(index -> Merkle.leaf((text + " " + index).getBytes(StandardCharsets.UTF_8)))
                .toList());
    }

    /// The inner hashes over these, each made anew.
    static Merkle.Nodes nodes(List<byte[]> hashes) {
        return (level, index) -> {
            int first = Math.toIntExact(index << level);
            return Merkle.root(hashes.subList(first, first + (1 << level)));
        };
    }
}
