package dev.sealbench.ui.window;

import dev.sealbench.core.Period;
import dev.sealbench.core.QualityReport;
import dev.sealbench.core.StationException;
import dev.sealbench.ui.window.quality.QualityStation;
import java.util.List;
import java.util.Optional;

/// The real station behind the quality page. Safe for several threads.
final class QualityAdapter implements QualityStation {

    private final StationPeople people;

    QualityAdapter(StationPeople people) {
        this.people = people;
    }

    @Override
    public List<String> workOrders() throws StationException {
        return people.session().orders().list().reversed().stream()
                .map(status -> status.order().number())
                .toList();
    }

    @Override
    public QualityReport report(Period period, Optional<String> workOrder) throws StationException {
        return people.session().quality().report(period, workOrder);
    }
}
