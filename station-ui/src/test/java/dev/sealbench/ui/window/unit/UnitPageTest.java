package dev.sealbench.ui.window.unit;

import static dev.sealbench.ui.window.Units.unit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.Fault;
import dev.sealbench.core.Permission;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.ui.window.Fx;
import dev.sealbench.ui.window.ScriptedShell;
import dev.sealbench.ui.window.Windows;
import dev.sealbench.ui.window.line.ScriptedLine;
import dev.sealbench.ui.window.unit.UnitModel.Deciding;
import dev.sealbench.ui.window.unit.UnitModel.Proof;
import dev.sealbench.ui.window.unit.UnitModel.Shown;
import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What people do on the unit page.
class UnitPageTest {

    private final ScriptedUnits units = new ScriptedUnits();
    private final AtomicReference<SerialNumber> reprinted = new AtomicReference<>();
    private final UnitPage page = new UnitPage(units, reprinted::set);
    private Windows windows;

    @AfterEach
    void close() {
        units.goOn();
        windows.close();
    }

    @Test
    void aScannedUnitIsOpenedWhereverTheFocusIs() {
        enter();
        windows.operator().scan(unit(2).text());
        windows.operator().untilSeen("Finished, compared with its label, free to be shipped.");
        assertThat(windows.operator().texts()).contains(unit(2).printed(), "Released");
    }

    @Test
    void typingAPartFindsUnitsAndEnterOpensAWholeNumber() {
        enter();
        windows.operator().type("0125");
        windows.operator().untilSeen("Units with “0125”, newest first");
        assertThat(windows.operator().texts()).contains(unit(3).printed()).doesNotContain(unit(1).printed());
        var field = windows.operator().find(".unit-search", TextField.class);
        Fx.run(() -> field.setText(unit(4).printed()));
        windows.operator().press(KeyCode.ENTER);
        windows.operator().untilSeen("It executed the order and is on trial, not locked.");
    }

    @Test
    void aRunSaysWhoWhereAndWhatWasWrong() {
        enter();
        open(4);
        windows.operator().untilSeen("Run: station fault");
        assertThat(windows.operator().texts())
                .contains("Run: station fault", "Slot 2 · line-2-station-1 · Olga Petersen · took 0:58")
                .contains("The slot's port went away (code 303).")
                .contains("Detail: /dev/serial/by-id/usb-cp4-0147 is not there any more");
    }

    @Test
    void aLeadQuarantinesWithAReasonAndThePageSaysSo() {
        enter();
        open(1);
        fire(".decide-quarantine");
        assertThat(windows.operator().find(".decide-confirm", Button.class).isDisabled())
                .as("without a reason")
                .isTrue();
        reason("display is loose");
        fire(".decide-confirm");
        windows.operator().untilSeen("Set aside. A lead lifts the quarantine or scraps the unit.");
        assertThat(units.decided()).containsExactly("QUARANTINE " + unit(1) + " display is loose");
    }

    @Test
    void aRefusedDecisionKeepsTheReasonAndSaysWhy() {
        enter();
        open(1);
        fire(".decide-scrap");
        reason("burnt");
        units.refusing(Fault.BOOKS_UNAVAILABLE);
        fire(".decide-confirm");
        Fx.until(
                page.model().deciding(),
                () -> page.model().deciding().get() instanceof Deciding.Asking asking
                        && asking.refused().isPresent());
        assertThat(windows.operator()
                        .find(".decision-form .reason-field", TextField.class)
                        .getText())
                .isEqualTo("burnt");
        assertThat(units.decided()).isEmpty();
        units.answering();
        fire(".decide-confirm");
        windows.operator().untilSeen("It will never be shipped. Nothing leads back.");
    }

    @Test
    void aSecondClickDecidesNothingMore() {
        enter();
        open(1);
        fire(".decide-quarantine");
        units.slow();
        Fx.run(() -> {
            page.model().decide("once");
            page.model().decide("twice");
        });
        units.goOn();
        windows.operator().untilSeen("Set aside.");
        assertThat(units.decided()).hasSize(1);
    }

    @Test
    void whoMayNotDecideOrReprintSeesNoButtonForIt() {
        units.allowing(Permission.LOOK);
        enter();
        open(1);
        assertThat(windows.operator().texts())
                .contains("History")
                .doesNotContain("Quarantine", "Scrap", "Print a label again");
    }

    @Test
    void whatALeadWasAskedIsNotAskedOfWhoSignsInNext() {
        enter();
        open(1);
        fire(".decide-scrap");
        windows.operator().untilSeen("nothing leads back");
        units.allowing(Permission.LOOK);
        Fx.run(() -> windows.shell().enter(ScriptedShell.AXEL));
        windows.operator().untilSeen("Axel Brandt");
        assertThat(windows.operator().texts()).noneMatch(text -> text.contains("nothing leads back"));
    }

    @Test
    void slowBooksAreSaidToBeAskedAndTheirAnswerIsShownWhenItComes() {
        enter();
        units.slow();
        Fx.run(() -> page.model().open(unit(2)));
        windows.operator().untilSeen("Looking in the books");
        units.goOn();
        windows.operator().untilSeen("Finished, compared with its label, free to be shipped.");
    }

    @Test
    void theReprintPageIsOpenedForThisUnit() {
        enter();
        open(1);
        fire(".unit-reprint");
        assertThat(reprinted.get()).isEqualTo(unit(1));
    }

    @Test
    void aCheckThatEndsAfterAnotherUnitWasOpenedIsNotShownForThatOne() {
        enter();
        open(1);
        units.slow();
        Fx.run(page.model()::verify);
        units.goOn();
        Fx.run(() -> page.model().open(unit(2)));
        windows.operator().untilSeen("Released");
        windows.operator().untilSeen(unit(2).printed());
        assertThat(Fx.call(() -> page.model().proof().get())).isInstanceOf(Proof.None.class);
    }

    private void enter() {
        windows = new Windows(new ScriptedLine(4), new ScriptedShell(), false, page);
        Fx.run(() -> {
            windows.shell().enter(ScriptedShell.LENA);
            windows.shell().show(page);
        });
        windows.operator().untilSeen("Newest units");
    }

    private void open(int n) {
        Fx.run(() -> page.model().open(unit(n)));
        Fx.until(page.model().shown(), () -> page.model().shown().get() instanceof Shown.Open);
        Fx.run(() -> {});
    }

    private void reason(String words) {
        var field = windows.operator().find(".decision-form .reason-field", TextField.class);
        Fx.run(() -> field.setText(words));
    }

    private void fire(String selector) {
        var button = windows.operator().find(selector, Button.class);
        Fx.run(button::fire);
        Fx.run(() -> {});
    }
}
