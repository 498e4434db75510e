package dev.sealbench.ui.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import atlantafx.base.controls.ToggleSwitch;
import dev.sealbench.core.ExportListener;
import dev.sealbench.core.ExportRange;
import dev.sealbench.core.Fault;
import dev.sealbench.core.LabelKind;
import dev.sealbench.core.LabelPrinterConfig;
import dev.sealbench.core.LabelPrinterConfig.Type;
import dev.sealbench.core.ScanBack;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.StationConfig;
import dev.sealbench.core.StationException;
import dev.sealbench.core.UnitState;
import dev.sealbench.ui.testkit.Demo;
import dev.sealbench.ui.testkit.DemoParameter;
import dev.sealbench.ui.testkit.ReadingPrinter;
import dev.sealbench.ui.testkit.TestStation;
import dev.sealbench.ui.testkit.VirtualCharger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// A short shift in the real windows, with real chargers on two slots and a printer whose labels somebody scans: the
/// lead opens a work order, the operator makes it, quality reprints, the auditor exports.
@Tag("e2e")
@ExtendWith(DemoParameter.class)
class ShiftTest {

    private static final String ORDER = "WO-SHIFT-1";
    private static final Duration UNIT_TAKES = Duration.ofSeconds(120);

    @TempDir
    private Path stick;

    private final Demo demo;
    private final VirtualCharger first;
    private final VirtualCharger second;
    private final ReadingPrinter printer;
    private final RealWindows windows;
    private final Operator person;

    ShiftTest(Demo demo) throws Exception {
        this.demo = demo;
        TestStation home = demo.newStation();
        first = demo.newCharger(home, 1);
        second = demo.newCharger(home, 2);
        printer = new ReadingPrinter(Path.of("target", "screenshots", "printed"));
        var zpl = new LabelPrinterConfig(Type.ZPL, printer.address(), 300);
        StationConfig.read(home.home().config())
                .withPrinters(Map.of(LabelKind.PLATE, zpl, LabelKind.ACCESS, zpl, LabelKind.RECOVERY, zpl))
                .write(home.home().config());
        windows = new RealWindows(home);
        person = windows.person();
    }

    @AfterEach
    void close() throws IOException {
        first.close();
        second.close();
        windows.close();
        printer.close();
    }

    @Test
    void aWorkOrderIsOpenedMadeByScanningReprintedAndExportedEachByWhoMay() throws Exception {
        // a badge alone does not open the vault: somebody with a secret does, once a shift
        windows.badge("olga");
        person.untilSeen("A badge is not enough now");
        windows.signIn("lena");
        assertThat(windows.rail())
                .contains("Line", "Unit", "Work orders", "Releases", "Labels", "Export", "Health")
                .doesNotContain("Reprint");
        assertNotAllowed(this::reprint);
        var units = openWorkOrder();
        windows.signOut();

        windows.badge("olga");
        person.untilSeen("1 more order");
        assertThat(windows.rail())
                .contains("Line", "Unit")
                .doesNotContain("Reprint", "Work orders", "Releases", "Labels", "Export", "People", "Settings");
        assertNotAllowed(this::reprint, this::closeWorkOrder, this::export);
        makeUnits(units.getFirst(), units.getLast());
        windows.signOut();

        windows.signIn("quinn");
        assertThat(windows.rail()).contains("Unit", "Reprint").doesNotContain("Line", "Work orders", "Export");
        assertNotAllowed(this::closeWorkOrder, this::export);
        reprintAccessLabel(units.getFirst());
        windows.signOut();

        windows.signIn("axel");
        assertThat(windows.rail()).contains("Unit", "Export").doesNotContain("Line", "Work orders", "Reprint");
        assertNotAllowed(this::reprint, this::closeWorkOrder);
        new ExportOnAStick(exportWorkOrder()).assertSigned(demo, units);
        windows.signOut();

        try (var session = windows.alsoSignedIn("axel")) {
            var histories = List.of(
                    session.units().history(units.getFirst()), session.units().history(units.getLast()));
            assertThat(histories).extracting(each -> each.unit().workOrder()).containsOnly(ORDER);
            assertThat(histories)
                    .extracting(each -> each.unit().state())
                    .containsExactly(UnitState.RELEASED, UnitState.LABELLED);
            assertThat(histories.getFirst().prints().stream().filter(print -> print.kind() == LabelKind.ACCESS))
                    .hasSize(2);
        }
    }

    /// By the keyboard: what the last order of the only customer had is filled in, free serial numbers are suggested.
    ///
    /// @return its serial numbers
    private List<String> openWorkOrder() throws Exception {
        windows.page("Work orders");
        person.untilSeen("WO-DEMO-1");
        person.fire(".new-order");
        person.untilSeen("What is made");
        person.untilFocused("#order-number");
        person.enter("#order-number", ORDER);
        person.enter("#order-quantity", "2");
        var last = person.find("#order-last", TextField.class);
        long deadline = System.nanoTime() + UNIT_TAKES.toNanos();
        while (Fx.call(last::getText).isEmpty()) {
            assertThat(System.nanoTime()).as("serial numbers are suggested").isLessThan(deadline);
            Thread.sleep(20);
        }
        person.press(KeyCode.ENTER);
        person.untilSeen("Is all of this right?");
        person.press(KeyCode.ENTER);
        person.untilSeen("Work order " + ORDER + " is open.");
        var opened = windows.people().session().orders().list().stream()
                .filter(order -> order.order().number().equals(ORDER))
                .findFirst()
                .orElseThrow();
        return opened.order().serials().serials().map(SerialNumber::text).toList();
    }

    private void makeUnits(String one, String other) throws Exception {
        automaticStart();
        first.plugIn();
        second.plugIn();
        person.scanExactly(one);
        person.scanExactly(other);
        untilTile(2, "Seal credentials", UNIT_TAKES);
        second.pullPlug();
        untilTile(2, "again", UNIT_TAKES);
        person.picture("shift-unplugged", 1280, 800);
        scanLabelsUntilPassed(1, one);
        person.scanExactly(one);
        untilTile(1, "RELEASED", UNIT_TAKES);

        second.plugIn();
        person.scanExactly(other);
        scanLabelsUntilPassed(2, other);
        person.picture("shift-passed", 1280, 800);
    }

    private void reprintAccessLabel(String serial) throws Exception {
        int printed = printer.count();
        windows.page("Reprint");
        person.scanExactly(serial);
        person.untilSeen("Why is it printed again?", UNIT_TAKES);
        while (isMissing(person.find(".choice-print", Node.class))) {
            person.fire(".choice .chip");
            Thread.sleep(100);
        }
        person.fire(".choice-print");
        person.untilSeen("Scan the Wi-Fi code", UNIT_TAKES);
        person.scanExactly(printer.wifi(printed).orElseThrow());
        person.untilSeen("Scan the small code", UNIT_TAKES);
        person.scanExactly(printer.square(printed));
        person.untilSeen("believed", UNIT_TAKES);
        assertThat(printer.count()).isEqualTo(printed + 1);
    }

    private static boolean isMissing(Node button) {
        return button == null || button.isDisabled();
    }

    /// @return where it lies
    private Path exportWorkOrder() throws Exception {
        windows.page("Export");
        person.untilSeen("All its units, finished or not", UNIT_TAKES);
        person.enter(".folder-line .text-field", stick.toString());
        var orders = orders();
        Fx.run(() -> orders.setValue(ORDER));
        person.fire(".export-start");
        person.untilSeen("2 units exported", UNIT_TAKES);
        person.fire(".export-check");
        person.untilSeen("as this station signed them", UNIT_TAKES);
        person.picture("shift-exported", 1280, 800);
        try (var folders = Files.list(stick)) {
            return folders.reduce((_, _) -> {
                        throw new AssertionError("more than one export");
                    })
                    .orElseThrow();
        }
    }

    @SuppressWarnings("unchecked")
    private ComboBox<String> orders() {
        return person.find(".export-form .combo-box", ComboBox.class);
    }

    /// The core refuses whoever works at the windows now, whatever a page would show.
    private static void assertNotAllowed(ThrowingCallable... calls) {
        for (var call : calls) {
            assertThat(catchThrowableOfType(StationException.class, call).fault())
                    .isEqualTo(Fault.NOT_ALLOWED);
        }
    }

    private void reprint() throws StationException {
        var unit = new SerialNumber(Demo.SERIAL);
        new ReprintAdapter(windows.people()).print(unit, LabelKind.ACCESS, "smudged", ScanBack.nobody());
    }

    private void closeWorkOrder() throws StationException {
        new OrdersAdapter(windows.people()).close("WO-DEMO-1", "not mine to close");
    }

    private void export() throws StationException {
        new ExportAdapter(windows.people())
                .export(new ExportRange.OfWorkOrder(ORDER), stick.resolve("refused"), ExportListener.silent());
    }

    private void scanLabelsUntilPassed(int slot, String serial) throws Exception {
        long deadline = System.nanoTime() + UNIT_TAKES.toNanos();
        var done = new HashSet<String>();
        while (!windows.tile(slot).contains("PASS")) {
            assertThat(System.nanoTime())
                    .as("slot %d: %s", slot, windows.tile(slot))
                    .isLessThan(deadline);
            var wanted = windows.tile(slot);
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

    private void untilTile(int slot, String text, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (windows.tile(slot).stream().noneMatch(seen -> seen.contains(text))) {
            assertThat(System.nanoTime())
                    .as("slot %d never said %s, but %s", slot, text, windows.tile(slot))
                    .isLessThan(deadline);
            Thread.sleep(5);
        }
    }

    private void automaticStart() {
        var toggle = person.find(".toggle-switch", ToggleSwitch.class);
        Fx.run(() -> toggle.setSelected(true));
    }
}
