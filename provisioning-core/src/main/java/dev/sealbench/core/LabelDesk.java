package dev.sealbench.core;

import dev.sealbench.core.internal.run.Bench;
import dev.sealbench.core.internal.run.Desks;
import dev.sealbench.core.internal.run.Labels;
import java.nio.file.Path;

/// Labels of booked units. Safe to share between threads.
public final class LabelDesk {

    private final Bench bench;
    private final Session session;
    private final Labels labels;

    LabelDesk(Bench bench, Session session, Labels labels) {
        this.bench = bench;
        this.session = session;
        this.labels = labels;
    }

    /// Prints a label again: counted, with the reason, and marked as a reprint.
    ///
    /// @param reason 1 to 256 characters
    /// @return the sealed label file
    public Path print(String scanned, LabelKind kind, String reason) throws StationException {
        session.require(Permission.REPRINT_LABEL);
        return Desks.noted(bench, "label.refused", () -> printed(scanned, kind, reason));
    }

    private Path printed(String scanned, LabelKind kind, String reason) throws StationException {
        var serial = Desks.serial(scanned);
        requireFinished(serial);
        try {
            return labels.make(labels.begin(serial, kind, reason));
        } catch (StepFailure e) {
            throw new StationException(e.fault(), e.detail(), e);
        }
    }

    /// The picture for a screen, PNG at 203 dpi, secrets masked.
    public byte[] preview(String scanned, LabelKind kind) throws StationException {
        session.require(Permission.PREVIEW_LABEL);
        var serial = Desks.serial(scanned);
        requireFinished(serial);
        try {
            return labels.preview(serial, kind);
        } catch (StepFailure e) {
            throw new StationException(e.fault(), e.detail(), e);
        }
    }

    private void requireFinished(SerialNumber serial) throws StationException {
        var unit = Desks.ask(() -> bench.books().units().find(serial))
                .orElseThrow(() -> new StationException(Fault.NOT_ON_THIS_STATION, serial.text()));
        boolean finished = unit.state().isOnTheWay() && unit.state().compareTo(UnitState.RECORDED) >= 0;
        if (!finished) {
            throw new StationException(Fault.WRONG_STATE, "it is " + unit.state() + " and has no labels");
        }
    }
}
