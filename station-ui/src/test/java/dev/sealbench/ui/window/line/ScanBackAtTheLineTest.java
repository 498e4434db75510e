package dev.sealbench.ui.window.line;

import static dev.sealbench.ui.window.Units.unit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.LabelKind;
import dev.sealbench.core.ScanBack;
import dev.sealbench.core.ScanBack.Answer;
import dev.sealbench.core.ScanBack.Complaint;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.Step;
import dev.sealbench.ui.window.Fx;
import dev.sealbench.ui.window.ScriptedShell;
import dev.sealbench.ui.window.Windows;
import dev.sealbench.ui.window.scan.ScanReading;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

/// A run asks for the scan of a label, and whoever stands there answers: by a scan, or by saying that there is no
/// label.
class ScanBackAtTheLineTest {

    private static final char[] WIFI = "WIFI:T:WPA;S:EVC-1;P:not a secret of ours;;".toCharArray();

    private final Map<Integer, BlockingQueue<Answer>> answers = new ConcurrentHashMap<>();

    @Test
    void aScanGoesToTheRunThatWaitsAndTheComplaintStandsOnTheTile() throws Exception {
        try (var windows = asking(1, ScanBack.Code.WIFI, Optional.of(new Complaint.OtherCode()))) {
            windows.operator().untilSeen("Scan the Wi-Fi code");
            assertThat(windows.operator().texts()).contains("That was the label's other code. Try 2 of 3.");

            Fx.run(() -> windows.shell().take(new ScanReading.Code(WIFI.clone())));

            assertThat(answer(1))
                    .isInstanceOfSatisfying(
                            Answer.Scanned.class,
                            scan -> assertThat(scan.text()).containsExactly(WIFI));
            windows.operator().untilSeen("PASS");
        }
    }

    @Test
    void ofTwoThatWaitTheOneWhoseSerialNumberIsScannedGetsIt() throws Exception {
        try (var windows = asking(2, ScanBack.Code.IDENTITY, Optional.empty())) {
            Fx.run(() ->
                    windows.shell().take(new ScanReading.Code(("EVL1/" + unit(2).text() + "/ACCESS/1").toCharArray())));

            assertThat(answer(2)).isInstanceOf(Answer.Scanned.class);
            assertThat(answers.get(1)).isEmpty();
        }
    }

    @Test
    void aCodeThatNamesNoUnitGoesToTheSlotThatWasChosen() throws Exception {
        try (var windows = asking(2, ScanBack.Code.WIFI, Optional.empty())) {
            Fx.run(() -> {
                windows.linePage().model().select(2);
                windows.shell().take(new ScanReading.Code(WIFI.clone()));
            });

            assertThat(answer(2)).isInstanceOf(Answer.Scanned.class);
            assertThat(answers.get(1)).isEmpty();
        }
    }

    @Test
    void whoeverSaysThatItDidNotComeOutGivesAReasonAndTheRunHearsIt() throws Exception {
        try (var windows = asking(1, ScanBack.Code.WIFI, Optional.empty())) {
            Fx.run(() -> windows.linePage().model().select(1));
            windows.operator().untilSeen("It did not come out");
            Fx.run(windows.operator().find(".scanback-missing", Button.class)::fire);
            windows.operator().untilSeen("Why is there no label to scan?");
            Fx.run(windows.operator().find(".chip", Button.class)::fire);

            assertThat(answer(1)).isEqualTo(new Answer.DidNotComeOut("nothing came out"));
            windows.operator().untilSeen("is printed again");
        }
    }

    @Test
    void escapeLeavesThePanelAndTheRunGoesOnWaiting() throws Exception {
        try (var windows = asking(1, ScanBack.Code.WIFI, Optional.empty())) {
            Fx.run(() -> windows.linePage().model().select(1));
            windows.operator().untilSeen("It did not come out");
            windows.operator().press(KeyCode.ESCAPE);

            assertThat(windows.operator().texts()).doesNotContain("It did not come out");
            assertThat(answers.get(1)).isEmpty();
        }
    }

    /// A line with this many slots, on each of which a run asks once and passes with the answer.
    private Windows asking(int slots, ScanBack.Code code, Optional<Complaint> complaint) {
        var line = new ScriptedLine(slots);
        for (int slot = 1; slot <= slots; slot++) {
            var heard = answers.computeIfAbsent(slot, _ -> new LinkedBlockingQueue<>());
            line.on(slot, (unit, told) -> {
                told.started(Step.LABEL);
                heard.add(told.scanBack().scanned(request(unit, code, complaint)));
                return ScriptedLine.passed(unit);
            });
        }
        var windows = Windows.signedIn(line, ScriptedShell.OLGA);
        var model = windows.linePage().model();
        Fx.run(() -> {
            for (int slot = 1; slot <= slots; slot++) {
                model.select(slot);
                windows.shell().take(new ScanReading.Serial(unit(slot)));
            }
            model.start();
        });
        for (int slot = 1; slot <= slots; slot++) {
            var state = model.bench().state(slot);
            Fx.until(state, () -> state.get().wanted().isPresent());
        }
        return windows;
    }

    private static ScanBack.Request request(SerialNumber unit, ScanBack.Code code, Optional<Complaint> complaint) {
        return new ScanBack.Request(unit, LabelKind.ACCESS, 1, code, complaint.isPresent() ? 2 : 1, false, complaint);
    }

    private Answer answer(int slot) throws InterruptedException {
        return answers.get(slot).poll(20, TimeUnit.SECONDS);
    }
}
