package dev.sealbench.core.internal.books;

import dev.sealbench.core.Digest;
import dev.sealbench.core.Period;
import dev.sealbench.core.QualityReport;
import dev.sealbench.core.RunResult;
import dev.sealbench.core.Step;
import dev.sealbench.core.UnitState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Figures over many runs.
public final class QualityBook {

    private static final int FETCH_ROWS = 1000;

    /// Units that typical durations are learned from.
    private static final int LEARNED_FROM = 50;

    /// A verdict says something about the unit; a run that a person, the station or a power cut ended says
    /// nothing.
    private static final String FIRST_VERDICT =
            "NOT EXISTS (SELECT 1 FROM run p JOIN run_end q ON q.run_id = p.run_id WHERE p.serial = r.serial"
                    + " AND q.result IN ('PASSED', 'UNIT_REJECTED') AND (q.ended_at < e.ended_at"
                    + " OR (q.ended_at = e.ended_at AND p.run_id < r.run_id)))";

    private static final String RUNS = "SELECT r.station_id, r.slot, r.started_at, e.ended_at, e.result, e.reached,"
            + " e.fault_code, " + FIRST_VERDICT + " AS first_verdict,"
            + " (SELECT count(*) FROM run p WHERE p.serial = r.serial AND p.run_id <> r.run_id"
            + " AND p.started_at <= r.started_at) AS runs_before"
            + " FROM run_end e JOIN run r ON r.run_id = e.run_id JOIN unit u ON u.serial = r.serial"
            + " WHERE e.ended_at >= :from AND e.ended_at < :until";

    private final Ledger ledger;

    QualityBook(Ledger ledger) {
        this.ledger = ledger;
    }

    /// How a period went. Memory grows by some twenty octets per unit.
    ///
    /// @param workOrder only its units, or all
    public QualityReport report(Period period, Optional<String> workOrder) throws BooksException {
        return ledger.stream(handle -> {
            var only = workOrder.isPresent() ? " AND u.work_order = :order" : "";
            var query = handle.createQuery(RUNS + only + " ORDER BY e.ended_at, r.run_id")
                    .setFetchSize(FETCH_ROWS)
                    .bind("from", Rows.time(period.from()))
                    .bind("until", Rows.time(period.until()));
            workOrder.ifPresent(number -> query.bind("order", number));
            var tally = new QualityTally();
            query.map((row, _) -> toRun(row)).forEach(tally::count);
            return tally.report(period);
        });
    }

    /// The median duration of each step over the last units of this model and release that passed in their
    /// first run.
    public Map<Step, Duration> typicalSteps(String model, Digest release) throws BooksException {
        var took = new EnumMap<Step, List<Duration>>(Step.class);
        ledger.read(handle -> {
            handle.createQuery("SELECT s.step, s.milliseconds FROM run_step s WHERE s.run_id IN (SELECT r.run_id"
                            + " FROM run_end e JOIN run r ON r.run_id = e.run_id JOIN unit u ON u.serial = r.serial"
                            + " JOIN work_order w ON w.number = u.work_order WHERE w.model = :model"
                            + " AND w.image_sha256 = :image AND e.result = 'PASSED'"
                            + " AND NOT EXISTS (SELECT 1 FROM run p WHERE p.serial = r.serial"
                            + " AND p.started_at <= r.started_at AND p.run_id <> r.run_id)"
                            + " ORDER BY e.ended_at DESC, r.run_id FETCH FIRST :units ROWS ONLY)")
                    .bind("model", model)
                    .bind("image", release.hex())
                    .bind("units", LEARNED_FROM)
                    .map((row, _) -> Map.entry(
                            Step.valueOf(row.getString("step")), Duration.ofMillis(row.getLong("milliseconds"))))
                    .forEach(each -> took.computeIfAbsent(each.getKey(), _ -> new ArrayList<>())
                            .add(each.getValue()));
            return null;
        });
        var typical = new EnumMap<Step, Duration>(Step.class);
        took.forEach((step, durations) -> typical.put(step, median(durations)));
        return Map.copyOf(typical);
    }

    private static Duration median(List<Duration> durations) {
        durations.sort(null);
        int upper = durations.size() / 2;
        if (durations.size() % 2 == 1) {
            return durations.get(upper);
        }
        return durations.get(upper - 1).plus(durations.get(upper)).dividedBy(2);
    }

    private static QualityTally.EndedRun toRun(ResultSet row) throws SQLException {
        return new QualityTally.EndedRun(
                row.getString("station_id"),
                row.getInt("slot"),
                Rows.instant(row, "started_at"),
                Rows.instant(row, "ended_at"),
                RunResult.valueOf(row.getString("result")),
                UnitState.valueOf(row.getString("reached")),
                row.getInt("fault_code"),
                row.getBoolean("first_verdict"),
                row.getLong("runs_before") == 0);
    }
}
