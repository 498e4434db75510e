package dev.sealbench.link.noise;

import dev.sealbench.link.internal.pipe.BytePipe;
import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/// A bad line to a [PipeCharger]; may be cut at any octet.
final class NoisyPipe implements BytePipe {

    private static final byte[] END = {};

    private final PipeCharger charger;
    private final Noise toCharger;
    private final Noise toStation;
    private final BlockingQueue<byte[]> arrived = new ArrayBlockingQueue<>(1 << 16);
    private byte[] unread = {};
    /// Octets that still travel to the charger before the cable comes out.
    private long untilCut;

    private volatile boolean closed;

    /// @param bytesBetweenCuts on average; 0 for a cable that holds
    NoisyPipe(PipeCharger charger, long seed, double rate, int bytesBetweenCuts) {
        var random = new SplittableRandom(seed);
        this.charger = charger;
        this.toCharger = new Noise(random.nextLong(), rate);
        this.toStation = new Noise(random.nextLong(), rate);
        this.untilCut = bytesBetweenCuts == 0 ? Long.MAX_VALUE : random.nextInt(2 * bytesBetweenCuts);
        charger.plugInto(this::hear);
    }

    private void hear(byte[] octets, int length) {
        byte[] noisy = toStation.passed(octets, length);
        if (noisy.length > 0) {
            arrived.offer(noisy);
        }
    }

    @Override
    public void write(byte[] from, int length) throws IOException {
        if (closed) {
            throw new IOException("closed");
        }
        int carried = (int) Math.min(length, untilCut);
        untilCut -= carried;
        charger.line().write(toCharger.passed(from, carried));
        charger.line().flush();
        if (carried < length) {
            close();
            throw new IOException("the cable came out");
        }
    }

    @Override
    public int read(byte[] into) throws IOException {
        try {
            if (unread.length == 0) {
                unread = arrived.take();
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        if (unread.length == 0 || closed) {
            throw new IOException("closed");
        }
        int count = Math.min(into.length, unread.length);
        System.arraycopy(unread, 0, into, 0, count);
        unread = Arrays.copyOfRange(unread, count, unread.length);
        return count;
    }

    @Override
    public boolean setsBaud() {
        return false;
    }

    @Override
    public boolean setBaud(int baud) {
        throw new IllegalStateException("no rate");
    }

    @Override
    public void close() {
        closed = true;
        charger.plugInto((_, _) -> {});
        arrived.clear();
        arrived.offer(END);
    }
}
