package dev.sealbench.link.internal.frame;

/// Consistent Overhead Byte Stuffing (Cheshire and Baker, 1999): no zero octet inside (PROTOCOL.md 2.1).
final class Cobs {

    private static final int LONGEST_RUN = 0xff;

    private Cobs() {}

    /// The most octets that `contentBytes` octets can become.
    static int encodedBytes(int contentBytes) {
        return contentBytes + contentBytes / (LONGEST_RUN - 1) + 1;
    }

    /// Encodes the first `length` octets of `content` into `out` from `start` on; returns the end. `out` has room.
    static int encode(byte[] content, int length, byte[] out, int start) {
        int codeAt = start;
        int at = start + 1;
        int code = 1;
        for (int i = 0; i < length; i++) {
            if (content[i] != 0) {
                out[at++] = content[i];
                code++;
            }
            boolean runFull = code == LONGEST_RUN && i + 1 < length;
            if (content[i] == 0 || runFull) {
                out[codeAt] = (byte) code;
                codeAt = at++;
                code = 1;
            }
        }
        out[codeAt] = (byte) code;
        return at;
    }

    /// Decodes the first `length` octets of `octets` in place; returns the decoded length, or -1 when the code is
    /// broken: a zero inside, or a run that promises more than there is.
    static int decode(byte[] octets, int length) {
        int from = 0;
        int to = 0;
        while (from < length) {
            int code = octets[from++] & 0xff;
            if (code == 0 || code - 1 > length - from) {
                return -1;
            }
            for (int i = 1; i < code; i++) {
                if (octets[from] == 0) {
                    return -1;
                }
                octets[to++] = octets[from++];
            }
            if (code < LONGEST_RUN && from < length) {
                octets[to++] = 0;
            }
        }
        return to;
    }
}
