package dev.sealbench.ui.window.line;

import static dev.sealbench.ui.window.Units.unit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.Fault;
import dev.sealbench.core.LabelKind;
import dev.sealbench.core.ScanBack;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.Step;
import dev.sealbench.core.UnitState;
import dev.sealbench.ui.window.Fx;
import dev.sealbench.ui.window.ScriptedShell;
import dev.sealbench.ui.window.Windows;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What an operator does at the line, with real keys, on a scripted station.
class LineTest {

    private final ScriptedLine line = new ScriptedLine(2).standingAt(1, Step.BURN, _ -> {});
    private final Windows windows = Windows.signedIn(line, ScriptedShell.OLGA);

    @AfterEach
    void close() {
        windows.close();
    }

    @Test
    void aScannedUnitStartsByItselfAsSoonAsItIsPluggedIn() {
        windows.operator().scan(unit(1).text());
        windows.operator().untilSeen("READY");

        line.plug(1);
        windows.pass(Duration.ZERO);

        windows.operator().untilSeen("Burn firmware");
    }

    @Test
    void aPluggedUnitStartsByItselfAsSoonAsItIsScanned() {
        line.on(2, (unit, _) -> ScriptedLine.passed(unit)).plug(2);
        windows.pass(Duration.ZERO);
        windows.operator().untilSeen("Plugged in. Scan its serial number.");

        windows.operator().scan(unit(1).text());

        windows.operator().untilSeen("PASS");
        assertThat(state(2)).isInstanceOf(SlotState.Finished.class);
        windows.operator().untilSeen("413 of 1,000 started");
    }

    @Test
    void withoutAutomaticStartF5StartsWhatWaits() {
        Fx.run(() -> windows.look().automaticStart().set(false));
        line.plug(1);
        windows.pass(Duration.ZERO);
        windows.operator().untilSeen("Plugged in");
        windows.operator().scan(unit(1).text());
        windows.operator().untilSeen("Press Start.");
        assertThat(state(1)).isInstanceOf(SlotState.Ready.class);

        windows.operator().press(KeyCode.F5);

        windows.operator().untilSeen("Burn firmware");
    }

    @Test
    void aSerialNumberCanBeTypedInstead() {
        windows.operator().type(unit(1).printed());
        windows.operator().press(KeyCode.ENTER);

        windows.operator().untilSeen("waits on slot 1");
        assertThat(windows.operator().find(".scan-field", TextField.class).getText())
                .isEmpty();
    }

    @Test
    void aScanIsCaughtWhileTheFocusIsOnAButtonThatEnterWouldPress() {
        Fx.run(() -> windows.shell().scene().lookup(".sign-out").requestFocus());
        windows.operator().scan(unit(1).text());

        windows.operator().untilSeen("waits on slot 1");
        assertThat(station().signedOut()).isEmpty();
    }

    @Test
    void aSecondScanOfARunningUnitIsRefusedWithASentence() {
        begin();
        windows.operator().scan(unit(1).text());

        windows.operator().untilSeen("Refused: " + unit(1).printed() + " is being provisioned on slot 1");
        assertThat(state(2)).isEqualTo(new SlotState.Idle());
    }

    @Test
    void aUnitScannedWhileEverySlotIsInUseIsRefusedWithASentence() {
        begin();
        windows.operator().scan(unit(2).text());
        windows.operator().scan(unit(3).text());

        windows.operator().untilSeen("Refused: every slot is in use.");
    }

    @Test
    void stopEndsTheRunAndSaysWhatStateTheUnitIsIn() {
        begin();
        Fx.run(() -> ((Button) windows.shell().scene().lookup(".stop")).fire());

        windows.operator().untilSeen("STOPPED");
        windows.operator().untilSeen("The unit is blank; nothing in it is final. Scan it again to go on.");
    }

    @Test
    void deleteOnATileStopsItsRunAndOnAnIdleOneDoesNothing() {
        begin();
        focus(2);
        windows.operator().press(KeyCode.DELETE);
        assertThat(state(1).isRunning()).isTrue();

        focus(1);
        windows.operator().press(KeyCode.DELETE);
        windows.operator().press(KeyCode.DELETE);

        windows.operator().untilSeen("STOPPED");
    }

    @Test
    void aUnitWhoseCableWasPulledGoesOnOnItsSlotWhenItIsScannedAgain() {
        var attempts = new AtomicInteger();
        line.on(
                1,
                (unit, _) -> attempts.incrementAndGet() == 1
                        ? ScriptedLine.failed(unit, Step.BURN, Fault.PORT_GONE)
                        : ScriptedLine.passed(unit));
        begin();
        windows.operator().untilSeen("Plug the cable in again and run the unit again.");

        windows.operator().scan(unit(1).text());
        windows.operator().untilSeen("READY");
        windows.operator().press(KeyCode.F5);

        windows.operator().untilSeen("PASS");
        assertThat(attempts).hasValue(2);
        assertThat(state(2)).isEqualTo(new SlotState.Idle());
    }

    private static ScanBack.Request asked(SerialNumber unit, LabelKind kind) {
        var code = kind == LabelKind.PLATE ? ScanBack.Code.PLATE : ScanBack.Code.WIFI;
        return new ScanBack.Request(unit, kind, 1, code, 1, false, Optional.empty());
    }

    @Test
    void theScanOfALabelGoesToTheRunThatWaitsForItAndNowhereElse() {
        var scanned = new AtomicReference<String>();
        line.on(1, (unit, told) -> {
            told.started(Step.LABEL);
            if (told.scanBack().scanned(asked(unit, LabelKind.ACCESS)) instanceof ScanBack.Answer.Scanned(var text)) {
                scanned.set(String.valueOf(text));
            }
            return ScriptedLine.passed(unit);
        });
        begin();
        windows.operator().untilSeen("Scan the Wi-Fi code");

        windows.operator().scan("evc-23456789.secret");

        windows.operator().untilSeen("PASS");
        assertThat(scanned).hasValue("evc-23456789.secret");
        assertThat(windows.operator().texts()).noneMatch(text -> text.contains("secret"));
    }

    @Test
    void aRunThatWaitsForALabelCanBeStopped() {
        line.on(1, (unit, told) -> {
            told.started(Step.LABEL);
            return told.scanBack().scanned(asked(unit, LabelKind.PLATE)) instanceof ScanBack.Answer.Scanned
                    ? ScriptedLine.passed(unit)
                    : ScriptedLine.stopped(unit, Step.LABEL, UnitState.RECORDED);
        });
        begin();
        windows.operator().untilSeen("Scan the plate");
        Fx.run(() -> ((Button) windows.shell().scene().lookup(".stop")).fire());

        windows.operator().untilSeen("finished but for its labels");
    }

    @Test
    void theScanOfAPassedUnitReleasesIt() {
        line.on(1, (unit, _) -> ScriptedLine.passed(unit));
        begin();
        windows.operator().untilSeen("PASS");

        windows.operator().scan(unit(1).text());

        windows.operator().untilSeen("RELEASED");
    }

    @Test
    void aTypedSerialNumberReleasesNothingAndTheScanAfterItDoes() {
        line.on(1, (unit, _) -> ScriptedLine.passed(unit));
        begin();
        windows.operator().untilSeen("PASS");

        windows.operator().type(unit(1).printed());
        windows.operator().press(KeyCode.ENTER);

        windows.operator()
                .untilSeen("Refused: " + unit(1).printed()
                        + " on slot 1 is not released by typing. Scan the label on the unit.");
        assertThat(state(1)).isInstanceOf(SlotState.Finished.class);
        assertThat(line.releasedUnits()).isEmpty();

        windows.operator().scan(unit(1).text());
        windows.operator().untilSeen("RELEASED");
        assertThat(line.releasedUnits()).containsExactly(unit(1));
    }

    @Test
    void aUnitThatMayNotBeReleasedStaysPassedAndSaysWhy() {
        line.refusingRelease().on(1, (unit, _) -> ScriptedLine.passed(unit));
        begin();
        windows.operator().untilSeen("PASS");

        windows.operator().scan(unit(1).text());

        windows.operator()
                .untilSeen("is not released. The scanned label belongs to another unit. Take the right label.");
        assertThat(windows.operator().texts()).contains("PASS");
    }

    @Test
    void aRunThatBreaksOffIsAStationFaultAndNotATileThatRunsForEver() {
        line.on(1, (_, told) -> {
            told.started(Step.BURN);
            throw new IllegalStateException("seen by nobody but the log");
        });
        begin();

        windows.operator().untilSeen("Call maintenance; the log has the details.");
        assertThat(windows.operator().texts()).noneMatch(text -> text.contains("seen by nobody"));
    }

    @Test
    void aTileTellsAScreenReaderAllThatItShows() {
        line.on(1, (unit, _) -> ScriptedLine.failed(unit, Step.IDENTIFY, Fault.PORT_ABSENT));
        begin();
        windows.operator().untilSeen("STATION FAULT");

        assertThat(accessible(windows.operator().tile(1)))
                .contains("Slot 1", unit(1).printed(), "STATION FAULT", "Plug the cable in.");
    }

    private void focus(int slot) {
        var tile = windows.operator().tile(slot);
        Fx.run(tile::requestFocus);
    }

    private static String accessible(Node node) {
        return node.getAccessibleText();
    }

    /// Scans the first unit and starts it on slot 1.
    private void begin() {
        windows.operator().scan(unit(1).text());
        windows.operator().untilSeen("READY");
        windows.operator().press(KeyCode.F5);
        windows.operator().untilSeen("unit started");
    }

    private ScriptedShell station() {
        return windows.station();
    }

    private SlotState state(int slot) {
        return Fx.call(() -> windows.linePage().model().bench().state(slot).get());
    }
}
