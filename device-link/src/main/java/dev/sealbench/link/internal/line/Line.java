package dev.sealbench.link.internal.line;

import dev.sealbench.link.LinkException;
import dev.sealbench.link.LinkException.LineUnusable;
import dev.sealbench.link.LinkException.PortUnavailable;
import dev.sealbench.link.LinkException.PortUnavailable.Reason;
import dev.sealbench.link.PortAddress;
import dev.sealbench.link.internal.frame.Frame;
import dev.sealbench.link.internal.frame.FrameDecoder;
import dev.sealbench.link.internal.frame.FrameEncoder;
import dev.sealbench.link.internal.frame.FrameType;
import dev.sealbench.link.internal.pipe.BytePipe;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/// Frames over a byte pipe: a platform thread reads (a blocked read would pin a virtual thread's carrier), the owner's
/// thread writes under a watchdog. Everything that can grow is bounded.
///
/// One owner thread sends and receives; `close` from any thread frees it.
public final class Line implements AutoCloseable {

    /// Good frames nobody has taken yet; more are dropped and counted.
    private static final int QUEUE_FRAMES = 64;

    /// Garbage between two frames during one request (PROTOCOL.md 8.2).
    private static final int GARBAGE_BYTES = 64 << 10;

    private static final int READ_BYTES = 16 << 10;

    /// Wakes the owner; never handed out.
    private static final Frame WAKE = new Frame(FrameType.RESPONSE, -1, new byte[0]);

    private final BytePipe pipe;
    private final PortAddress address;
    private final Meter meter;
    private final Watchdog watchdog;
    private final FrameEncoder encoder = new FrameEncoder();
    private final BlockingQueue<Frame> queue = new ArrayBlockingQueue<>(QUEUE_FRAMES);
    private final AtomicInteger garbageBytes = new AtomicInteger();
    private final AtomicReference<PortUnavailable> end = new AtomicReference<>();

    /// Takes `pipe` over and starts to read.
    public Line(BytePipe pipe, PortAddress address, Duration writePatience, Meter meter) {
        this.pipe = pipe;
        this.address = address;
        this.meter = meter;
        this.watchdog = new Watchdog("charger-link-watchdog", writePatience, () -> end(Reason.STUCK, null));
        Thread.ofPlatform().name("charger-link-reader").daemon().start(this::readUntilTheEnd);
    }

    /// A request begins: what waits is late, what was garbage is forgiven.
    public void beginRequest() {
        queue.clear();
        garbageBytes.set(0);
    }

    /// The next frame begins with an extra delimiter (PROTOCOL.md 2.1, after a time-out).
    public void startAfresh() {
        encoder.startAfresh();
    }

    /// Whether the rate of the port is ours to set.
    public boolean setsBaud() {
        return pipe.setsBaud();
    }

    /// Sets the rate of the port; returns whether it takes it. The next frame begins with an extra delimiter.
    public boolean setBaud(int baud) {
        startAfresh();
        return pipe.setBaud(baud);
    }

    /// Sends one frame; the payload's buffer stands at its limit afterwards.
    ///
    /// @return the frame's sequence, 0 to 65,535
    /// @throws PortUnavailable when the port went away, got stuck or was closed
    public int send(FrameType type, ByteBuffer payload) throws LinkException {
        var encoded = encoder.encode(type, payload);
        long start = System.nanoTime();
        try {
            watchdog.guard(() -> pipe.write(encoded.array(), encoded.limit()));
            meter.sent(encoded.limit());
            return encoder.lastSequence();
        } catch (IOException e) {
            end(Reason.GONE, e);
            throw ended();
        } catch (RejectedExecutionException e) {
            throw ended(); // the watchdog ends with the line
        } finally {
            meter.waited(System.nanoTime() - start);
        }
    }

    /// The next good frame, or nothing when `System.nanoTime()` reaches `deadlineNanos`.
    ///
    /// @throws PortUnavailable when the port went away or was closed; also when this thread is interrupted, which
    ///     closes the line, because what is under way is then unknown
    /// @throws LineUnusable after too much garbage
    public Optional<Frame> receive(long deadlineNanos) throws LinkException {
        long start = System.nanoTime();
        try {
            while (true) {
                long left = deadlineNanos - System.nanoTime();
                if (queue.isEmpty()) {
                    refuseWhenOver();
                }
                var frame = left > 0 ? queue.poll(left, TimeUnit.NANOSECONDS) : queue.poll();
                if (frame == null && left <= 0) {
                    return Optional.empty();
                }
                if (frame != null && frame != WAKE) {
                    return Optional.of(frame);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end(Reason.CLOSED, e);
            throw ended();
        } finally {
            meter.waited(System.nanoTime() - start);
        }
    }

    @Override
    public void close() {
        end(Reason.CLOSED, null);
    }

    private void refuseWhenOver() throws LinkException {
        if (end.get() != null) {
            throw ended();
        }
        if (garbageBytes.get() > GARBAGE_BYTES) {
            throw new LineUnusable("%,d octets came without a single good frame: wrong speed, or not a charger?"
                    .formatted(garbageBytes.get()));
        }
    }

    private void readUntilTheEnd() {
        var decoder = new FrameDecoder(this::deliver);
        var octets = new byte[READ_BYTES];
        try {
            while (end.get() == null) {
                int count = pipe.read(octets);
                meter.received(count);
                long before = decoder.droppedFrames();
                int garbage = garbageBytes.addAndGet(count); // a good frame among them sets it to 0 again
                decoder.accept(octets, count);
                meter.dropped(decoder.droppedFrames() - before);
                if (garbage > GARBAGE_BYTES) {
                    garbageBytes.updateAndGet(sum -> Math.min(sum, 2 * GARBAGE_BYTES));
                    queue.offer(WAKE);
                }
            }
        } catch (IOException e) {
            end(Reason.GONE, e);
        }
    }

    private void deliver(Frame frame) {
        meter.goodFrame();
        garbageBytes.set(0);
        if (!queue.offer(frame)) {
            meter.dropped(1);
        }
    }

    private void end(Reason reason, Throwable cause) {
        if (end.compareAndSet(null, new PortUnavailable(reason, address, cause))) {
            pipe.close();
            queue.offer(WAKE);
            watchdog.close(); // last: it may be the watchdog's own thread that comes here
        }
    }

    private PortUnavailable ended() {
        var first = end.get();
        // a new one: the first may have been made on another thread, or thrown already
        return new PortUnavailable(first.reason(), address, first);
    }
}
