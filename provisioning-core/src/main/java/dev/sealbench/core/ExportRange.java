package dev.sealbench.core;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Which units an export is about. Of a part, the events of its units are exported, each with its proof.
public sealed interface ExportRange {

    /// All units.
    record All() implements ExportRange {}

    /// Those of one work order.
    record OfWorkOrder(String number) implements ExportRange {}

    /// Those of one customer.
    record OfCustomer(UUID vid) implements ExportRange {}

    /// Those that were first scanned in a period.
    record ScannedIn(Period period) implements ExportRange {}

    /// These.
    record These(List<SerialNumber> serials) implements ExportRange {

        /// @throws IllegalArgumentException when there are none, or more than 100,000
        public These {
            serials = serials.stream()
                    .distinct()
                    .sorted((a, b) -> a.text().compareTo(b.text()))
                    .toList();
            FieldBounds.requireBetween("number of serial numbers", serials.size(), 1, 100_000);
        }
    }

    /// Those of the work order, or all.
    static ExportRange of(Optional<String> workOrder) {
        return workOrder.<ExportRange>map(OfWorkOrder::new).orElseGet(All::new);
    }
}
