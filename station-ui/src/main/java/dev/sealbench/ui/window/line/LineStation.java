package dev.sealbench.ui.window.line;

import dev.sealbench.core.LabelKind;
import dev.sealbench.core.Outcome;
import dev.sealbench.core.RunListener;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.StationException;
import dev.sealbench.core.Step;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
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
    Outcome provision(int slot, SerialNumber unit, Conversation conversation);

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

    /// What a run tells and asks. Called on the run's own thread.
    interface Conversation extends RunListener {

        /// Waits until somebody scans the label that was just printed. The taker wipes it.
        ///
        /// @param attempt from 1; above it the scan before was the wrong one
        /// @return empty when the run was stopped while it waited
        Optional<char[]> labelScan(LabelKind kind, int attempt) throws InterruptedException;
    }
}
