package dev.sealbench.ui.window;

import dev.sealbench.core.HealthFinding;
import dev.sealbench.core.StationException;
import dev.sealbench.ui.window.health.Finding;
import dev.sealbench.ui.window.health.HealthStation;
import java.util.List;
import java.util.Set;

/// The real station behind the health page. Safe for several threads.
final class HealthAdapter implements HealthStation {

    private final StationPeople people;
    private final String stationId;

    HealthAdapter(StationPeople people, String stationId) {
        this.people = people;
        this.stationId = stationId;
    }

    @Override
    public String stationId() {
        return stationId;
    }

    @Override
    public List<Finding> look(Set<Integer> idleSlots) throws StationException {
        return people.session().health().examine(idleSlots, List.of()).stream()
                .map(HealthAdapter::finding)
                .toList();
    }

    private static Finding finding(HealthFinding found) {
        return new Finding(severity(found.severity()), area(found.area()), found.what(), found.mend());
    }

    private static Finding.Severity severity(HealthFinding.Severity severity) {
        return switch (severity) {
            case GOOD -> Finding.Severity.GOOD;
            case WARNING -> Finding.Severity.WARNING;
            case WRONG -> Finding.Severity.WRONG;
        };
    }

    /// The same names; a test looks at every one.
    private static Finding.Area area(HealthFinding.Area area) {
        return Finding.Area.valueOf(area.name());
    }
}
