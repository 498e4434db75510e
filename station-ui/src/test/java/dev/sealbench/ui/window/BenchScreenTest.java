package dev.sealbench.ui.window;

import static dev.sealbench.ui.window.Units.unit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.Fault;
import dev.sealbench.core.RunListener;
import dev.sealbench.core.Step;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The window on the headless platform, with real key strokes. Its pictures are kept in target/screenshots.
class BenchScreenTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Consumer<RunListener> HALF_OF_THE_BURN = listener -> {
        listener.started(Step.SCAN);
        listener.done(Step.SCAN, 3);
        listener.started(Step.BURN);
        listener.progress(Step.BURN, 412 * 1_024, 980 * 1_024);
    };
    private static final Consumer<RunListener> THREE_KEYS = listener -> {
        listener.started(Step.KEY);
        listener.progress(Step.KEY, 3, 8);
    };

    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private ScriptedProvisioning station;
    private BenchScreen screen;
    private Operator operator;

    @BeforeAll
    static void startToolkit() {
        Fx.start();
    }

    @AfterEach
    void close() {
        station.release();
        for (int slot : screen.bench().numbers()) {
            Fx.until(screen.bench().state(slot), () -> !state(slot).isRunning());
        }
        operator.close();
    }

    @Test
    void anIdleWindowSaysWhereTheNextScanGoes() throws IOException {
        open(new ScriptedProvisioning(4, true));

        picture("idle-4", 1280, 800);
        assertThat(operator.texts()).contains("Next scan: slot 1", "Next scan goes here", "12 of 1,000 started");
        assertThat(operator.texts()).anyMatch(text -> text.startsWith("Demonstration"));
        assertThat(operator.provision().isDisabled()).isTrue();
    }

    @Test
    void aProductionStationHasNoDemonstrationBanner() throws IOException {
        open(new ScriptedProvisioning(2, false));

        picture("idle-2-production", 1280, 800);
        assertThat(operator.texts()).noneMatch(text -> text.startsWith("Demonstration"));
    }

    @Test
    void theScanFieldGetsEveryKeyEvenAfterATouchElsewhere() {
        open(new ScriptedProvisioning(4, true));
        Fx.run(() -> operator.tile(3).requestFocus());
        Fx.run(() -> operator.provision().requestFocus());
        Fx.run(() -> {});

        operator.type("CP4");

        assertThat(Fx.call(() -> screen.scene().getFocusOwner())).isSameAs(operator.field());
        assertThat(operator.field().getText()).isEqualTo("cp4");
    }

    @Test
    void tabDoesNotTakeTheFocusAway() {
        open(new ScriptedProvisioning(4, true));

        operator.press(KeyCode.TAB);

        assertThat(Fx.call(() -> screen.scene().getFocusOwner())).isSameAs(operator.field());
    }

    @Test
    void aScannedUnitWaitsAndF5StartsIt() throws IOException {
        open(new ScriptedProvisioning(4, true).standingAt(1, HALF_OF_THE_BURN));

        operator.scan(unit(1).text());
        picture("ready-4", 1280, 800);
        assertThat(operator.texts()).contains("Ready", "Provision 1 unit", unit(1).printed());
        operator.press(KeyCode.F5);
        untilStep(1, Step.BURN);

        now.set(NOON.plusSeconds(83));
        Fx.run(screen::tick);
        assertThat(operator.texts()).contains("Burn firmware", "Step 3 of 9", "412 of 980 KiB", "1:23");
        assertThat(operator.provision().isDisabled()).isTrue();
    }

    @Test
    void aSecondScanOfARunningUnitIsRefusedWithASentence() throws IOException {
        open(new ScriptedProvisioning(4, true).standingAt(1, THREE_KEYS));
        operator.scan(unit(1).text());
        operator.press(KeyCode.F5);
        untilStep(1, Step.KEY);

        operator.scan(unit(1).text());

        picture("refused-scan-4", 1280, 800);
        assertThat(operator.texts()).anyMatch(text -> text.startsWith("Refused: " + unit(1).printed()));
        assertThat(state(2)).isEqualTo(new SlotState.Idle());
    }

    @Test
    void theWindowStaysOpenWhileAUnitIsInWork() {
        open(new ScriptedProvisioning(4, true).standingAt(1, THREE_KEYS));
        assertThat(Fx.call(screen::mayClose)).isTrue();
        operator.scan(unit(1).text());
        operator.press(KeyCode.F5);

        assertThat(Fx.call(screen::mayClose)).isFalse();
        assertThat(operator.texts()).anyMatch(text -> text.startsWith("A unit is being provisioned."));
    }

    @Test
    void allFourEndsStandSideBySideEachWithItsWordAndWhatToDoNext() throws IOException {
        open(new ScriptedProvisioning(4, true)
                .on(1, (unit, _) -> ScriptedProvisioning.passed(unit))
                .on(2, (unit, _) -> ScriptedProvisioning.failed(unit, Step.ATTEST, Fault.RECEIPT_WRONG))
                .on(3, (unit, _) -> ScriptedProvisioning.failed(unit, Step.IDENTIFY, Fault.PORT_ABSENT))
                .on(4, (unit, _) -> ScriptedProvisioning.failed(unit, Step.SCAN, Fault.SERIAL_FINISHED)));
        runAll(4);

        picture("ends-4", 1280, 800);
        assertThat(operator.texts()).contains("PASS", "REJECT", "STATION FAULT", "REFUSED");
        assertThat(operator.texts())
                .contains("Plug the cable in.", "It was reverted; run it again once, then put it aside.");
        assertThat(operator.pictures()).hasSize(2);
        assertThat(operator.tile(3).getAccessibleText()).contains("STATION FAULT", "Plug the cable in.");
        Fx.run(screen::changeTheme);
        picture("ends-4-dark", 1280, 800);
    }

    @Test
    void aPassCountsInTheHeader() {
        open(new ScriptedProvisioning(1, true).on(1, (unit, _) -> ScriptedProvisioning.passed(unit)));
        runAll(1);

        var count = (Labeled) Fx.call(() -> screen.scene().lookup(".header-count"));
        Fx.until(count.textProperty(), () -> count.getText().equals("13 of 1,000 started"));
    }

    @Test
    void aPassStaysAPassWhenItsPreviewCannotBeDrawn() {
        open(new ScriptedProvisioning(1, true).withoutPreviews().on(1, (unit, _) -> ScriptedProvisioning.passed(unit)));
        runAll(1);

        assertThat(operator.texts())
                .contains("PASS")
                .anyMatch(text -> text.startsWith("The label preview is not available"));
        assertThat(operator.pictures()).isEmpty();
    }

    @Test
    void aRunThatBreaksOffIsAStationFaultAndNotATileThatRunsForEver() {
        open(new ScriptedProvisioning(1, true).on(1, (_, listener) -> {
            listener.started(Step.BURN);
            throw new IllegalStateException("seen by nobody but the log");
        }));
        runAll(1);

        assertThat(operator.texts()).contains("STATION FAULT", "Call maintenance; the log has the details.");
        assertThat(operator.texts()).noneMatch(text -> text.contains("seen by nobody"));
    }

    @Test
    void oneSlotFillsTheWindow() throws IOException {
        open(new ScriptedProvisioning(1, true).on(1, (unit, _) -> ScriptedProvisioning.passed(unit)));
        runAll(1);

        picture("pass-1", 1280, 800);
    }

    @Test
    void eightSlotsAreReadable() throws IOException {
        open(busy(8));
        startBusy(8);

        picture("busy-8-1920", 1920, 1080);
        picture("busy-8-1280", 1280, 800);
    }

    @Test
    void sixteenSlotsAreReadableOnASmallScreenToo() throws IOException {
        open(busy(16));
        startBusy(16);

        picture("busy-16-1920", 1920, 1080);
        picture("busy-16-1366", 1366, 768);
    }

    private static ScriptedProvisioning busy(int slots) {
        var busy = new ScriptedProvisioning(slots, true);
        var faults = List.of(Fault.RECEIPT_WRONG, Fault.CHIP_KNOWN, Fault.PORT_GONE, Fault.NO_WORK_ORDER);
        for (int slot = 1; slot <= slots; slot++) {
            var fault = faults.get(slot / 4 % 4);
            switch (slot % 4) {
                case 0 -> busy.on(slot, (unit, _) -> ScriptedProvisioning.passed(unit));
                case 1 -> busy.standingAt(slot, HALF_OF_THE_BURN);
                case 2 -> busy.on(slot, (unit, _) -> ScriptedProvisioning.failed(unit, Step.IDENTIFY, fault));
                default -> busy.standingAt(slot, THREE_KEYS);
            }
        }
        return busy;
    }

    /// Scans all but the last two, starts them, and scans one more.
    private void startBusy(int slots) {
        for (int slot = 1; slot <= slots - 2; slot++) {
            operator.scan(unit(slot).text());
        }
        operator.press(KeyCode.F5);
        for (int slot = 1; slot <= slots - 2; slot++) {
            switch (slot % 4) {
                case 0, 2 -> untilFinished(slot);
                case 1 -> untilStep(slot, Step.BURN);
                default -> untilStep(slot, Step.KEY);
            }
        }
        operator.scan(unit(slots - 1).text());
        now.set(NOON.plusSeconds(42));
        Fx.run(screen::tick);
    }

    private void open(ScriptedProvisioning scripted) {
        station = scripted;
        screen = Fx.call(
                () -> new BenchScreen(scripted, scripted.header(), new SetClock(now), new WindowText(Locale.ENGLISH)));
        operator = new Operator(screen.scene());
    }

    private void runAll(int slots) {
        for (int slot = 1; slot <= slots; slot++) {
            operator.scan(unit(slot).text());
        }
        operator.press(KeyCode.F5);
        for (int slot = 1; slot <= slots; slot++) {
            untilFinished(slot);
        }
    }

    /// A pass is complete when its pictures are there, or the reason why not.
    private void untilFinished(int slot) {
        Fx.until(
                screen.bench().state(slot),
                () -> state(slot) instanceof SlotState.Finished finished
                        && (Verdict.of(finished.outcome()) != Verdict.PASS
                                || !finished.labels().equals(LabelPictures.none())));
    }

    private void untilStep(int slot, Step step) {
        Fx.until(
                screen.bench().state(slot),
                () -> state(slot) instanceof SlotState.Running running
                        && running.progress().step() == step
                        && running.progress().done() > 0);
    }

    private SlotState state(int slot) {
        return screen.bench().state(slot).get();
    }

    /// Takes a picture and finds that nothing in it is cut off.
    private void picture(String name, int width, int height) throws IOException {
        assertThat(operator.picture(name, width, height)).as(name).isEmpty();
    }
}
