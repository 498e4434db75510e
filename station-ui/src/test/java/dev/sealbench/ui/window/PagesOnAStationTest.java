package dev.sealbench.ui.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sealbench.core.Fault;
import dev.sealbench.core.HealthFinding;
import dev.sealbench.core.LabelKind;
import dev.sealbench.core.LabelPrinterConfig;
import dev.sealbench.core.SerialRange;
import dev.sealbench.core.StationConfig;
import dev.sealbench.core.StationException;
import dev.sealbench.core.WorkOrder;
import dev.sealbench.core.release.ReleaseCheck;
import dev.sealbench.ui.testkit.Demo;
import dev.sealbench.ui.testkit.DemoParameter;
import dev.sealbench.ui.testkit.OpenStation;
import dev.sealbench.ui.testkit.TestStation;
import dev.sealbench.ui.testkit.Tool;
import dev.sealbench.ui.window.health.Finding;
import dev.sealbench.ui.window.health.HealthPage;
import dev.sealbench.ui.window.line.LinePage;
import dev.sealbench.ui.window.orders.ListedOrder;
import dev.sealbench.ui.window.orders.OrdersPage;
import dev.sealbench.ui.window.orders.PlannedOrder;
import dev.sealbench.ui.window.releases.FolderChoice;
import dev.sealbench.ui.window.releases.ReleasesPage;
import dev.sealbench.ui.window.shell.Page;
import dev.sealbench.ui.window.shell.Shell;
import dev.sealbench.ui.window.shell.Surroundings;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// The pages of work orders, releases and health in front of a real station without chargers.
@ExtendWith(DemoParameter.class)
class PagesOnAStationTest {

    private final TestStation station;

    PagesOnAStationTest(Demo demo) throws IOException {
        this.station = demo.newStation();
    }

    private static StationPeople people(OpenStation open) {
        var people = new StationPeople(open.station());
        people.welcome(open.session());
        return people;
    }

    /// Like the demonstration's own, behind its serial numbers.
    static PlannedOrder next(ListedOrder last, SerialRange serials, String number) {
        var like = last.order();
        var order = new WorkOrder(
                number,
                like.vid(),
                like.cid(),
                like.model(),
                like.hardwareRevision(),
                like.gtin(),
                like.release(),
                5,
                serials,
                like.ocpp(),
                like.support(),
                like.retention());
        return new PlannedOrder(order, Optional.empty(), Optional.of(LocalDate.parse("2026-12-18")));
    }

    @Test
    void aWorkOrderIsCheckedOpenedListedAndClosed() throws Exception {
        try (var open = station.open()) {
            var orders = new OrdersAdapter(people(open));
            assertThat(orders.choices()).isNotEmpty();
            var first = orders.orders().getFirst();
            var free = orders.nextFree(Demo.PREFIX, 5).orElseThrow();
            assertThat(first.order().serials().overlaps(free)).isFalse();

            var taken = next(first, first.order().serials(), first.order().number());
            assertThat(orders.check(taken))
                    .extracting(finding -> finding.field().name())
                    .contains("NUMBER", "FIRST");

            var planned = next(first, free, "WO-NEXT");
            assertThat(orders.check(planned)).isEmpty();
            orders.open(planned);
            var listed = orders.orders().getLast();
            assertThat(listed.planned()).isEqualTo(planned);
            assertThat(listed.state()).isEqualTo(ListedOrder.State.OPEN);
            orders.close("WO-NEXT", "no longer needed");
            assertThat(orders.orders().getLast().state()).isEqualTo(ListedOrder.State.CLOSED);
        }
    }

    @Test
    void aReleaseIsVerifiedADamagedCopyIsNoticedAndImportingItAgainMendsIt(@TempDir Path stick) throws Exception {
        try (var open = station.open()) {
            var releases = new ReleasesAdapter(people(open));
            var listed = releases.releases().getFirst();
            assertThat(listed.workOrders()).extracting(order -> order.open()).containsExactly(true);
            var kept = station.home().release(listed.release().image());
            var copy = stick.resolve("release");
            Tool.must(stick, "cp", "-a", kept.toString(), copy.toString());

            var passed = new ArrayList<ReleaseCheck>();
            releases.verify(listed.release(), passed::add);
            assertThat(passed).containsExactly(ReleaseCheck.values());

            passed.clear();
            Files.writeString(kept.resolve("sbom.cdx.json"), "{}");
            assertThatThrownBy(() -> releases.verify(listed.release(), passed::add))
                    .isInstanceOfSatisfying(
                            StationException.class, e -> assertThat(e.fault()).isEqualTo(Fault.RELEASE_BROKEN));
            assertThat(passed).containsExactly(ReleaseCheck.FILES, ReleaseCheck.STATEMENT, ReleaseCheck.IMAGE);

            assertThat(releases.importFrom(copy, _ -> {})).isEqualTo(listed.release());
            releases.verify(listed.release(), _ -> {});

            releases.block(listed.release(), "relay may stick");
            assertThat(releases.releases().getFirst().blocked()).contains("relay may stick");
        }
    }

    @Test
    void aFolderThatHoldsNoReleaseChangesNothing(@TempDir Path folder) throws Exception {
        try (var open = station.open()) {
            var releases = new ReleasesAdapter(people(open));
            var before = releases.releases();
            assertThatThrownBy(() -> releases.importFrom(folder, _ -> {})).isInstanceOf(StationException.class);
            assertThat(releases.releases()).isEqualTo(before);
        }
    }

    @Test
    void whoIsNoLeadIsRefusedByTheCore() throws Exception {
        try (var open = station.open("olga")) {
            var people = people(open);
            assertThatThrownBy(() -> new OrdersAdapter(people).close("WO", "because"))
                    .isInstanceOfSatisfying(
                            StationException.class, e -> assertThat(e.fault()).isEqualTo(Fault.NOT_ALLOWED));
            assertThatThrownBy(() -> new ReleasesAdapter(people).releases()).isInstanceOf(StationException.class);
            assertThat(new HealthAdapter(people, "demo-1").look(Set.of())).isNotEmpty();
        }
    }

    @Test
    void theHealthOfAFreshStationIsGoodButForItsEmptySlots() throws Exception {
        try (var open = station.open()) {
            var health = new HealthAdapter(people(open), "demo-1");
            var findings = health.look(Set.of(1, 2));
            assertThat(findings)
                    .filteredOn(finding -> !finding.isGood())
                    .extracting(Finding::area)
                    .containsOnly(Finding.Area.SLOT);
            assertThat(health.look(Set.of())).noneMatch(finding -> finding.area() == Finding.Area.SLOT);
        }
    }

    @Test
    void aPrinterThatIsSwitchedOffIsNamedWithWhatToDo() throws Exception {
        int port;
        try (var nobody = new ServerSocket(0)) {
            port = nobody.getLocalPort();
        }
        var printer = new LabelPrinterConfig(LabelPrinterConfig.Type.ZPL, "127.0.0.1:" + port, 203);
        StationConfig.read(station.home().config())
                .withPrinters(Map.of(LabelKind.PLATE, printer))
                .write(station.home().config());
        try (var open = station.open()) {
            var found = new HealthAdapter(people(open), "demo-1")
                    .look(Set.of()).stream()
                            .filter(finding -> finding.area() == Finding.Area.PRINTER)
                            .toList();
            assertThat(found)
                    .extracting(Finding::severity)
                    .containsExactly(Finding.Severity.WRONG, Finding.Severity.GOOD);
            assertThat(found.getFirst().what()).contains("(plate)", "127.0.0.1:" + port, "check power");
        }
    }

    @Test
    void aLeadSeesTheRealStationOnEachPage() throws Exception {
        Fx.start();
        try (var open = station.open()) {
            var people = new StationPeople(open.station());
            var lead = people.welcome(open.session());
            var adapter = new StationAdapter(open.station(), people);
            var first = adapter.line();
            var clock = Clock.systemUTC();
            var line = Fx.call(() -> new LinePage(adapter, first, clock, new Look()));
            List<Page> pages = List.of(
                    line,
                    new OrdersPage(new OrdersAdapter(people), clock),
                    new ReleasesPage(new ReleasesAdapter(people), FolderChoice::ask),
                    new HealthPage(new HealthAdapter(people, "demo-1"), line::idleSlots, clock));
            var facts = adapter.facts();
            var shell = Fx.call(
                    () -> new Shell(new Surroundings(adapter, facts, new Look(), clock, line.counts()), pages, false));
            try (var operator = new Operator(shell.scene())) {
                Fx.run(() -> shell.enter(lead));
                show(shell, pages, "orders");
                operator.untilSeen("0 of 1,000 released");
                assertThat(operator.picture("station-orders", 1280, 800)).isEmpty();
                show(shell, pages, "releases");
                operator.untilSeen("Security counter");
                operator.fire(".verify");
                operator.untilSeen("is as good as when it was imported");
                assertThat(operator.picture("station-releases", 1280, 800)).isEmpty();
                show(shell, pages, "health");
                operator.untilSeen("2 things need attention soon");
                assertThat(operator.picture("station-health", 1280, 800)).isEmpty();
            }
        }
    }

    private static void show(Shell shell, List<Page> pages, String id) {
        Fx.run(() -> shell.show(
                pages.stream().filter(page -> page.id().equals(id)).findFirst().orElseThrow()));
    }

    @Test
    void everyAreaOfTheCoreHasAName() {
        var english = new WindowText(Locale.ENGLISH);
        for (var area : List.of(HealthFinding.Area.values())) {
            assertThat(english.get("health.area." + Finding.Area.valueOf(area.name())))
                    .isNotEmpty();
        }
    }
}
