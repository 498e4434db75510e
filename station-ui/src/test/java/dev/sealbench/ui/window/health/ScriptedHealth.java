package dev.sealbench.ui.window.health;

import dev.sealbench.core.Fault;
import dev.sealbench.core.StationException;
import dev.sealbench.ui.window.health.Finding.Area;
import dev.sealbench.ui.window.health.Finding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/// A station that is as well as the test says.
public final class ScriptedHealth implements HealthStation {

    private final List<Set<Integer>> asked = new CopyOnWriteArrayList<>();
    private volatile List<Finding> findings = wellOnes();
    private volatile boolean fails;
    private volatile CountDownLatch slow = new CountDownLatch(0);

    static List<Finding> wellOnes() {
        return List.of(
                good(Area.VAULT, "the vault is open"),
                good(Area.DISK, "free disk space is 41,208 MiB"),
                good(Area.PAPERS, "the station's statement holds until 2027-06-30"),
                good(Area.SLOT, "slot 1 at usb:1-2.1: a charger answers, blank, boot ROM 1.4"),
                good(Area.SLOT, "slot 2 at usb:1-2.2: a charger answers, locked"),
                good(Area.DATABASE, "the books answer; last event 18441 at 2026-11-23T09:38:12Z"),
                good(Area.CLOCK, "the clock says 2026-11-23T09:41:00Z"),
                good(Area.RELEASE, "3 firmware releases are as they were imported"));
    }

    static Finding good(Area area, String what) {
        return new Finding(Severity.GOOD, area, what, "");
    }

    ScriptedHealth with(Severity severity, Area area, String what, String mend) {
        var more = new ArrayList<>(findings);
        more.removeIf(finding -> finding.area() == area);
        more.add(new Finding(severity, area, what, mend));
        findings = List.copyOf(more);
        return this;
    }

    /// Sixteen slots of which none is well.
    public static ScriptedHealth ofSixteenSlots() {
        var station = new ScriptedHealth();
        var findings = new ArrayList<>(wellOnes());
        for (int slot = 1; slot <= 16; slot++) {
            var what = "slot %d at usb:1-2.%d: no answer in time".formatted(slot, slot);
            findings.add(new Finding(Severity.WARNING, Area.SLOT, what, "connect and power a charger"));
        }
        station.findings = List.copyOf(findings);
        return station;
    }

    ScriptedHealth failing() {
        fails = true;
        return this;
    }

    /// The next look lasts until the latch is down.
    CountDownLatch standingStill() {
        slow = new CountDownLatch(1);
        return slow;
    }

    List<Set<Integer>> asked() {
        return asked;
    }

    @Override
    public String stationId() {
        return "line-2-station-1";
    }

    @Override
    public List<Finding> look(Set<Integer> idleSlots) throws StationException {
        asked.add(idleSlots);
        try {
            slow.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (fails) {
            throw new StationException(Fault.BOOKS_UNAVAILABLE, "the disk is full");
        }
        return findings;
    }
}
