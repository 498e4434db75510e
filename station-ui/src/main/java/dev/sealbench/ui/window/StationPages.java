package dev.sealbench.ui.window;

import dev.sealbench.ui.window.export.ExportPage;
import dev.sealbench.ui.window.health.HealthPage;
import dev.sealbench.ui.window.labels.LabelsPage;
import dev.sealbench.ui.window.labels.LogoChoice;
import dev.sealbench.ui.window.line.LineFacts;
import dev.sealbench.ui.window.line.LinePage;
import dev.sealbench.ui.window.orders.OrdersPage;
import dev.sealbench.ui.window.people.PeoplePage;
import dev.sealbench.ui.window.quality.QualityPage;
import dev.sealbench.ui.window.releases.FolderChoice;
import dev.sealbench.ui.window.releases.ReleasesPage;
import dev.sealbench.ui.window.reprint.ReprintPage;
import dev.sealbench.ui.window.settings.SettingsPage;
import dev.sealbench.ui.window.shell.Page;
import dev.sealbench.ui.window.shell.Shell;
import dev.sealbench.ui.window.unit.UnitPage;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// The pages of the real station. FX thread only.
final class StationPages {

    private final LinePage line;
    private final List<Page> all;
    private final AtomicReference<Consumer<Page>> toPage = new AtomicReference<>(_ -> {});

    /// @param first what is known of the line at the start
    StationPages(StationAdapter station, LineFacts first, Clock clock, Look look) {
        this.line = new LinePage(station, first, clock, look);
        this.all = pages(station, clock, look);
    }

    /// In the order of the rail. A new page is one line here.
    private List<Page> pages(StationAdapter station, Clock clock, Look look) {
        var reprint = new ReprintPage(new ReprintAdapter(station.people()));
        var unit = new UnitPage(new UnitAdapter(station.people()), chosen -> {
            reprint.open(chosen);
            toPage.get().accept(reprint);
        });
        return List.of(
                line,
                unit,
                reprint,
                new OrdersPage(new OrdersAdapter(station.people()), clock),
                new ReleasesPage(new ReleasesAdapter(station.people()), FolderChoice::ask),
                new LabelsPage(new LabelsAdapter(station.people()), LogoChoice::ask),
                new QualityPage(station.quality(), clock),
                new ExportPage(station.export(), clock, Path.of(System.getProperty("user.home"))),
                new PeoplePage(station.peopleDesk()),
                new SettingsPage(station.settings(), look),
                new HealthPage(new HealthAdapter(station.people(), station.stationId()), line::idleSlots, clock));
    }

    LinePage line() {
        return line;
    }

    List<Page> all() {
        return all;
    }

    /// Where a page shows another.
    void showOn(Shell shell) {
        toPage.set(shell::show);
    }
}
