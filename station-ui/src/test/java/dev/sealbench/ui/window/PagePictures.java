package dev.sealbench.ui.window;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Pictures of a page into `target/screenshots`: every language in light at 1280x800, English and German also in dark
/// and at 1920x1080.
public final class PagePictures {

    private record Kind(Locale locale, boolean dark, int width, int height) {}

    /// Few changes of the theme, and as before in the end: a page that is built anew asks its station again.
    private static final List<Kind> KINDS = List.of(
            new Kind(Locale.GERMAN, true, 1920, 1080),
            new Kind(Locale.ENGLISH, true, 1280, 800),
            new Kind(Locale.GERMAN, false, 1280, 800),
            new Kind(Locale.of("nl"), false, 1280, 800),
            new Kind(Locale.ENGLISH, false, 1280, 800),
            new Kind(Locale.ENGLISH, false, 1920, 1080));

    private PagePictures() {}

    /// @return everything in them that could not be read or hit, with the picture's name
    public static List<String> faults(Windows windows, String name) throws IOException {
        var faults = new ArrayList<String>();
        for (var kind : KINDS) {
            Fx.run(() -> {
                windows.look().language().set(kind.locale());
                windows.look().dark().set(kind.dark());
            });
            Fx.run(() -> {}); // focus moves after that
            var file = "%s-%s-%s-%d"
                    .formatted(name, kind.locale().getLanguage(), kind.dark() ? "dark" : "light", kind.width());
            windows.operator()
                    .picture(file, kind.width(), kind.height())
                    .forEach(fault -> faults.add(file + ": " + fault));
        }
        Fx.run(() -> {
            windows.look().language().set(Locale.ENGLISH);
            windows.look().dark().set(false);
        });
        return faults;
    }
}
