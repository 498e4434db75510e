package dev.sealbench.core.internal.run;

import dev.sealbench.core.ExportRange;
import dev.sealbench.core.Fault;
import dev.sealbench.core.StationException;

/// Says in words what an export is about, and that it is in the books.
final class ExportRanges {

    private ExportRanges() {}

    /// @throws StationException when a work order, customer or unit is not in the books
    static String text(Bench bench, ExportRange range) throws StationException {
        return switch (range) {
            case ExportRange.All _ -> "all units";
            case ExportRange.OfWorkOrder(var number) -> {
                Desks.ask(() -> bench.books().workOrders().find(number))
                        .orElseThrow(() -> new StationException(Fault.NO_WORK_ORDER, number));
                yield "work order " + number;
            }
            case ExportRange.OfCustomer(var vid) ->
                "customer "
                        + Desks.ask(() -> bench.books().customers().find(vid))
                                .orElseThrow(() -> new StationException(
                                        Fault.WRONG_STATE, "customer %s is not in the books".formatted(vid)))
                                .name();
            case ExportRange.ScannedIn(var period) ->
                "units first scanned from %s to before %s".formatted(period.from(), period.until());
            case ExportRange.These these -> {
                requireKnown(bench, these);
                yield "%d units by serial number".formatted(these.serials().size());
            }
        };
    }

    private static void requireKnown(Bench bench, ExportRange.These these) throws StationException {
        for (var serial : these.serials()) {
            if (Desks.ask(() -> bench.books().units().find(serial)).isEmpty()) {
                throw new StationException(Fault.NOT_ON_THIS_STATION, serial.text());
            }
        }
    }
}
