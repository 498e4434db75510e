package dev.sealbench.core;

import dev.sealbench.core.internal.run.Bench;
import dev.sealbench.core.internal.run.Desks;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Figures of the line: what went how well, and how long it takes. Safe to share between threads.
public final class QualityDesk {

    private final Bench bench;
    private final Session session;

    QualityDesk(Bench bench, Session session) {
        this.bench = bench;
        this.session = session;
    }

    /// How a period went, at all stations that share these books.
    ///
    /// @param workOrder only its units, or all
    /// @throws StationException when the books cannot be read or do not know the work order
    public QualityReport report(Period period, Optional<String> workOrder) throws StationException {
        session.require(Permission.QUALITY);
        if (workOrder.isPresent()) {
            requireKnown(workOrder.get());
        }
        return Desks.ask(() -> bench.books().quality().report(period, workOrder));
    }

    /// How long each step takes: the median over the last units of the same model and release that passed
    /// at the first attempt, since a run that goes on where another ended does little in its first steps.
    /// Empty when there are none.
    ///
    /// @throws StationException when the books cannot be read or do not know the work order
    public Map<Step, Duration> typicalSteps(String workOrder) throws StationException {
        session.require(Permission.LOOK);
        var order = requireKnown(workOrder);
        return Desks.ask(() -> bench.books().quality().typicalSteps(order.model(), order.release()));
    }

    private WorkOrder requireKnown(String number) throws StationException {
        return Desks.ask(() -> bench.books().workOrders().find(number))
                .orElseThrow(() -> new StationException(Fault.NO_WORK_ORDER, number))
                .order();
    }
}
