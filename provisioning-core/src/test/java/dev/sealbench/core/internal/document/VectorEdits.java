package dev.sealbench.core.internal.document;

import java.util.Arrays;
import java.util.HexFormat;

/// The edits of `vectors/images.txt`: what a case changes before it is read.
public final class VectorEdits {

    private VectorEdits() {}

    /// Applies a comma separated list of edits, or `-` for none.
    public static byte[] apply(byte[] original, String edits) {
        var octets = original.clone();
        if (edits.equals("-")) {
            return octets;
        }
        for (var edit : edits.split(",")) {
            octets = applyOne(octets, edit.split(":"));
        }
        return octets;
    }

    private static byte[] applyOne(byte[] octets, String[] edit) {
        int at = Integer.parseInt(edit[1]);
        return switch (edit[0]) {
            case "set" -> join(Arrays.copyOf(octets, at), hex(edit[2]), from(octets, at + hex(edit[2]).length));
            case "ins" -> join(Arrays.copyOf(octets, at), hex(edit[2]), from(octets, at));
            case "del" -> join(Arrays.copyOf(octets, at), new byte[0], from(octets, at + Integer.parseInt(edit[2])));
            case "cut" -> Arrays.copyOf(octets, at);
            default -> throw new IllegalArgumentException("unknown edit " + edit[0]);
        };
    }

    private static byte[] from(byte[] octets, int at) {
        return Arrays.copyOfRange(octets, at, octets.length);
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }

    private static byte[] join(byte[] a, byte[] b, byte[] c) {
        var joined = Arrays.copyOf(a, a.length + b.length + c.length);
        System.arraycopy(b, 0, joined, a.length, b.length);
        System.arraycopy(c, 0, joined, a.length + b.length, c.length);
        return joined;
    }
}
