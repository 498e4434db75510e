package dev.sealbench.ui.window;

import java.util.Locale;

/// How long each page holds the FX thread when it is seen for the first time and later, and when the language changes:
/// what `scripts/bench window` measures.
final class PagesBench {

    private PagesBench() {}

    static void main() throws InterruptedException {
        try (var busy = new BusyPages();
                var watch = new FxWatch()) {
            var shell = busy.windows().shell();
            settle();
            print("log-in", watch);
            Fx.run(() -> shell.enter(ScriptedShell.LENA));
            settle();
            print("sign-in", watch);
            for (int round = 1; round <= 3; round++) {
                for (var page : busy.pages()) {
                    Fx.run(() -> shell.show(page));
                    settle();
                    print(page.id(), watch);
                }
                if (round != 2) {
                    continue;
                }
                Fx.run(() -> busy.windows().look().language().set(Locale.GERMAN));
                settle();
                print("german", watch);
            }
        }
        System.exit(0);
    }

    private static void settle() throws InterruptedException {
        do {
            Thread.sleep(300);
        } while (!Fx.call(Slices::isIdle));
    }

    private static void print(String what, FxWatch watch) {
        System.out.printf(Locale.ROOT, "%-10s %6.1f of %6.1f ms%n", what, watch.longestMillis(), watch.wholeMillis());
    }
}
