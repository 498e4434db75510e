package dev.sealbench.core.internal.log;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// What a log says of itself: so many leaves, this root; the text of a note, c2sp.org/tlog-checkpoint.
///
/// Immutable; equal when the texts are.
///
/// @param origin names the log
/// @param size leaves
/// @param root 32 octets, which nobody changes
/// @param extensions further lines, which are signed and mean nothing here
@SuppressWarnings("ArrayRecordComponent") // equals and hashCode are below
public record Checkpoint(String origin, long size, byte[] root, List<String> extensions) {

    private static final String ORIGIN_START = "sealbench/";

    /// @throws IllegalArgumentException when a line is empty or broken, or size and root cannot be
    public Checkpoint {
        extensions = List.copyOf(extensions);
        if (!isLine(origin) || !extensions.stream().allMatch(Checkpoint::isLine)) {
            throw new IllegalArgumentException(
                    "the lines of a checkpoint are not empty and have no control characters");
        }
        if (size < 0 || root.length != Merkle.HASH_BYTES) {
            throw new IllegalArgumentException("a tree has a size and a root of 32 octets");
        }
        if (size == 0 && !Arrays.equals(root, Merkle.empty())) {
            throw new IllegalArgumentException("a tree without leaves has another root");
        }
    }

    /// A checkpoint without extensions.
    public Checkpoint(String origin, long size, byte[] root) {
        this(origin, size, root, List.of());
    }

    /// The name of a station's log.
    ///
    /// @param station its id
    public static String origin(String station) {
        return ORIGIN_START + station;
    }

    /// Reads the text of a note.
    ///
    /// @throws NoteRefused MALFORMED when it is not a checkpoint's
    public static Checkpoint parse(String text) throws NoteRefused {
        var lines = List.of(text.split("\n", -1));
        if (lines.size() < 4 || !lines.getLast().isEmpty()) {
            throw NoteRefused.malformed("it has not the three lines of a checkpoint");
        }
        long size = NoteText.size(lines.get(1));
        var root = NoteText.hash(lines.get(2));
        try {
            return new Checkpoint(lines.getFirst(), size, root, lines.subList(3, lines.size() - 1));
        } catch (IllegalArgumentException e) { // the text comes from outside
            throw NoteRefused.malformed(e.getMessage());
        }
    }

    /// The text that is signed.
    public String text() {
        var text = new StringBuilder();
        text.append(origin)
                .append('\n')
                .append(size)
                .append('\n')
                .append(NoteText.base64(root))
                .append('\n');
        extensions.forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }

    /// Whether both say the same of the tree.
    public boolean sameTree(Checkpoint other) {
        return size == other.size && Arrays.equals(root, other.root);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Checkpoint checkpoint
                && origin.equals(checkpoint.origin)
                && sameTree(checkpoint)
                && extensions.equals(checkpoint.extensions);
    }

    @Override
    public int hashCode() {
        return Objects.hash(origin, size, Arrays.hashCode(root), extensions);
    }

    @Override
    public String toString() {
        return "Checkpoint[%s, %d leaves]".formatted(origin, size);
    }

    private static boolean isLine(String line) {
        return !line.isEmpty()
                && line.chars().noneMatch(character -> character < ' ')
                && StandardCharsets.UTF_8.newEncoder().canEncode(line);
    }
}
