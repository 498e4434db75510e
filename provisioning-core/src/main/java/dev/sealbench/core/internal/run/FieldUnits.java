package dev.sealbench.core.internal.run;

import dev.sealbench.core.Fault;
import dev.sealbench.core.RunListener;
import dev.sealbench.core.SecurityLogLine;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.StationException;
import dev.sealbench.core.UpdateReport;
import java.util.List;
import java.util.Optional;

/// What is done with finished units: updated by an [Updater], asked for their log.
public final class FieldUnits {

    private final Bench bench;

    public FieldUnits(Bench bench) {
        this.bench = bench;
    }

    /// Brings a finished unit to another release of its customer.
    ///
    /// @param slot where it is connected; empty: look for it
    /// @param release a version, or an image digest or its beginning
    /// @throws StationException when the books or the charger do not allow it, or the new firmware was given up
    public UpdateReport update(SerialNumber serial, Optional<Integer> slot, String release, RunListener listener)
            throws StationException {
        var log = new UpdateLog(bench, serial);
        try {
            var unit = BookedUnit.of(bench, serial);
            var choice = ReleaseChoice.of(bench, unit, release);
            int place = place(serial, slot);
            return new Connected(bench, Fault.OTHER_UNIT)
                    .with(serial, place, listener, (run, hello) -> new Updater(unit, choice, log, run).take(hello));
        } catch (StationException e) {
            log.ended(e);
            throw e;
        }
    }

    /// What a connected unit noted in its own log.
    public List<SecurityLogLine> securityLog(SerialNumber serial, Optional<Integer> slot) throws StationException {
        return new Connected(bench, Fault.OTHER_UNIT)
                .with(
                        serial,
                        place(serial, slot),
                        (run, _) -> run.link().securityLog().stream()
                                .map(entry -> new SecurityLogLine(
                                        entry.sequence(),
                                        entry.at(),
                                        entry.writer().toString(),
                                        entry.sentence()))
                                .toList());
    }

    private int place(SerialNumber serial, Optional<Integer> slot) throws StationException {
        return slot.isPresent() ? slot.get() : new UnitFinder(bench).slotOf(serial);
    }
}
