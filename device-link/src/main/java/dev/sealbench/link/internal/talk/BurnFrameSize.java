package dev.sealbench.link.internal.talk;

/// How many octets of the stream one data frame carries: long frames cost less of a good line, short ones less of a bad
/// one. Halved after a loss, grown slowly.
///
/// With a chance p per octet to be damaged it settles near the square root of 32 / p, where header and repetition cost
/// about the same.
final class BurnFrameSize {

    private static final int LEAST_BYTES = 250;
    private static final int GROWTH_BYTES = 16;

    private final int mostBytes;
    private int bytes;

    BurnFrameSize(int mostBytes) {
        this.mostBytes = mostBytes;
        this.bytes = mostBytes;
    }

    int bytes() {
        return bytes;
    }

    /// A frame or its acknowledgement was lost.
    void lost() {
        bytes = Math.max(LEAST_BYTES, bytes / 2);
    }

    /// A frame was acknowledged.
    void arrived() {
        bytes = Math.min(mostBytes, bytes + GROWTH_BYTES);
    }
}
