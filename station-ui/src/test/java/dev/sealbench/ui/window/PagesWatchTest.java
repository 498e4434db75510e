package dev.sealbench.ui.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import org.junit.jupiter.api.Test;

/// Every page, with as much in it as a plant has after some years, is opened again and again; nothing on the FX thread
/// takes longer than its limit, style and layout included.
///
/// The measure is the FX thread's own processor time at a stretch, and of several visits the best counts: what other
/// programs take from this one, and what Java still compiles, is chance. The first visit of a process loads classes and
/// is not judged; docs/benchmarks.md has what it takes.
class PagesWatchTest {

    private static final int VISITS = 4;

    @Test
    void noPageHoldsTheWindows() {
        try (var busy = new BusyPages();
                var watch = new FxWatch()) {
            var shell = busy.windows().shell();
            Fx.run(() -> shell.enter(ScriptedShell.LENA));
            settle();
            var best = new LinkedHashMap<String, Double>();
            for (int visit = 0; visit < VISITS; visit++) {
                for (var page : busy.pages()) {
                    watch.longestMillis();
                    Fx.run(() -> shell.show(page));
                    settle();
                    if (visit > 0) {
                        best.merge(page.id(), watch.longestMillis(), Math::min);
                    }
                }
            }
            assertThat(best)
                    .hasSize(busy.pages().size())
                    .allSatisfy((_, millis) -> assertThat(millis).isLessThanOrEqualTo(UiThread.LONGEST_MILLIS));
        }
    }

    @Test
    void aPageThatHoldsTheWindowsIsNoticed() {
        Fx.start();
        try (var watch = new FxWatch()) {
            Fx.run(() -> compute(2 * UiThread.LONGEST_MILLIS));
            Fx.run(() -> {});

            assertThat(watch.longestMillis()).isGreaterThan(UiThread.LONGEST_MILLIS);
        }
    }

    /// Until data has come from its thread, and all pieces are there: twice nothing to do.
    private static void settle() {
        for (int quiet = 0; quiet < 2; ) {
            pause();
            quiet = Fx.call(Slices::isIdle) ? quiet + 1 : 0;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void compute(long millis) {
        var threads = java.lang.management.ManagementFactory.getThreadMXBean();
        long end = threads.getCurrentThreadCpuTime() + millis * 1_000_000;
        while (threads.getCurrentThreadCpuTime() < end) {
            Thread.onSpinWait();
        }
    }
}
