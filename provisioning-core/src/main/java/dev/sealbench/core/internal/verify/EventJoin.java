package dev.sealbench.core.internal.verify;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.sealbench.core.UnitState;
import dev.sealbench.core.internal.verify.JsonLines.Line;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// Compares units.csv with what the log says of each unit: released, scrapped, how its runs ended.
///
/// First takes the events, then reads the table. Not safe to share between threads.
final class EventJoin implements AutoCloseable {

    private static final Set<String> ACTIONS = Set.of("unit.released", "unit.scrapped", "run.closed");

    /// Events this much before the export began are in the table for certain.
    private static final Duration SLACK = Duration.ofSeconds(10);

    /// What a unit can be after it was released.
    private static final Set<UnitState> AFTER_RELEASE =
            Set.of(UnitState.RELEASED, UnitState.QUARANTINED, UnitState.SCRAPPED);

    private final SortedLines events;
    private final boolean complete;
    private final Instant until;
    private Optional<String> next = Optional.empty();

    /// @param created when the export was begun
    EventJoin(Path folder, Instant created, boolean complete) {
        this.events = new SortedLines(folder);
        this.complete = complete;
        this.until = created.minus(SLACK);
    }

    /// Takes one event of the export.
    void add(Line event) throws IOException {
        var serial = event.text("serial");
        if (ACTIONS.contains(event.text("action")) && !serial.isEmpty()) {
            events.add(String.join(
                    "\t", serial, event.text("at"), event.text("action"), event.text("result"), event.text("detail")));
        }
    }

    /// Reads the table once more, side by side with the events.
    void compare(Path dir) throws IOException, WrongExport {
        next = events.next();
        try (var table = new UnitTable(dir)) {
            for (var line = table.next(); line.isPresent(); line = table.next()) {
                compare(line.get());
            }
        }
        if (next.isPresent() && !complete) {
            throw stray(next.get());
        }
    }

    @Override
    public void close() throws IOException {
        events.close();
    }

    private void compare(NamedCsvRecord line) throws IOException, WrongExport {
        var serial = line.getField("serial");
        var seen = new Seen();
        while (next.isPresent()) {
            var event = next.get().split("\t", 5);
            int order = event[0].compareTo(serial);
            if (order > 0) {
                break;
            }
            if (order < 0 && !complete) {
                throw stray(next.get());
            }
            if (order == 0) {
                seen.take(event, line.getField("last_fault"));
            }
            next = events.next(); // all logs together may know units that came while the table was read
        }
        seen.agree(line);
    }

    private static WrongExport stray(String event) {
        return new WrongExport(
                EventCheck.FILE, "has an event about %s, which is not in units.csv".formatted(event.split("\t", 2)[0]));
    }

    /// What the log says of one unit.
    private final class Seen {
        private boolean released;
        private boolean releasedBefore;
        private boolean scrapped;
        private boolean scrappedBefore;
        private boolean failedSo;
        private long closedBefore;

        void take(String[] event, String lastFault) {
            boolean before = Instant.parse(event[1]).isBefore(until);
            switch (event[2]) {
                case "unit.released" -> {
                    released = true;
                    releasedBefore |= before;
                }
                case "unit.scrapped" -> {
                    scrapped = true;
                    scrappedBefore |= before;
                }
                default -> {
                    closedBefore += before ? 1 : 0;
                    failedSo |= event[3].equals("failed") && PlainCell.isIn(lastFault, event[4]);
                }
            }
        }

        void agree(NamedCsvRecord line) throws WrongExport {
            var state = new LineCheck(line).state();
            if (state == UnitState.RELEASED && !released) {
                throw wrong(line, "is RELEASED, but the log does not say so");
            }
            if (state == UnitState.SCRAPPED && !scrapped) {
                throw wrong(line, "is SCRAPPED, but the log does not say so");
            }
            if (releasedBefore && !AFTER_RELEASE.contains(state)) {
                throw wrong(line, "is %s, but the log says that it was released".formatted(state));
            }
            if (scrappedBefore && state != UnitState.SCRAPPED) {
                throw wrong(line, "is %s, but the log says that it was scrapped".formatted(state));
            }
            if (closedBefore > runs(line)) {
                throw wrong(line, "had %s runs, but the log says %d".formatted(line.getField("runs"), closedBefore));
            }
            if (!line.getField("last_fault").isEmpty() && !failedSo) {
                throw wrong(line, "has a last fault that the log does not have");
            }
        }

        private long runs(NamedCsvRecord line) throws WrongExport {
            try {
                return Long.parseLong(line.getField("runs"));
            } catch (NumberFormatException _) { // it comes from outside
                throw wrong(line, "has no number of runs");
            }
        }
    }

    private static WrongExport wrong(NamedCsvRecord line, String reason) {
        return new WrongExport(UnitTable.FILE, line.getField("serial") + " " + reason);
    }
}
