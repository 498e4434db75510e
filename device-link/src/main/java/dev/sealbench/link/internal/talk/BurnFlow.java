package dev.sealbench.link.internal.talk;

/// How long data frames are and how many octets of the stream may be on their way: much on a good line, little on a bad
/// one, where all that is on its way behind a lost frame travels twice. Both are halved after a loss and grow slowly.
///
/// With a chance p per octet to be damaged a frame's length settles near the square root of 32 / p, where header and
/// repetition cost about the same.
final class BurnFlow {

    private static final int LEAST_FRAME_BYTES = 250;
    private static final int GROWTH_BYTES = 16;
    private static final int LEAST_FRAMES = 4;

    private final int mostFrameBytes;
    private final int mostInFlightBytes;
    private int frameBytes;
    private int inFlightBytes;

    /// Begins with the most of both.
    BurnFlow(int mostFrameBytes, int mostInFlightBytes) {
        this.mostFrameBytes = mostFrameBytes;
        this.mostInFlightBytes = mostInFlightBytes;
        this.frameBytes = mostFrameBytes;
        this.inFlightBytes = mostInFlightBytes;
    }

    int frameBytes() {
        return frameBytes;
    }

    int inFlightBytes() {
        return inFlightBytes;
    }

    /// A frame or its acknowledgement was lost while so many octets were on their way.
    void lost(int bytesOnTheirWay) {
        frameBytes = Math.max(LEAST_FRAME_BYTES, frameBytes / 2);
        inFlightBytes = Math.max(LEAST_FRAMES * frameBytes, Math.min(inFlightBytes, bytesOnTheirWay) / 2);
    }

    /// A frame was acknowledged.
    void arrived() {
        // a frame more once all that was on its way has arrived
        int growth = Math.max(1, frameBytes * frameBytes / inFlightBytes);
        inFlightBytes = Math.min(mostInFlightBytes, inFlightBytes + growth);
        frameBytes = Math.min(mostFrameBytes, frameBytes + GROWTH_BYTES);
    }
}
