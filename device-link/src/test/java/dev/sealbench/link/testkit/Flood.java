package dev.sealbench.link.testkit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;

/// Says the same to a connected station until it is closed.
public final class Flood implements AutoCloseable {

    private static final int AT_ONCE = 1_000;

    private final AtomicInteger frames = new AtomicInteger();
    private final Thread thread;

    /// Begins at once.
    public Flood(FakeLine line, byte[] frame) {
        var many = ByteBuffer.allocate(AT_ONCE * frame.length);
        while (many.hasRemaining()) {
            many.put(frame);
        }
        this.thread = Thread.ofPlatform().daemon().start(() -> {
            try {
                while (!Thread.currentThread().isInterrupted()) {
                    line.say(many.array());
                    frames.addAndGet(AT_ONCE);
                }
            } catch (IOException e) {
                // the station has closed the link
            }
        });
    }

    /// How many were said so far.
    public int frames() {
        return frames.get();
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
