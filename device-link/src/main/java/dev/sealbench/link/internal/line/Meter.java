package dev.sealbench.link.internal.line;

import dev.sealbench.link.LinkStatistics;
import java.util.concurrent.atomic.AtomicLong;

/// Counts what travels; outlives the line when a port is opened again. Thread-safe.
public final class Meter {

    private final AtomicLong bytesOut = new AtomicLong();
    private final AtomicLong bytesIn = new AtomicLong();
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong resentRequests = new AtomicLong();
    private final AtomicLong chargerMicros = new AtomicLong();
    private final AtomicLong framesIn = new AtomicLong();
    private final AtomicLong droppedFrames = new AtomicLong();
    private final AtomicLong burnBytes = new AtomicLong();
    private final AtomicLong resentBurnBytes = new AtomicLong();
    private final AtomicLong waitingNanos = new AtomicLong();

    void sent(int bytes) {
        bytesOut.addAndGet(bytes);
    }

    void received(int bytes) {
        bytesIn.addAndGet(bytes);
    }

    void goodFrame() {
        framesIn.incrementAndGet();
    }

    void dropped(long frames) {
        droppedFrames.addAndGet(frames);
    }

    void waited(long nanos) {
        waitingNanos.addAndGet(nanos);
    }

    /// A request begins.
    public void request() {
        requests.incrementAndGet();
    }

    /// A request is sent again.
    public void resentRequest() {
        resentRequests.incrementAndGet();
    }

    /// The charger reports the time it spent.
    public void chargerSpent(long micros) {
        chargerMicros.addAndGet(micros);
    }

    /// Burn content leaves; `again` of the `bytes` travelled before.
    public void burned(int bytes, int again) {
        burnBytes.addAndGet(bytes);
        resentBurnBytes.addAndGet(again);
    }

    /// The counts so far.
    public LinkStatistics snapshot() {
        return new LinkStatistics(
                bytesOut.get(),
                bytesIn.get(),
                requests.get(),
                resentRequests.get(),
                chargerMicros.get(),
                framesIn.get(),
                droppedFrames.get(),
                burnBytes.get(),
                resentBurnBytes.get(),
                waitingNanos.get());
    }
}
