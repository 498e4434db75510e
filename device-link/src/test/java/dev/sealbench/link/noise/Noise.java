package dev.sealbench.link.noise;

import java.io.ByteArrayOutputStream;
import java.util.SplittableRandom;

/// What a bad line does to octets: each has the chance `rate` of an accident, which flips a bit, loses it, doubles
/// it or puts another one before it. The same for the same seed. Not thread-safe: one for each direction.
final class Noise {

    private final SplittableRandom random;
    private final double rate;
    /// Octets that pass before the next accident.
    private long untilNext;

    Noise(long seed, double rate) {
        this.random = new SplittableRandom(seed);
        this.rate = rate;
        this.untilNext = draw();
    }

    /// What arrives of the first `length` octets of `octets`.
    byte[] passed(byte[] octets, int length) {
        var out = new ByteArrayOutputStream(length + 16);
        for (int at = 0; at < length; ) {
            int clean = (int) Math.min(length - at, untilNext);
            out.write(octets, at, clean);
            at += clean;
            untilNext -= clean;
            if (untilNext == 0 && at < length) {
                accident(octets[at++], out);
                untilNext = draw();
            }
        }
        return out.toByteArray();
    }

    private void accident(byte octet, ByteArrayOutputStream out) {
        switch (random.nextInt(4)) {
            case 0 -> out.write(octet ^ 1 << random.nextInt(8));
            case 1 -> {} // lost
            case 2 -> {
                out.write(octet);
                out.write(octet);
            }
            default -> {
                out.write(random.nextInt(256));
                out.write(octet);
            }
        }
    }

    private long draw() {
        if (rate == 0) {
            return Long.MAX_VALUE;
        }
        double wait = Math.log(1 - random.nextDouble()) / Math.log1p(-rate);
        return (long) Math.min(wait, Long.MAX_VALUE);
    }
}
