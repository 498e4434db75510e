package dev.sealbench.ui.window;

import dev.sealbench.core.Step;
import dev.sealbench.ui.window.line.ScriptedLine;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.scene.input.KeyCode;

/// How long it takes from a scan until its answer has been drawn, while four slots tell of their burns: what
/// `scripts/bench window` measures. On the headless platform, whose drawing is in software and slower than a screen's.
final class ReactionBench {

    private static final int SCANS = 60;
    private static final int TOLD_PER_SECOND = 50;

    private ReactionBench() {}

    static void main() throws InterruptedException {
        var ended = new AtomicBoolean();
        var line = new ScriptedLine(4);
        for (int slot = 1; slot <= 4; slot++) {
            line.on(slot, (unit, told) -> {
                told.started(Step.BURN);
                for (int octets = 0; !ended.get(); octets += 4096) {
                    told.progress(Step.BURN, octets, Integer.MAX_VALUE);
                    Thread.sleep(1000 / TOLD_PER_SECOND);
                }
                return ScriptedLine.passed(unit);
            });
        }
        try (var windows = Windows.signedIn(line, ScriptedShell.OLGA)) {
            for (int number = 1; number <= 4; number++) {
                windows.operator().scan(Units.unit(number).text());
            }
            windows.operator().press(KeyCode.F5);
            windows.operator().untilSeen("Burn firmware");
            var millis = new double[SCANS];
            for (int i = -10; i < SCANS; i++) {
                double took = reaction(windows, 1 + Math.floorMod(i, 4));
                if (i >= 0) {
                    millis[i] = took;
                }
            }
            ended.set(true);
            Arrays.sort(millis);
            System.out.printf(
                    "{\"median_ms\": %.1f, \"p95_ms\": %.1f, \"max_ms\": %.1f}%n",
                    millis[SCANS / 2], millis[SCANS * 95 / 100], millis[SCANS - 1]);
        }
        System.exit(0);
    }

    /// Scans the number of a slot that works; the window refuses, naming the slot.
    private static double reaction(Windows windows, int slot) throws InterruptedException {
        var drawn = new CountDownLatch(2); // the pulse that lays the answer out, and the one after it was drawn
        var scene = windows.shell().scene();
        Runnable pulse = () -> {
            if (windows.operator().shows("slot " + slot + " is working")) {
                drawn.countDown();
                javafx.application.Platform.requestNextPulse();
            }
        };
        Fx.run(() -> scene.addPostLayoutPulseListener(pulse));
        long started = System.nanoTime();
        windows.operator().scan(Integer.toString(slot));
        if (!drawn.await(10, TimeUnit.SECONDS)) {
            throw new IllegalStateException("no answer to the scan of slot " + slot);
        }
        double millis = (System.nanoTime() - started) / 1e6;
        Fx.run(() -> scene.removePostLayoutPulseListener(pulse));
        return millis;
    }
}
