package dev.sealbench.ui.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.LabelKind;
import dev.sealbench.core.LabelPrinterConfig;
import dev.sealbench.core.LabelPrinterConfig.Type;
import dev.sealbench.core.Station;
import dev.sealbench.core.StationConfig;
import dev.sealbench.core.UnitState;
import dev.sealbench.ui.testkit.Demo;
import dev.sealbench.ui.testkit.DemoParameter;
import dev.sealbench.ui.testkit.ReadingPrinter;
import dev.sealbench.ui.testkit.TestStation;
import dev.sealbench.ui.testkit.VirtualCharger;
import dev.sealbench.ui.window.shell.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A short shift in the real windows, with real chargers on two slots and a printer whose labels somebody scans.
@Tag("e2e")
@ExtendWith(DemoParameter.class)
class ShiftTest {

    private static final String FIRST = Demo.serial(1);
    private static final String SECOND = Demo.serial(2);
    private static final Duration UNIT_TAKES = Duration.ofSeconds(120);

    private final TestStation home;
    private final VirtualCharger first;
    private final VirtualCharger second;
    private final ReadingPrinter printer;
    private final Station station;
    private final StationPeople people;
    private final Shell shell;
    private final StationPages pages;
    private final Operator person;
    private Runnable stopTicking;

    ShiftTest(Demo demo) throws Exception {
        home = demo.newStation();
        first = demo.newCharger(home, 1);
        second = demo.newCharger(home, 2);
        printer = new ReadingPrinter(Path.of("target", "screenshots", "printed"));
        var zpl = new LabelPrinterConfig(Type.ZPL, printer.address(), 300);
        StationConfig.read(home.home().config())
                .withPrinters(Map.of(LabelKind.PLATE, zpl, LabelKind.ACCESS, zpl, LabelKind.RECOVERY, zpl))
                .write(home.home().config());
        station = Station.open(home.home(), Clock.systemUTC());
        people = new StationPeople(station);
        var adapter = new StationAdapter(station, people);
        var line = adapter.line();
        Fx.start();
        var look = new Look();
        look.sounds().set(false);
        pages = Fx.call(() -> new StationPages(adapter, line, Clock.systemUTC(), look));
        var surroundings = new Shell.Surroundings(
                adapter, adapter.facts(), look, Clock.systemUTC(), pages.line().counts());
        shell = Fx.call(() -> new Shell(surroundings, pages.all(), false));
        Fx.run(() -> {
            pages.showOn(shell);
            var ticker = new Timeline(new KeyFrame(javafx.util.Duration.millis(200), _ -> {
                shell.tick();
                pages.line().tick();
            }));
            ticker.setCycleCount(Animation.INDEFINITE);
            ticker.play();
            stopTicking = ticker::stop;
        });
        person = new Operator(shell.scene());
    }

    @AfterEach
    void close() throws IOException {
        first.close();
        second.close();
        Fx.run(stopTicking);
        person.close();
        people.leave();
        station.close();
        printer.close();
    }

    @Test
    void twoUnitsAreProvisionedByScanningOnlyOneOfThemUnpluggedInBetweenAndReprintedByQuality() throws Exception {
        // a badge alone does not open the vault: somebody with a secret does, once a shift
        badge("olga");
        person.untilSeen("name and secret");
        signIn("lena");
        assertThat(rail())
                .contains("Line", "Unit", "Work orders", "Releases", "Health")
                .doesNotContain("Reprint");
        signOut();

        badge("olga");
        person.untilSeen("WO-DEMO-1");
        assertThat(rail()).contains("Line", "Unit").doesNotContain("Reprint", "Work orders", "Releases");
        automaticStart();
        first.plugIn();
        second.plugIn();
        person.scanExactly(FIRST);
        person.scanExactly(SECOND);

        untilTile(2, "Seal credentials", UNIT_TAKES);
        second.pullPlug();
        untilTile(2, "again", UNIT_TAKES);
        person.picture("shift-unplugged", 1280, 800);
        scanLabelsUntilPassed(1, FIRST);
        person.scanExactly(FIRST);
        untilTile(1, "RELEASED", UNIT_TAKES);

        second.plugIn();
        person.scanExactly(SECOND);
        scanLabelsUntilPassed(2, SECOND);
        person.picture("shift-passed", 1280, 800);
        signOut();

        signIn("quinn");
        assertThat(rail()).contains("Unit", "Reprint").doesNotContain("Line", "Work orders");
        int printed = printer.count();
        page("Reprint");
        person.scanExactly(FIRST);
        person.untilSeen("Why is it printed again?", UNIT_TAKES);
        while (Fx.call(() -> shell.scene().lookup(".choice-print") == null
                || shell.scene().lookup(".choice-print").isDisabled())) {
            fire(".choice .chip");
            Thread.sleep(100);
        }
        fire(".choice-print");
        var scanned = new HashSet<Integer>();
        for (int code = 0; code < 2; code++) {
            person.untilSeen(code == 0 ? "Scan the Wi-Fi code" : "Scan the small code", UNIT_TAKES);
            person.scanExactly(code == 0 ? printer.wifi(printed).orElseThrow() : printer.square(printed));
            scanned.add(code);
        }
        person.untilSeen("believed", UNIT_TAKES);
        assertThat(printer.count()).isEqualTo(printed + 1);
        signOut();

        try (var open = OpenedBooks.of(station, home)) {
            assertThat(open.state(FIRST)).isEqualTo(UnitState.RELEASED);
            assertThat(open.state(SECOND)).isEqualTo(UnitState.LABELLED);
            assertThat(open.prints(FIRST, LabelKind.ACCESS)).isEqualTo(2);
        }
    }

    /// What stands in the books, looked at by another person in the same station.
    private record OpenedBooks(dev.sealbench.core.Session session) implements AutoCloseable {

        static OpenedBooks of(Station station, TestStation home) throws Exception {
            return new OpenedBooks(dev.sealbench.ui.testkit.OpenStation.signIn(station, "axel", secret(home, "axel")));
        }

        UnitState state(String serial) throws Exception {
            return session.units().history(serial).unit().state();
        }

        long prints(String serial, LabelKind kind) throws Exception {
            return session.units().history(serial).prints().stream()
                    .filter(print -> print.kind() == kind)
                    .count();
        }

        @Override
        public void close() {
            session.close();
        }
    }

    private void scanLabelsUntilPassed(int slot, String serial) throws Exception {
        long deadline = System.nanoTime() + UNIT_TAKES.toNanos();
        var done = new HashSet<String>();
        while (!tile(slot).contains("PASS")) {
            assertThat(System.nanoTime()).as("slot %d: %s", slot, tile(slot)).isLessThan(deadline);
            var wanted = tile(slot);
            var code = codeFor(serial, wanted);
            if (code.isPresent() && done.add(wanted.toString() + printer.count())) {
                person.scanExactly(code.get());
            }
            Thread.sleep(100);
        }
    }

    /// What somebody holds under the scanner who reads the tile and takes the last label out of the printer.
    private Optional<String> codeFor(String serial, Set<String> wanted) throws IOException {
        if (printer.count() == 0) {
            return Optional.empty();
        }
        int last = printer.count() - 1;
        if (wanted.contains("Scan the Wi-Fi code")) {
            return printer.wifi(last);
        }
        boolean square = wanted.contains("Scan the plate") || wanted.contains("Scan the small code");
        return square ? Optional.of(printer.square(last)).filter(text -> text.contains(serial)) : Optional.empty();
    }

    private Set<String> tile(int slot) {
        var tile = (Parent) person.tile(slot);
        return Fx.call(() -> tile.lookupAll(".label").stream()
                .filter(Labeled.class::isInstance)
                .map(node -> String.valueOf(((Labeled) node).getText()))
                .collect(Collectors.toSet()));
    }

    private void untilTile(int slot, String text, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (tile(slot).stream().noneMatch(seen -> seen.contains(text))) {
            assertThat(System.nanoTime())
                    .as("slot %d never said %s, but %s", slot, text, tile(slot))
                    .isLessThan(deadline);
            Thread.sleep(5);
        }
    }

    private void automaticStart() {
        fire(".toggle-switch");
    }

    private void fire(String selector) {
        var node = person.find(selector, Node.class);
        if (node instanceof ButtonBase button) {
            Fx.run(button::fire);
        } else {
            Fx.run(() -> ((atlantafx.base.controls.ToggleSwitch) node).setSelected(true));
        }
        Fx.run(() -> {});
    }

    private Set<String> rail() {
        return Fx.call(() -> shell.scene().getRoot().lookupAll(".rail-page").stream()
                .map(node -> ((Labeled) node).getText())
                .collect(Collectors.toSet()));
    }

    private void page(String title) {
        Fx.run(() -> shell.scene().getRoot().lookupAll(".rail-page").stream()
                .map(ButtonBase.class::cast)
                .filter(button -> button.getText().equals(title))
                .findFirst()
                .orElseThrow()
                .fire());
        Fx.run(() -> {});
    }

    private void badge(String name) throws IOException {
        person.scanExactly(Files.readString(home.home().demoPeople().resolve(name + ".badge"))
                .strip());
    }

    private void signIn(String name) throws Exception {
        var secret = secret(home, name);
        Fx.run(() -> {
            ((TextField) shell.scene().lookup(".sign-in-field")).setText(name);
            ((PasswordField) shell.scene().lookup(".password-field")).setText(secret);
        });
        Fx.run(((ButtonBase) person.find(".sign-in .accent", Node.class))::fire);
        person.untilSeen("Sign out", UNIT_TAKES);
    }

    private static String secret(TestStation home, String name) throws IOException {
        return Files.readString(home.home().demoPeople().resolve(name)).strip();
    }

    private void signOut() {
        person.shortcut(javafx.scene.input.KeyCode.L);
        person.untilSeen("Scan your badge");
    }
}
