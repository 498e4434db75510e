package dev.sealbench.ui.window;

import static dev.sealbench.ui.window.Units.unit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.Step;
import dev.sealbench.ui.window.line.LineStation;
import dev.sealbench.ui.window.line.ScriptedLine;
import dev.sealbench.ui.window.scan.ScanReading;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Four runs tell everything they have as fast as they can, and what we do on the FX thread stays under its limit.
///
/// Only our own work is measured: what other threads post, and what keys set off. Style, layout and drawing happen in
/// the pulses between; in software, on the headless platform and a shared machine, one of those alone may take longer.
/// For the same reason the clock is the FX thread's own: what it computed, and what it waited or stood blocked, but not
/// what other processes took from it meanwhile.
class WatchdogTest {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    @BeforeAll
    static void measureTheFxThreadOnly() {
        THREADS.setThreadContentionMonitoringEnabled(true);
        UiThread.measureBy(WatchdogTest::ownNanos);
    }

    @AfterAll
    static void measureAsBefore() {
        UiThread.measureBy(System::nanoTime);
    }

    private static long ownNanos() {
        var info = THREADS.getThreadInfo(Thread.currentThread().threadId());
        return THREADS.getCurrentThreadCpuTime() + 1_000_000 * (info.getBlockedTime() + info.getWaitedTime());
    }

    private static final int TOLD = 20_000;

    @Test
    void fourBusyRunsNeverHoldTheWindows() {
        var line = new ScriptedLine(4);
        for (int slot = 1; slot <= 4; slot++) {
            line.on(slot, (unit, told) -> {
                tell(told);
                return ScriptedLine.passed(unit);
            });
        }
        try (var windows = Windows.signedIn(line, ScriptedShell.OLGA)) {
            scan(windows, 1);
            windows.operator().press(KeyCode.F5);
            windows.operator()
                    .untilSeen("416 of 1,000 started"); // once through, so that everything is loaded and compiled
            Fx.run(() -> {});
            UiThread.longestMillis();

            scan(windows, 5);
            windows.operator().press(KeyCode.F5);
            windows.pass(Duration.ofSeconds(1));
            windows.operator().untilSeen("420 of 1,000 started");

            assertThat(UiThread.longestMillis()).isBetween(0L, UiThread.LONGEST_MILLIS);
        }
    }

    @Test
    void workThatHoldsTheWindowsIsNoticed() {
        Fx.start();
        UiThread.longestMillis();
        UiThread.post(() -> sleep(2 * UiThread.LONGEST_MILLIS));
        Fx.run(() -> {});

        assertThat(UiThread.longestMillis()).isGreaterThan(UiThread.LONGEST_MILLIS);
    }

    private static void scan(Windows windows, int first) {
        for (int number = first; number < first + 4; number++) {
            var reading = new ScanReading.Serial(unit(number));
            Fx.run(() -> windows.shell().take(reading));
        }
    }

    private static void tell(LineStation.Conversation told) {
        for (var step : Step.values()) {
            told.started(step);
            for (int i = 1; i <= TOLD; i++) {
                told.progress(step, i, TOLD);
            }
            told.done(step, 1);
        }
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
