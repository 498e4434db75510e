package dev.sealbench.ui.window;

import dev.sealbench.ui.window.export.ExportPage;
import dev.sealbench.ui.window.export.ScriptedExport;
import dev.sealbench.ui.window.health.HealthPage;
import dev.sealbench.ui.window.health.ScriptedHealth;
import dev.sealbench.ui.window.line.ScriptedLine;
import dev.sealbench.ui.window.orders.OrdersPage;
import dev.sealbench.ui.window.orders.ScriptedOrders;
import dev.sealbench.ui.window.people.PeoplePage;
import dev.sealbench.ui.window.people.ScriptedPeople;
import dev.sealbench.ui.window.quality.QualityPage;
import dev.sealbench.ui.window.quality.ScriptedQuality;
import dev.sealbench.ui.window.releases.ReleasesPage;
import dev.sealbench.ui.window.releases.ScriptedReleases;
import dev.sealbench.ui.window.reprint.ReprintPage;
import dev.sealbench.ui.window.reprint.ScriptedLabels;
import dev.sealbench.ui.window.settings.ScriptedSettings;
import dev.sealbench.ui.window.settings.SettingsPage;
import dev.sealbench.ui.window.shell.Page;
import dev.sealbench.ui.window.unit.ScriptedUnits;
import dev.sealbench.ui.window.unit.UnitPage;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/// Every page, with as much in it as a plant has after some years; a line of sixteen slots. Close it.
public final class BusyPages implements AutoCloseable {

    private final Windows windows;
    private final List<Page> pages;

    public BusyPages() {
        Fx.start();
        Clock clock = new SetClock(new AtomicReference<>(Instant.parse("2026-11-23T09:41:00Z")));
        var others = Fx.call(() -> others(clock));
        windows = new Windows(new ScriptedLine(16), new ScriptedShell(), false, others.toArray(Page[]::new));
        pages = new ArrayList<>(List.of(windows.linePage()));
        pages.addAll(others);
    }

    private static List<Page> others(Clock clock) {
        return List.of(
                new UnitPage(new ScriptedUnits(), _ -> {}),
                new ReprintPage(new ScriptedLabels()),
                new OrdersPage(ScriptedOrders.many(), clock),
                new ReleasesPage(ScriptedReleases.many(), _ -> Optional.empty()),
                new QualityPage(ScriptedQuality.ofAYear(), clock),
                new ExportPage(new ScriptedExport(), clock, Path.of("").toAbsolutePath()),
                new PeoplePage(ScriptedPeople.many()),
                new SettingsPage(new ScriptedSettings(16), new Look()),
                new HealthPage(ScriptedHealth.ofSixteenSlots(), Set::of, clock));
    }

    public Windows windows() {
        return windows;
    }

    /// In the order of the rail.
    List<Page> pages() {
        return pages;
    }

    @Override
    public void close() {
        windows.close();
    }
}
