package dev.sealbench.link.testkit;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;

/// Weather that loses, doubles, damages and garnishes frames, the same way for the same seed.
public final class Storm implements FakeLine.Weather {

    private final Random random;
    private final int percent;

    /// About `percent` of all frames have an accident.
    public Storm(long seed, int percent) {
        this.random = new Random(seed);
        this.percent = percent;
    }

    @Override
    public synchronized void pass(byte[] frame, Consumer<byte[]> onwards) throws IOException {
        if (random.nextInt(100) >= percent) {
            onwards.accept(frame);
            return;
        }
        int at = random.nextInt(frame.length);
        switch (random.nextInt(6)) {
            case 0 -> {} // lost
            case 1 -> {
                onwards.accept(frame);
                onwards.accept(frame);
            }
            case 2 -> {
                byte[] damaged = frame.clone();
                damaged[at] ^= (byte) (1 << random.nextInt(8));
                onwards.accept(damaged);
            }
            case 3 -> onwards.accept(Arrays.copyOf(frame, at)); // the rest is lost, delimiter included
            case 4 -> {
                var garbage = new byte[1 + random.nextInt(100)];
                random.nextBytes(garbage);
                onwards.accept(garbage);
                onwards.accept(frame);
            }
            default -> { // one octet doubled
                onwards.accept(Arrays.copyOf(frame, at + 1));
                onwards.accept(Arrays.copyOfRange(frame, at, frame.length));
            }
        }
    }
}
