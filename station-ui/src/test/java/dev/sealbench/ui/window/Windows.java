package dev.sealbench.ui.window;

import dev.sealbench.ui.window.line.LinePage;
import dev.sealbench.ui.window.line.ScriptedLine;
import dev.sealbench.ui.window.login.SignedIn;
import dev.sealbench.ui.window.shell.Page;
import dev.sealbench.ui.window.shell.Shell;
import dev.sealbench.ui.window.shell.Surroundings;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/// The real windows on scripted stations, and the person in front of them. Close them; the runs end then.
public final class Windows implements AutoCloseable {

    private final ScriptedLine line;
    private final ScriptedShell station;
    private final Look look = new Look();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-23T09:41:00Z"));
    private final AtomicLong pace = new AtomicLong();
    private final LinePage linePage;
    private final Shell shell;
    private final Operator operator;

    /// @param more pages behind the line's
    public Windows(ScriptedLine line, ScriptedShell station, boolean firstStart, Page... more) {
        Fx.start();
        this.line = line;
        this.station = station;
        var clock = new SetClock(now);
        this.linePage = Fx.call(() -> new LinePage(line, line.line(), clock, look));
        var pages = new ArrayList<Page>(List.of(linePage));
        pages.addAll(List.of(more));
        this.shell = Fx.call(() -> new Shell(
                new Surroundings(station, station.facts(), look, clock, linePage.counts(), pace::get),
                pages,
                firstStart));
        this.operator = new Operator(shell.scene(), Optional.of(pace));
    }

    public static Windows signedIn(ScriptedLine line, SignedIn person) {
        var windows = new Windows(line, new ScriptedShell(), false);
        Fx.run(() -> windows.shell.enter(person));
        Fx.run(() -> {});
        return windows;
    }

    public Shell shell() {
        return shell;
    }

    public LinePage linePage() {
        return linePage;
    }

    public Operator operator() {
        return operator;
    }

    public ScriptedLine line() {
        return line;
    }

    public ScriptedShell station() {
        return station;
    }

    public Look look() {
        return look;
    }

    /// Time passes, and the windows notice.
    public void pass(Duration time) {
        now.updateAndGet(then -> then.plus(time));
        Fx.run(() -> {
            shell.tick();
            linePage.tick();
        });
    }

    /// Pictures in every language, theme and size, into `target/screenshots`.
    ///
    /// @return everything in them that could not be read or hit, with the picture's name
    public List<String> pictures(String name) throws IOException {
        var faults = new ArrayList<String>();
        for (boolean dark : new boolean[] {false, true}) { // styling everything anew takes longest
            for (var locale : WindowText.LANGUAGES) {
                show(locale, dark);
                for (var size : List.of(new int[] {1280, 800}, new int[] {1920, 1080})) {
                    var file = "%s-%s-%s-%d".formatted(name, locale.getLanguage(), dark ? "dark" : "light", size[0]);
                    operator.picture(file, size[0], size[1]).forEach(fault -> faults.add(file + ": " + fault));
                }
            }
        }
        show(Locale.ENGLISH, false);
        return faults;
    }

    /// As [#pictures], only light and on the smaller screen: where the least fits.
    public List<String> smallPictures(String name) throws IOException {
        var faults = new ArrayList<String>();
        for (var locale : WindowText.LANGUAGES) {
            show(locale, false);
            var file = "%s-%s".formatted(name, locale.getLanguage());
            operator.picture(file, 1280, 800).forEach(fault -> faults.add(file + ": " + fault));
        }
        show(Locale.ENGLISH, false);
        return faults;
    }

    /// Pictures for pages that hold text more than tiles: every language in light and 1280 x 800; dark and 1920 x 1080
    /// in English and German.
    ///
    /// @return as [#pictures]
    public List<String> fewPictures(String name) throws IOException {
        var faults = new ArrayList<String>();
        for (var locale : WindowText.LANGUAGES) {
            picture(name, locale, false, 1280, 800, faults);
        }
        for (var locale : List.of(Locale.ENGLISH, Locale.GERMAN)) {
            picture(name, locale, true, 1920, 1080, faults);
        }
        show(Locale.ENGLISH, false);
        return faults;
    }

    private void picture(String name, Locale locale, boolean dark, int width, int height, List<String> faults)
            throws IOException {
        show(locale, dark);
        var file = "%s-%s-%s-%d".formatted(name, locale.getLanguage(), dark ? "dark" : "light", width);
        operator.picture(file, width, height).forEach(fault -> faults.add(file + ": " + fault));
    }

    private void show(Locale locale, boolean dark) {
        Fx.run(() -> {
            look.language().set(locale);
            look.dark().set(dark);
        });
        Fx.run(() -> {}); // focus moves after that
    }

    @Override
    public void close() {
        line.release();
        operator.close();
    }
}
