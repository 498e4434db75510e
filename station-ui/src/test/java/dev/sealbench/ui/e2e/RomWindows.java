package dev.sealbench.ui.e2e;

import dev.sealbench.ui.testkit.VirtualCharger;
import java.io.IOException;
import java.io.UncheckedIOException;

/// Probes the boot ROM in each [RomWindow], and only there.
final class RomWindows implements AutoCloseable {

    private final VirtualCharger charger;
    private final RomSymbols rom;
    private final Listener listener;
    private RomProbe probe;
    private RomWindow open;
    private int count;

    /// Hears of each point while the machine stands there.
    @FunctionalInterface
    interface Listener {
        /// @param number from 1 in each window
        /// @return whether the machine is to go on; false when it is dead now
        boolean stoppedAt(RomWindow window, int number, String what);
    }

    RomWindows(VirtualCharger charger, RomSymbols rom, Listener listener) {
        this.charger = charger;
        this.rom = rom;
        this.listener = listener;
    }

    /// Opens and closes windows; the frame of `event` must wait until this returns.
    synchronized void see(LineEvent event) {
        try {
            for (var window : RomWindow.values()) {
                if (window.opensAt(event)) {
                    open = window;
                    count = 0;
                    probe = RomProbe.attach(charger, rom, what -> listener.stoppedAt(window, ++count, what));
                }
            }
            if (open != null && open.closesAt(event)) {
                close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        if (probe != null) {
            var ended = probe;
            probe = null;
            open = null;
            ended.close();
        }
    }
}
