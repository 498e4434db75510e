package dev.sealbench.ui.e2e;

import dev.sealbench.ui.e2e.KillPoint.InBurn;
import dev.sealbench.ui.e2e.KillPoint.InRom;
import dev.sealbench.ui.e2e.KillPoint.OnLine;
import dev.sealbench.ui.testkit.Demo;
import dev.sealbench.ui.testkit.Relay;
import dev.sealbench.ui.testkit.TestStation;
import dev.sealbench.ui.testkit.Tool;
import dev.sealbench.ui.testkit.VirtualCharger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// Finds the points of a run by watching a good one, which nothing disturbs.
final class Survey {

    private static final int TENTH = 100;

    private final List<LineEvent> events = Collections.synchronizedList(new ArrayList<>());
    private final List<InRom> inRom = Collections.synchronizedList(new ArrayList<>());

    private Survey() {}

    /// All points, in the order of the run within each kind.
    ///
    /// @throws IllegalStateException when the run is not a good one
    static List<KillPoint> of(Demo demo) throws Exception {
        var station = demo.newStation();
        try (var charger = demo.newDebuggedCharger(station).plugIn()) {
            return new Survey().watch(station, charger);
        }
    }

    private List<KillPoint> watch(TestStation station, VirtualCharger charger) throws Exception {
        var rom = RomSymbols.read();
        var log = station.folder().resolve("journal.trace");
        try (var windows = new RomWindows(charger, rom, (window, number, what) -> {
                    inRom.add(new InRom(window, number, what));
                    return true;
                });
                var relay = Relay.open(station.port(), gate(windows))) {
            station.connect(relay.address());
            var process = station.provisioning(JournalTrace.counting(station, log));
            if (Tool.ended(process) != 0) {
                throw new IllegalStateException("the run to count points in did not pass");
            }
        }
        var faults = FinishedUnit.faults(station, charger);
        if (!faults.isEmpty()) {
            throw new IllegalStateException("the run to count points in: " + faults);
        }
        var points = new ArrayList<KillPoint>(JournalTrace.points(station, log));
        points.addAll(linePoints());
        requireBothSides();
        points.addAll(inRom);
        return points;
    }

    /// Each write of the boot ROM was seen to begin and to end: else a function that writes is not watched.
    private void requireBothSides() {
        for (int i = 0; i < inRom.size(); i++) {
            var what = inRom.get(i).what();
            boolean ends = i + 1 < inRom.size() && inRom.get(i + 1).what().equals(what.replace("before ", "after "));
            if (what.startsWith("before ") && !ends) {
                throw new IllegalStateException("no end was seen of what begins " + what);
            }
        }
    }

    private Relay.Gate gate(RomWindows windows) {
        var watch = new LineWatch();
        return frame -> {
            watch.see(frame).ifPresent(event -> {
                events.add(event);
                windows.see(event);
            });
            return Optional.of(frame);
        };
    }

    private List<KillPoint> linePoints() {
        var points = new ArrayList<KillPoint>();
        for (var victim : List.of(Victim.STATION, Victim.CHARGER)) {
            events.stream()
                    .filter(event -> !event.isBurnData())
                    .map(event -> new OnLine(victim, event))
                    .forEach(points::add);
        }
        for (var victim : Victim.values()) {
            for (int tenth = 0; tenth < 10; tenth++) {
                points.add(new InBurn(victim, tenth * TENTH));
            }
        }
        return points;
    }
}
