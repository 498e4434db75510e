package dev.sealbench.core.internal.books;

import dev.sealbench.core.Author;
import dev.sealbench.core.EventRecord;
import dev.sealbench.core.RunRecord;
import dev.sealbench.core.RunResult;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.Step;
import dev.sealbench.core.UnitState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// Runs: each attempt to take a unit through the station, and how it ended.
public final class RunBook {

    private static final String SELECT =
            "SELECT r.*, e.ended_at, e.result, e.reached, e.fault_code, e.reason FROM run r"
                    + " LEFT JOIN run_end e ON e.run_id = r.run_id";

    private final Ledger ledger;

    RunBook(Ledger ledger) {
        this.ledger = ledger;
    }

    /// Notes that a run began; its end is ignored. Nothing happens when the run is known, so a journal can
    /// be booked twice.
    ///
    /// @throws BooksRefused with [Refusal.SerialUnknown], [Refusal.InWorkElsewhere] or [Refusal.BegunElsewhere]
    public void open(RunRecord run, Author author) throws BooksException {
        ledger.write(author, entry -> {
            UnitRows.lock(entry, run.serial()); // of two stations that begin now one sees the other's run
            if (select(entry.handle(), run.id()).isPresent()) {
                return null;
            }
            OtherStations.refuse(entry.handle(), run.serial(), entry.station());
            insert(entry, run);
            entry.event(new NewEvent(
                    "run.opened",
                    Optional.of(run.serial()),
                    Optional.of(run.id()),
                    EventRecord.Result.OK,
                    "slot " + run.slot()));
            return null;
        });
    }

    /// Asks whether a run may begin, as far as other stations are concerned. [#open] asks again.
    ///
    /// @throws BooksRefused with [Refusal.InWorkElsewhere] or [Refusal.BegunElsewhere]
    public void requireNotElsewhere(SerialNumber serial) throws BooksException {
        ledger.read(handle -> {
            OtherStations.refuse(handle, serial, ledger.station());
            return null;
        });
    }

    /// Notes how a run ended. Nothing happens when its end is known.
    ///
    /// @throws BooksRefused with [Refusal.NotFound]
    public void close(UUID id, RunRecord.RunEnd end, Author author) throws BooksException {
        close(id, end, Map.of(), author);
    }

    /// As [#close], with the steps that the run did from their beginning to their end, and what each took.
    public void close(UUID id, RunRecord.RunEnd end, Map<Step, Duration> steps, Author author) throws BooksException {
        close(id, end, steps, Optional.empty(), author);
    }

    /// As above, with what went wrong: both are in the log, or neither.
    public void close(
            UUID id, RunRecord.RunEnd end, Map<Step, Duration> steps, Optional<NewEvent> failure, Author author)
            throws BooksException {
        ledger.write(author, entry -> {
            var run = select(entry.handle(), id).orElseThrow(() -> new BooksRefused(new Refusal.NotFound("run " + id)));
            if (run.end().isPresent()) {
                return null;
            }
            failure.ifPresent(entry::event);
            insertEnd(entry, id, end);
            steps.forEach((step, took) -> insertStep(entry, id, step, took));
            entry.event(new NewEvent(
                    "run.closed",
                    Optional.of(run.serial()),
                    Optional.of(id),
                    end.result() == RunResult.PASSED ? EventRecord.Result.OK : EventRecord.Result.FAILED,
                    "%s at %s %s".formatted(end.result(), end.reached(), end.reason())));
            entry.seal();
            return null;
        });
    }

    /// The run with this id.
    public Optional<RunRecord> find(UUID id) throws BooksException {
        return ledger.read(handle -> select(handle, id));
    }

    /// The runs of a unit, oldest first.
    public List<RunRecord> ofUnit(SerialNumber serial) throws BooksException {
        return ledger.read(
                handle -> handle.createQuery(SELECT + " WHERE r.serial = :serial ORDER BY r.started_at, r.run_id")
                        .bind("serial", serial.text())
                        .map((row, _) -> toRun(row))
                        .list());
    }

    /// This station's runs whose end nobody noted, oldest first.
    public List<RunRecord> unfinished() throws BooksException {
        return ledger.read(handle -> handle.createQuery(
                        SELECT + " WHERE r.station_id = :station AND e.run_id IS NULL ORDER BY r.started_at, r.run_id")
                .bind("station", ledger.station())
                .map((row, _) -> toRun(row))
                .list());
    }

    /// As [#unfinished()], of one unit.
    public List<RunRecord> unfinished(SerialNumber serial) throws BooksException {
        return ledger.read(handle -> handle.createQuery(SELECT
                        + " WHERE r.serial = :serial AND r.station_id = :station AND e.run_id IS NULL"
                        + " ORDER BY r.started_at, r.run_id")
                .bind("serial", serial.text())
                .bind("station", ledger.station())
                .map((row, _) -> toRun(row))
                .list());
    }

    /// What each step of a run took; steps that it did not do or did not finish are absent.
    public Map<Step, Duration> steps(UUID id) throws BooksException {
        return ledger.read(handle -> {
            var steps = new EnumMap<Step, Duration>(Step.class);
            handle.createQuery("SELECT step, milliseconds FROM run_step WHERE run_id = :id")
                    .bind("id", id)
                    .map((row, _) -> Map.entry(
                            Step.valueOf(row.getString("step")), Duration.ofMillis(row.getLong("milliseconds"))))
                    .forEach(each -> steps.put(each.getKey(), each.getValue()));
            return Map.copyOf(steps);
        });
    }

    private static Optional<RunRecord> select(Handle handle, UUID id) {
        return handle.createQuery(SELECT + " WHERE r.run_id = :id")
                .bind("id", id)
                .map((row, _) -> toRun(row))
                .findOne();
    }

    private static void insert(Entry entry, RunRecord run) {
        entry.handle()
                .createUpdate("INSERT INTO run (run_id, serial, station_id, slot, person, versions, started_at)"
                        + " VALUES (:id, :serial, :station, :slot, :person, :versions, :started)")
                .bind("id", run.id())
                .bind("serial", run.serial().text())
                .bind("station", entry.station())
                .bind("slot", run.slot())
                .bind("person", run.person())
                .bind("versions", run.versions())
                .bind("started", Rows.time(run.started()))
                .execute();
    }

    private static void insertEnd(Entry entry, UUID id, RunRecord.RunEnd end) {
        entry.handle()
                .createUpdate("INSERT INTO run_end (run_id, ended_at, result, reached, fault_code, reason)"
                        + " VALUES (:id, :at, :result, :reached, :fault, :reason)")
                .bind("id", id)
                .bind("at", Rows.time(end.at()))
                .bind("result", end.result().name())
                .bind("reached", end.reached().name())
                .bind("fault", end.faultCode())
                .bind("reason", end.reason())
                .execute();
    }

    private static void insertStep(Entry entry, UUID id, Step step, Duration took) {
        entry.handle()
                .createUpdate("INSERT INTO run_step (run_id, step, milliseconds) VALUES (:id, :step, :milliseconds)")
                .bind("id", id)
                .bind("step", step.name())
                .bind("milliseconds", took.toMillis())
                .execute();
    }

    private static RunRecord toRun(ResultSet row) throws SQLException {
        return new RunRecord(
                Rows.uuid(row, "run_id"),
                new SerialNumber(row.getString("serial")),
                row.getString("station_id"),
                row.getInt("slot"),
                row.getString("person"),
                row.getString("versions"),
                Rows.instant(row, "started_at"),
                toEnd(row));
    }

    private static Optional<RunRecord.RunEnd> toEnd(ResultSet row) throws SQLException {
        var at = Rows.optionalInstant(row, "ended_at");
        if (at.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new RunRecord.RunEnd(
                at.get(),
                RunResult.valueOf(row.getString("result")),
                UnitState.valueOf(row.getString("reached")),
                row.getInt("fault_code"),
                row.getString("reason")));
    }
}
