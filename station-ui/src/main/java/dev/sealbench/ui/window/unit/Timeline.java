package dev.sealbench.ui.window.unit;

import dev.sealbench.core.EventRecord;
import dev.sealbench.core.RunRecord;
import dev.sealbench.core.UnitHistory;
import dev.sealbench.core.UnitState;
import dev.sealbench.core.UnitStateChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Runs, decisions and updates of a unit, newest first. Needs no toolkit.
final class Timeline {

    private static final String UPDATE = "unit.update";

    private Timeline() {}

    /// One thing that happened. Immutable.
    sealed interface Entry {

        Instant at();

        /// A run with the states that it brought about.
        record Run(RunRecord run, List<UnitStateChange> steps) implements Entry {
            @Override
            public Instant at() {
                return run.started();
            }
        }

        /// Decided by a person, or noted outside of any run.
        ///
        /// @param lifted whether it ended a quarantine
        record Change(UnitStateChange change, boolean lifted) implements Entry {
            @Override
            public Instant at() {
                return change.at();
            }
        }

        /// The firmware was brought to another release, or that failed.
        record Update(EventRecord event) implements Entry {
            @Override
            public Instant at() {
                return event.at();
            }
        }
    }

    static List<Entry> of(UnitHistory history) {
        Map<RunRecord, List<UnitStateChange>> steps = new LinkedHashMap<>();
        history.runs().forEach(run -> steps.put(run, new ArrayList<>()));
        var entries = new ArrayList<Entry>();
        var before = Optional.<UnitState>empty();
        for (var change : history.states()) {
            var run = runOf(history.runs(), change);
            if (run.isPresent()) {
                steps.get(run.get()).add(change);
            } else {
                boolean lifted = before.equals(Optional.of(UnitState.QUARANTINED))
                        && change.state().isOnTheWay();
                entries.add(new Entry.Change(change, lifted));
            }
            before = Optional.of(change.state());
        }
        steps.forEach((run, changes) -> entries.add(new Entry.Run(run, List.copyOf(changes))));
        history.events().stream()
                .filter(event -> event.action().startsWith(UPDATE))
                .forEach(event -> entries.add(new Entry.Update(event)));
        entries.sort(Comparator.comparing(Entry::at).reversed());
        return List.copyOf(entries);
    }

    /// A step of the way belongs to the run that went on then; what has a reason, and the release, were decided.
    private static Optional<RunRecord> runOf(List<RunRecord> runs, UnitStateChange change) {
        boolean decided =
                !change.state().isOnTheWay() || !change.reason().isEmpty() || change.state() == UnitState.RELEASED;
        return decided
                ? Optional.empty()
                : runs.stream().filter(run -> isDuring(run, change.at())).reduce((_, later) -> later);
    }

    private static boolean isDuring(RunRecord run, Instant at) {
        return !at.isBefore(run.started())
                && run.end().filter(end -> end.at().isBefore(at)).isEmpty();
    }
}
