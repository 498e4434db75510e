package dev.sealbench.core.internal.export;

import dev.sealbench.core.UnitState;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Counts what goes by while an export is written. Its size does not depend on how much goes by.
///
/// Not safe to share between threads.
final class ExportTally {

    /// Units that the summary lists; the rest is in units.csv.
    static final int LISTED_UNITS = 500;

    private static final int MAX_FAULTS = 64;
    private static final String OTHER_FAULTS = "other";

    private final Map<UnitState, Long> states = new EnumMap<>(UnitState.class);
    private final Map<String, Long> faults = new TreeMap<>();
    private final List<ExportedUnit> listed = new ArrayList<>();
    private long units;
    private long events;
    private long orders;
    private long receipts;
    private long good;
    private long goodAtOnce;
    private long bad;

    void count(ExportedUnit unit) {
        units++;
        var progress = unit.progress();
        states.merge(progress.state(), 1L, Long::sum);
        if (!progress.lastFault().isEmpty()) {
            var fault = PlainText.of(progress.lastFault());
            faults.merge(faults.containsKey(fault) || faults.size() < MAX_FAULTS ? fault : OTHER_FAULTS, 1L, Long::sum);
        }
        switch (progress.state()) {
            case LOCKED, RECORDED, LABELLED, RELEASED -> {
                good++;
                goodAtOnce += progress.runs() == 1 ? 1 : 0;
            }
            case REVERTED, QUARANTINED, SCRAPPED -> bad++;
            case SCANNED, IDENTIFIED, BURNED, KEYED, ORDERED, ATTESTED -> {}
        }
        if (listed.size() < LISTED_UNITS) {
            listed.add(unit);
        }
    }

    void countEvent() {
        events++;
    }

    void count(UnitDocuments papers) {
        orders += papers.orders().size();
        receipts += papers.receipts().size();
    }

    long units() {
        return units;
    }

    long events() {
        return events;
    }

    long orders() {
        return orders;
    }

    long receipts() {
        return receipts;
    }

    /// Units that were locked to their customer.
    long good() {
        return good;
    }

    /// Of these, the ones that needed one run only.
    long goodAtOnce() {
        return goodAtOnce;
    }

    /// Units that were reverted, set aside or scrapped.
    long bad() {
        return bad;
    }

    /// How many units are in each state that occurs.
    Map<UnitState, Long> states() {
        return states;
    }

    /// How often each fault was the last one, most frequent first.
    List<Map.Entry<String, Long>> faults() {
        return faults.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .toList();
    }

    /// The first units.
    List<ExportedUnit> listed() {
        return listed;
    }
}
