package dev.sealbench.ui.window.line;

import dev.sealbench.core.Outcome;
import dev.sealbench.core.RunListener;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.StationException;
import dev.sealbench.core.Step;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/// What the line page asks of the station, and nothing more. Every method may block; none is called on the FX thread
/// once the window is open. Safe for several threads.
public interface LineStation {

    /// Slots and open work orders, as they are now.
    LineFacts line() throws StationException;

    /// How long each step took for most of the last units; a step that nothing is known of is absent.
    Map<Step, Duration> typicalDurations();

    /// Slots whose port is there. Opens none of them. A slot of which this cannot be known counts as there.
    Set<Integer> plugged();

    /// Takes the unit on `slot` as far as it goes; returns when the run is over.
    ///
    /// @param listener hears of it on the run's own thread, and says who scans the labels back
    Outcome provision(int slot, SerialNumber unit, RunListener listener);

    /// Asks the run on `slot` to end before its next step: its outcome is then [Outcome.Abandoned],
    /// or, when that step was its last, what it would have been anyway. May be asked at any moment and twice.
    ///
    /// @return whether the request was taken; not when nothing runs there
    boolean stop(int slot);

    /// Whether [#stop] can do anything on this station.
    boolean canStop();

    /// Compares the label on the unit with the unit that is plugged in on `slot`, and releases it for shipping.
    ///
    /// @throws StationException when they are not the same, or the unit is not as far
    void release(int slot, SerialNumber scanned) throws StationException;
}
