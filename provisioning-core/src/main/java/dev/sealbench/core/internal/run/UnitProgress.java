package dev.sealbench.core.internal.run;

import dev.sealbench.core.EventRecord;
import dev.sealbench.core.RunRecord;
import dev.sealbench.core.RunResult;
import dev.sealbench.core.UnitRecord;
import dev.sealbench.core.UnitState;
import dev.sealbench.core.UnitStateChange;
import dev.sealbench.core.internal.books.Books;
import dev.sealbench.core.internal.books.BooksException;
import dev.sealbench.core.internal.export.ExportedLog;
import dev.sealbench.core.internal.export.ExportedUnit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/// How far units came by what the stations have signed. What another station wrote and has not signed yet, because its
/// vault is closed or its log is being compared, is for the next export, as its events are.
///
/// One export, one thread.
final class UnitProgress {

    /// What an export must not say of a unit unless its events say it, too.
    private static final Map<UnitState, String> SAID =
            Map.of(UnitState.RELEASED, "unit.released", UnitState.SCRAPPED, "unit.scrapped");

    private static final String RUN_CLOSED = "run.closed";

    private final Books books;
    private final String own;
    private final List<EventRecord> leftOut = new ArrayList<>();
    private Map<String, Long> signed = Map.of();
    private List<String> writers = List.of();

    /// @param own the exporting station, which signs its log before it hands it out
    UnitProgress(Books books, String own) {
        this.books = books;
        this.own = own;
    }

    /// @param unit as it was read before
    /// @param runs the unit's, read before, too
    ExportedUnit.Progress of(UnitRecord unit, List<RunRecord> runs) throws BooksException {
        int tries = Math.max(1, runs.size());
        if (isAlone()) {
            return new ExportedUnit.Progress(unit.state(), unit.changed(), tries, lastFault(runs));
        }
        var events = books.events().ofUnit(unit.serial());
        var unsigned = unsigned(events);
        if (unsigned.isEmpty()) {
            return new ExportedUnit.Progress(unit.state(), unit.changed(), tries, lastFault(runs));
        }
        leftOut.addAll(unsigned);
        var change = signedChange(unit, new Heard(events, unsigned));
        var ended =
                unsigned.stream().flatMap(event -> event.run().stream()).collect(Collectors.<UUID>toUnmodifiableSet());
        var signedRuns = runs.stream().filter(run -> !ended.contains(run.id())).toList();
        return new ExportedUnit.Progress(change.state(), change.at(), tries, lastFault(signedRuns));
    }

    /// Asked for once the logs are chosen that the export holds.
    ///
    /// @throws IOException when their events say by now what was left out of a unit's line
    void requireLeftOut(List<ExportedLog> logs) throws IOException {
        for (var log : logs) {
            boolean isNew = !writers.isEmpty() && !writers.contains(log.station());
            if (isNew || leftOut.stream().anyMatch(event -> isIn(event, log))) {
                throw new IOException("station %s signed its log while the export was written: export again"
                        .formatted(log.station()));
            }
        }
    }

    private static boolean isIn(EventRecord event, ExportedLog log) {
        return log.station().equals(event.station()) && event.sequence() <= log.size();
    }

    /// Whether no other station wrote into these books when the first unit was read: most do not share them.
    private boolean isAlone() throws BooksException {
        if (writers.isEmpty()) {
            writers = books.events().stations();
        }
        return writers.equals(List.of(own));
    }

    /// Those of another station's that a line of units.csv tells, too.
    private List<EventRecord> unsigned(List<EventRecord> events) throws BooksException {
        var told = events.stream()
                .filter(event -> !event.station().equals(own))
                .filter(event -> event.action().equals(RUN_CLOSED) || SAID.containsValue(event.action()))
                .toList();
        if (told.stream().allMatch(this::isSigned)) {
            return List.of();
        }
        signed = sizes(); // newer than the events that were read
        return signed.isEmpty()
                ? List.of()
                : told.stream().filter(event -> !isSigned(event)).toList();
    }

    private boolean isSigned(EventRecord event) {
        return event.sequence() <= signed.getOrDefault(event.station(), 0L);
    }

    /// How many events the newest checkpoint of each log is about that can be exported.
    private Map<String, Long> sizes() throws BooksException {
        var sizes = new HashMap<String, Long>();
        for (var station : books.events().stations()) {
            var newest = books.log().newest(station);
            if (newest.isPresent() && !books.papers().statements(station).isEmpty()) {
                sizes.put(station, newest.get().size());
            }
        }
        return sizes;
    }

    /// What the events say of a unit.
    private record Heard(List<EventRecord> events, List<EventRecord> unsigned) {

        /// A state that no event tells at all is exported as it is, for whoever checks to find.
        boolean onlyUnsigned(UnitState state) {
            var action = SAID.get(state);
            return unsigned.stream().anyMatch(event -> event.action().equals(action))
                    && events.stream()
                            .filter(event -> event.action().equals(action))
                            .allMatch(unsigned::contains);
        }
    }

    /// The newest change of the unit, up to the one that was read, that is not told by unsigned events alone.
    private UnitStateChange signedChange(UnitRecord unit, Heard heard) throws BooksException {
        var history = books.units().history(unit.serial());
        int at = history.size() - 1;
        while (at > 0 && !isOf(history.get(at), unit)) {
            at--; // came since it was read
        }
        while (at > 0 && heard.onlyUnsigned(history.get(at).state())) {
            at--;
        }
        return history.get(at);
    }

    private static boolean isOf(UnitStateChange change, UnitRecord unit) {
        return change.state() == unit.state() && change.at().equals(unit.changed());
    }

    private static String lastFault(List<RunRecord> runs) {
        return runs.reversed().stream()
                .flatMap(run -> run.end().stream())
                .filter(end -> end.result() != RunResult.PASSED && end.faultCode() != 0)
                .map(RunRecord.RunEnd::reason)
                .findFirst()
                .orElse("");
    }
}
