package dev.sealbench.ui.window.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.Fault;
import dev.sealbench.ui.window.Fx;
import dev.sealbench.ui.window.Operator;
import dev.sealbench.ui.window.PagePictures;
import dev.sealbench.ui.window.ScriptedShell;
import dev.sealbench.ui.window.SetClock;
import dev.sealbench.ui.window.WindowText;
import dev.sealbench.ui.window.Windows;
import dev.sealbench.ui.window.line.ScriptedLine;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.DatePicker;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

/// What a lead sees of work orders, and does with them.
class OrdersPageTest {

    private static final Instant NOW = Instant.parse("2026-11-23T09:41:00Z");

    private static Windows opened(ScriptedOrders station) {
        Fx.start();
        var page = new OrdersPage(station, new SetClock(new AtomicReference<>(NOW)));
        var windows = new Windows(new ScriptedLine(4), new ScriptedShell(), false, page);
        Fx.run(() -> {
            windows.shell().enter(ScriptedShell.LENA);
            windows.shell().show(page);
        });
        return windows;
    }

    private static void press(Operator lead, String selector) {
        lead.fire(selector);
    }

    private static void enter(Operator lead, String field, String text) {
        lead.enter("#order-" + field, text);
    }

    /// As the form is filled for the customer whose last order is known.
    private static void fill(Operator lead) {
        press(lead, ".new-order");
        lead.untilSeen("What is made");
        enter(lead, "number", "WO-2026-0152");
        enter(lead, "quantity", "250");
    }

    @Test
    void openWorkOrdersAreShownByDueDayWithWhatIsDone() throws IOException {
        try (var windows = opened(ScriptedOrders.busy())) {
            var lead = windows.operator();
            lead.untilSeen("WO-2026-0148");
            assertThat(lead.texts())
                    .contains("Late: due Nov 20, 2026", "Full", "412 of 1,000 released", "Open (3)", "Closed (1)");
            assertThat(lead.texts().indexOf("WO-2026-0148"))
                    .isLessThan(lead.texts().indexOf("WO-2026-0147"));
            var picks = lead.find(".pick-list", Node.class);
            Fx.run(picks::requestFocus);
            lead.press(KeyCode.DOWN);
            lead.untilSeen("9 in work, 2 set aside, 3 scrapped");
            lead.press(KeyCode.DOWN);
            lead.untilSeen("0 in work, 0 set aside, 0 scrapped");
            lead.press(KeyCode.UP); // the focus has stayed on the list
            lead.untilSeen("9 in work, 2 set aside, 3 scrapped");
            assertThat(PagePictures.faults(windows, "orders-list")).isEmpty();
        }
    }

    @Test
    void withoutAnOpenWorkOrderThePageSaysWhatToDo() throws IOException {
        try (var windows = opened(new ScriptedOrders())) {
            windows.operator().untilSeen("Without one, no unit can be provisioned");
            assertThat(PagePictures.faults(windows, "orders-none")).isEmpty();
        }
    }

    @Test
    void aStationThatDoesNotAnswerIsSaidInPlace() throws IOException {
        var station = new ScriptedOrders();
        station.failWith(Fault.BOOKS_UNAVAILABLE, "the disk is full");
        try (var windows = opened(station)) {
            windows.operator().untilSeen("the disk is full");
            assertThat(PagePictures.faults(windows, "orders-failed")).isEmpty();
            station.mend();
            windows.operator().fire(".retry");
            windows.operator().untilSeen("Without one, no unit can be provisioned");
            assertThat(windows.operator().texts()).noneMatch(text -> text.contains("the disk is full"));
        }
    }

    @Test
    void whileTheStationIsSlowThePageSaysSoAndStaysUsable() {
        var station = ScriptedOrders.busy();
        var slow = station.standingStill();
        try (var windows = opened(station)) {
            windows.operator().untilSeen("are being read");
            slow.countDown();
            windows.operator().untilSeen("WO-2026-0147");
        }
    }

    @Test
    void aWorkOrderIsClosedWithAReasonOnly() throws IOException {
        var station = ScriptedOrders.busy();
        try (var windows = opened(station)) {
            var lead = windows.operator();
            lead.untilSeen("WO-2026-0148");
            press(lead, ".ask-close");
            assertThat(lead.find(".close-now", Button.class).isDisabled()).isTrue();
            for (var locale : WindowText.LANGUAGES.reversed()) {
                Fx.run(() -> windows.look().language().set(locale)); // builds the page anew
                press(lead, ".ask-close");
                var name = "orders-closing-%s-light-1280".formatted(locale.getLanguage());
                assertThat(lead.picture(name, 1280, 800)).isEmpty();
            }
            lead.enter(".closing .text-field", "customer cancelled the rest");
            press(lead, ".close-now");
            lead.untilSeen("Work order WO-2026-0148 is closed.");
            assertThat(station.reasons()).containsExactly("WO-2026-0148: customer cancelled the rest");
            assertThat(lead.texts()).contains("Closed (2)");
            Fx.run(() -> windows.shell().scene().getRoot().lookupAll(".filter").forEach(node -> {
                if (((ToggleButton) node).getText().startsWith("Closed")) {
                    ((ToggleButton) node).fire();
                }
            }));
            lead.untilSeen("500 of 500 released");
        }
    }

    @Test
    void aNewWorkOrderIsReviewedBeforeItIsOpenedAndTakesOverWhatTheLastOneHad() throws IOException {
        var station = ScriptedOrders.busy().choosing(ScriptedOrders.NORTH_22);
        try (var windows = opened(station)) {
            var lead = windows.operator();
            lead.untilSeen("WO-2026-0147");
            fill(lead);
            assertThat(lead.find("#order-csms", TextField.class).getText())
                    .isEqualTo("wss://ocpp.nordlicht.example/cs");
            long deadline = System.nanoTime() + 20_000_000_000L;
            while (!lead.find("#order-first", TextField.class).getText().equals("1100")
                    && System.nanoTime() < deadline) {
                Thread.onSpinWait();
            }
            var due = lead.find("#order-due", DatePicker.class);
            Fx.run(() -> due.setValue(LocalDate.parse("2026-12-18")));
            assertThat(PagePictures.faults(windows, "orders-form")).isEmpty();
            press(lead, ".review");
            lead.untilSeen("Is all of this right?");
            assertThat(PagePictures.faults(windows, "orders-review")).isEmpty();
            press(lead, ".open-order");
            lead.untilSeen("Work order WO-2026-0152 is open.");
            assertThat(station.last().planned().due()).contains(LocalDate.parse("2026-12-18"));
            assertThat(station.last().order().serials().firstCounter()).isEqualTo(1_100);
        }
    }

    @Test
    void whatIsWrongStandsUnderItsFieldAsItIsTyped() throws IOException {
        try (var windows = opened(ScriptedOrders.busy().choosing(ScriptedOrders.NORTH_22, ScriptedOrders.NORTH_11))) {
            var lead = windows.operator();
            lead.untilSeen("WO-2026-0147");
            press(lead, ".new-order");
            lead.untilSeen("What is made");
            assertThat(lead.texts()).doesNotContain("Enter something here.");
            enter(lead, "number", "WO-2026-0147");
            lead.untilSeen("There is a work order with this number.");
            enter(lead, "identity", "nl:");
            lead.untilSeen("At most 32 characters, no colon.");
            enter(lead, "gtin", "04012345123457");
            press(lead, ".review");
            lead.untilSeen("fields need another look.");
            assertThat(lead.texts()).contains("Choose one.", "Enter something here.");
            assertThat(PagePictures.faults(windows, "orders-form-wrong")).isEmpty();
        }
    }

    @Test
    void whatOnlyTheStationKnowsStandsUnderItsFieldToo() {
        var station = ScriptedOrders.busy()
                .choosing(ScriptedOrders.NORTH_22)
                .finding(new OrderFinding(OrderField.RELEASE, "the release was blocked a moment ago"));
        try (var windows = opened(station)) {
            var lead = windows.operator();
            lead.untilSeen("WO-2026-0147");
            fill(lead);
            enter(lead, "first", "2000");
            enter(lead, "last", "2300");
            press(lead, ".review");
            lead.untilSeen("the release was blocked a moment ago");
            assertThat(station.opened()).isZero();
        }
    }

    @Test
    void aRefusalAtTheLastMomentKeepsWhatWasEnteredAndASecondClickOpensNothingTwice() {
        var station = ScriptedOrders.busy().choosing(ScriptedOrders.NORTH_22);
        try (var windows = opened(station)) {
            var lead = windows.operator();
            lead.untilSeen("WO-2026-0147");
            fill(lead);
            enter(lead, "first", "2000");
            enter(lead, "last", "2300");
            press(lead, ".review");
            lead.untilSeen("Is all of this right?");
            station.failWith(Fault.BOOKS_UNAVAILABLE, "the database is gone");
            var slow = station.standingStill();
            press(lead, ".open-order");
            press(lead, ".open-order");
            slow.countDown();
            lead.untilSeen("the database is gone");
            assertThat(station.opened()).isEqualTo(1);
            assertThat(lead.texts()).contains("WO-2026-0152");
        }
    }

    @Test
    void withoutADeviceClassThereIsNothingToMake() throws IOException {
        try (var windows = opened(new ScriptedOrders().choosing())) {
            windows.operator().untilSeen("Without one");
            press(windows.operator(), ".new-order");
            windows.operator().untilSeen("no customer has a device class");
            assertThat(PagePictures.faults(windows, "orders-form-empty")).isEmpty();
        }
    }
}
