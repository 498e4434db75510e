package dev.sealbench.core;

import dev.sealbench.core.internal.run.Bench;
import dev.sealbench.core.internal.run.Decider;
import dev.sealbench.core.internal.run.Desks;
import dev.sealbench.core.internal.run.FieldUnits;
import dev.sealbench.core.internal.run.UnitEvidence;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Units: what the books know of them, and what people decide about them. Safe to share between threads.
public final class UnitDesk {

    private final Bench bench;
    private final Session session;

    UnitDesk(Bench bench, Session session) {
        this.bench = bench;
        this.session = session;
    }

    /// Units by serial number, all or those of one work order.
    public List<UnitRecord> list(Optional<String> workOrder) throws StationException {
        session.require(Permission.LOOK);
        return Desks.ask(() -> bench.books().units().list(workOrder));
    }

    /// The newest units whose serial number has this part, at most `limit`. Blanks, hyphens and case do not matter.
    public List<UnitRecord> search(String part, int limit) throws StationException {
        session.require(Permission.LOOK);
        var bare = part.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
        return Desks.ask(() -> bench.books().units().search(bare, limit));
    }

    /// The signed documents of a unit, and what its final receipt says.
    public UnitPapers papers(String scanned) throws StationException {
        session.require(Permission.LOOK);
        return new UnitEvidence(bench).papers(Desks.serial(scanned));
    }

    /// Checks the documents of a finished unit again, one by one. Changes nothing.
    ///
    /// @throws StationException when the unit is not in the books, or no order of it was confirmed yet
    public UnitProof verify(String scanned) throws StationException {
        session.require(Permission.LOOK);
        return new UnitEvidence(bench).verify(Desks.serial(scanned));
    }

    /// Everything about one unit.
    ///
    /// @throws StationException when it is not in the books
    public UnitHistory history(String scanned) throws StationException {
        session.require(Permission.LOOK);
        var serial = Desks.serial(scanned);
        var books = bench.books();
        var unit = Desks.ask(() -> books.units().find(serial))
                .orElseThrow(() -> new StationException(Fault.NOT_ON_THIS_STATION, serial.text()));
        return Desks.ask(() -> new UnitHistory(
                unit,
                books.units().history(serial),
                books.runs().ofUnit(serial),
                books.events().ofUnit(serial),
                books.labels().ofUnit(serial),
                books.documents().ofUnit(serial).stream()
                        .map(file -> file.order().order())
                        .toList()));
    }

    /// Sets a unit aside until [#liftQuarantine] lifts it or [#scrap] ends it.
    public void quarantine(String scanned, String reason) throws StationException {
        session.require(Permission.DECIDE_ABOUT_UNIT);
        decided(() -> {
            var serial = Desks.serial(scanned);
            return Desks.ask(() -> {
                bench.books().units().decide(serial, UnitState.QUARANTINED, reason, bench.author());
                return UnitState.QUARANTINED;
            });
        });
    }

    /// Ends a unit in the books, for good.
    public void scrap(String scanned, String reason) throws StationException {
        session.require(Permission.DECIDE_ABOUT_UNIT);
        decided(() -> new Decider(bench).scrap(Desks.serial(scanned), reason));
    }

    /// Reverts the trial of the unit that is connected at `slot`: its credentials are void, it is blank again.
    public void revert(String scanned, int slot, String reason) throws StationException {
        session.require(Permission.REVERT_UNIT);
        decided(() -> new Decider(bench).revert(Desks.serial(scanned), slot, reason));
    }

    /// Lifts a quarantine: the unit is what it was before.
    ///
    /// @return what the unit is now
    public UnitState liftQuarantine(String scanned, String reason) throws StationException {
        session.require(Permission.DECIDE_ABOUT_UNIT);
        return decided(() -> new Decider(bench).liftQuarantine(Desks.serial(scanned), reason));
    }

    /// Releases a labelled unit after its label was scanned.
    ///
    /// @param slot where the unit is connected: then it must say the same serial number; empty when it is not
    /// @return what the unit is now
    public UnitState release(String scanned, Optional<Integer> slot) throws StationException {
        session.require(Permission.RELEASE_UNIT);
        return decided(() -> new Decider(bench).release(Desks.serial(scanned), slot));
    }

    /// Brings the firmware of a finished unit to another release of its customer: burned beside the running one, tried,
    /// confirmed, proven. Run it again after a power cut: it goes on where the unit stands.
    ///
    /// @param slot where the unit is connected; empty: it is looked for on all slots
    /// @param release a version, or an image digest or its first eight digits or more
    /// @throws StationException when books or charger do not allow it, or the unit fell back to what it ran before
    public UpdateReport update(String scanned, Optional<Integer> slot, String release, RunListener listener)
            throws StationException {
        session.require(Permission.UPDATE_UNIT);
        var serial = Desks.noted(bench, "unit.refused", () -> Desks.serial(scanned));
        try (var _ = session.working()) {
            return new FieldUnits(bench).update(serial, slot, release, listener);
        }
    }

    /// The security log of the unit that is connected, oldest first.
    ///
    /// @param slot where the unit is connected; empty: it is looked for on all slots
    public List<SecurityLogLine> securityLog(String scanned, Optional<Integer> slot) throws StationException {
        session.require(Permission.READ_UNIT_LOG);
        return new FieldUnits(bench).securityLog(Desks.serial(scanned), slot);
    }

    private UnitState decided(Desks.Work<UnitState> decision) throws StationException {
        try (var _ = session.working()) {
            return Desks.noted(bench, "unit.refused", decision);
        }
    }
}
