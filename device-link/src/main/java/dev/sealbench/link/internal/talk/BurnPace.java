package dev.sealbench.link.internal.talk;

/// How much of a burn may be on its way to a charger behind a device server, which takes whatever it is given and holds
/// what the line has not carried yet: about a second of the line. What is on its way when a frame is lost travels
/// twice.
///
/// A port of this computer holds little by itself and is not paced.
final class BurnPace {

    private static final int LEAST_BYTES = 32 << 10;
    private static final long MEASURE_NANOS = 100_000_000;
    private static final double FORGETS = 0.9;

    private final boolean paced;
    private double bytesPerSecond;
    private long sinceNanos = System.nanoTime();
    private int bytes;

    BurnPace(boolean paced) {
        this.paced = paced;
    }

    /// Octets that may be on their way now.
    int inFlightBytes() {
        return paced ? (int) Math.clamp(bytesPerSecond, LEAST_BYTES, Integer.MAX_VALUE) : Integer.MAX_VALUE;
    }

    /// The charger took `more` octets.
    void acknowledged(int more) {
        bytes += more;
        long nanos = System.nanoTime() - sinceNanos;
        if (nanos >= MEASURE_NANOS) {
            // a charger that was busy with its flash for a while is no slower line
            bytesPerSecond = Math.max(bytesPerSecond * FORGETS, bytes * 1e9 / nanos);
            sinceNanos += nanos;
            bytes = 0;
        }
    }
}
