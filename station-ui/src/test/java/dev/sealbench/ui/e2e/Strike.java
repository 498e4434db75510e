package dev.sealbench.ui.e2e;

import dev.sealbench.link.internal.frame.Frame;
import dev.sealbench.ui.testkit.Relay;
import dev.sealbench.ui.testkit.VirtualCharger;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Waits in a relay for one point of a run and cuts off its victim there, once.
final class Strike implements Relay.Gate, AutoCloseable {

    private final KillPoint point;
    private final Runnable kill;
    private final RomWindows windows;
    private final LineWatch watch = new LineWatch();
    private final CompletableFuture<String> struck = new CompletableFuture<>();
    private volatile boolean disarmed;

    /// @param kill ends the victim and returns when nothing of it runs; does nothing for a line
    Strike(KillPoint point, VirtualCharger charger, RomSymbols rom, Runnable kill) {
        this.point = point;
        this.kill = kill;
        this.windows = new RomWindows(charger, rom, this::stoppedAt);
    }

    @Override
    public Optional<Frame> pass(Frame frame) {
        var event = watch.see(frame);
        if (event.isEmpty() || disarmed || struck.isDone()) {
            return Optional.of(frame);
        }
        if (point instanceof KillPoint.InRom) {
            windows.see(event.get());
            return Optional.of(frame);
        }
        boolean struckHere = isAt(event.get()) && strike(event.get().toString());
        return struckHere ? Optional.empty() : Optional.of(frame);
    }

    /// Waits until it struck or `over` is done.
    ///
    /// @return whether it struck
    boolean await(CompletableFuture<?> over) {
        CompletableFuture.anyOf(struck, over.exceptionally(_ -> null)).join();
        synchronized (this) { // the victim's own end may be what is over: then it is struck in a moment
            return struck.isDone();
        }
    }

    /// Lets everything pass from now on.
    void disarm() throws IOException {
        disarmed = true;
        windows.close();
    }

    @Override
    public void close() throws IOException {
        disarm();
    }

    private boolean stoppedAt(RomWindow window, int number, String what) {
        boolean here = point instanceof KillPoint.InRom rom && rom.window() == window && rom.number() == number;
        return !here || !strike(what);
    }

    private boolean isAt(LineEvent event) {
        return switch (point) {
            case KillPoint.OnLine line -> line.event().equals(event);
            case KillPoint.InBurn burn -> event.isBurnData() && event.number() > burn.thousandths();
            case KillPoint.AtJournal _, KillPoint.InRom _ -> false;
        };
    }

    private synchronized boolean strike(String where) {
        if (struck.isDone()) {
            return false;
        }
        kill.run();
        struck.complete(where);
        return true;
    }
}
