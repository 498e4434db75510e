package dev.sealbench.link.testkit;

import dev.sealbench.link.LinkException;
import dev.sealbench.link.LinkTimes;
import dev.sealbench.link.PortAddress;
import dev.sealbench.link.internal.pipe.BytePipe;
import dev.sealbench.link.internal.talk.Conversation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.IntPredicate;

/// A serial port whose two ends have rates: what one end sends at a rate that the other does not have arrives as
/// garbage. Behind it stands a [FakeCharger].
public final class FakeWire implements BytePipe {

    /// Names it in sentences.
    public static final PortAddress ADDRESS = PortAddress.parse("/dev/fake-wire");

    private static final byte[] END = {};

    private final FakeCharger charger;
    private final IntPredicate carries;
    private final BlockingQueue<byte[]> toStation = new ArrayBlockingQueue<>(10_000);
    private final ByteArrayOutputStream frame = new ByteArrayOutputStream();
    private final List<Integer> set = new ArrayList<>();
    private byte[] unread = {};
    private volatile int baud = 115_200;

    /// Above a rate that it `carries` everything is garbage.
    public FakeWire(FakeCharger charger, IntPredicate carries) {
        this.charger = charger;
        this.carries = carries;
    }

    /// A conversation over it.
    public Conversation talk(LinkTimes times) throws LinkException {
        return new Conversation(ADDRESS, () -> this, times, new Random(1));
    }

    /// The rates that the station set, in order.
    public synchronized List<Integer> ratesSet() {
        return List.copyOf(set);
    }

    @Override
    public synchronized void write(byte[] from, int length) {
        boolean heard = agree();
        for (int i = 0; i < length; i++) {
            if (!heard) {
                continue;
            }
            if (from[i] != 0) {
                frame.write(from[i]);
                continue;
            }
            boolean agreed = agree();
            byte[] back = charger.receive(frame.toByteArray());
            frame.reset();
            if (back.length > 0) {
                toStation.add(agreed ? back : garbled(back));
            }
        }
    }

    private boolean agree() {
        return charger.baud() == baud && carries.test(baud);
    }

    private static byte[] garbled(byte[] octets) {
        var garbage = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            garbage[i] = (byte) (octets[i] * 0x55 + i);
        }
        return garbage;
    }

    @Override
    public int read(byte[] into) throws IOException {
        try {
            if (unread.length == 0) {
                unread = toStation.take();
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        if (unread.length == 0) {
            throw new IOException("closed");
        }
        int count = Math.min(into.length, unread.length);
        System.arraycopy(unread, 0, into, 0, count);
        unread = java.util.Arrays.copyOfRange(unread, count, unread.length);
        return count;
    }

    @Override
    public boolean setsBaud() {
        return true;
    }

    @Override
    public synchronized boolean setBaud(int rate) {
        set.add(rate);
        baud = rate;
        return true;
    }

    @Override
    public void close() {
        toStation.add(END);
    }
}
