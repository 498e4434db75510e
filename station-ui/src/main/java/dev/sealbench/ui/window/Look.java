package dev.sealbench.ui.window;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.css.PseudoClass;
import javafx.scene.Scene;
import javafx.scene.text.Font;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How the windows look and sound here: language, theme, sounds, automatic start. Kept in a file of the home, because
/// it belongs to the place and not to the person. FX thread only.
public final class Look {

    private static final Logger LOG = LoggerFactory.getLogger(Look.class);
    private static final PseudoClass DARK = PseudoClass.getPseudoClass("dark");
    private static final List<String> FONTS = List.of("Inter-Regular.otf", "Inter-SemiBold.otf", "Inter-Bold.otf");

    private final ObjectProperty<Locale> language = new SimpleObjectProperty<>(Locale.ENGLISH);
    private final BooleanProperty dark = new SimpleBooleanProperty(false);
    private final BooleanProperty sounds = new SimpleBooleanProperty(true);
    private final BooleanProperty automaticStart = new SimpleBooleanProperty(true);
    private Optional<Path> file = Optional.empty();

    /// English, light, with sounds; kept nowhere.
    public Look() {}

    /// What `file` says, and from then on every change is written there. A file that cannot be read or written costs
    /// no more than the choice.
    public static Look keptIn(Path file) {
        var look = new Look();
        look.read(file);
        look.file = Optional.of(file);
        look.language.subscribe(look::write);
        look.dark.subscribe(look::write);
        look.sounds.subscribe(look::write);
        look.automaticStart.subscribe(look::write);
        return look;
    }

    public ObjectProperty<Locale> language() {
        return language;
    }

    public BooleanProperty dark() {
        return dark;
    }

    public BooleanProperty sounds() {
        return sounds;
    }

    /// Whether a scanned unit starts as soon as it is plugged in.
    public BooleanProperty automaticStart() {
        return automaticStart;
    }

    /// The words of the chosen language.
    public WindowText text() {
        return new WindowText(language.get());
    }

    /// Gives a scene the style sheets of theme, frame and pages, and keeps them as the person chooses.
    ///
    /// @param folders those whose `style.css` belongs to it
    public void dress(Scene scene, List<String> folders) {
        loadFonts();
        WindowText.readAhead(
                Stream.concat(Stream.of("words", "scan"), folders.stream()).toList());
        scene.getStylesheets().add(sheet("window.css").orElseThrow());
        folders.stream()
                .flatMap(folder -> sheet(folder + "/style.css").stream())
                .forEach(scene.getStylesheets()::add);
        dark.subscribe(isDark -> {
            var theme = isDark ? new PrimerDark() : new PrimerLight();
            scene.setUserAgentStylesheet(theme.getUserAgentStylesheet());
            scene.getRoot().pseudoClassStateChanged(DARK, isDark);
        });
    }

    /// The type is brought along: what fits here fits on every station.
    private static void loadFonts() {
        for (var font : FONTS) {
            try (var in = Look.class.getResourceAsStream("fonts/" + font)) {
                Font.loadFont(in, 16);
            } catch (IOException e) {
                LOG.warn("the font {} was not loaded: {}", font, e.getMessage());
            }
        }
    }

    private static Optional<String> sheet(String name) {
        return Optional.ofNullable(Look.class.getResource(name)).map(Object::toString);
    }

    private void read(Path from) {
        var kept = new Properties();
        try (var in = Files.newBufferedReader(from, StandardCharsets.UTF_8)) {
            kept.load(in);
        } catch (IOException | IllegalArgumentException e) {
            LOG.info("no choice of language and theme: {}", e.getMessage());
        }
        WindowText.LANGUAGES.stream()
                .filter(locale -> Objects.equals(
                        locale.getLanguage(),
                        kept.getProperty("language", Locale.getDefault().getLanguage())))
                .findFirst()
                .ifPresent(language::set);
        dark.set(Boolean.parseBoolean(kept.getProperty("dark", "false")));
        sounds.set(Boolean.parseBoolean(kept.getProperty("sounds", "true")));
        automaticStart.set(Boolean.parseBoolean(kept.getProperty("automatic-start", "true")));
    }

    private void write() {
        if (file.isEmpty()) {
            return;
        }
        var text = "language=%s%ndark=%s%nsounds=%s%nautomatic-start=%s%n"
                .formatted(language.get().getLanguage(), dark.get(), sounds.get(), automaticStart.get());
        UiThread.away(() -> replace(file.get(), text), _ -> {}, e -> LOG.warn("choice not kept: {}", e.getMessage()));
    }

    private static synchronized Path replace(Path file, String text) throws IOException {
        var fresh = Files.writeString(file.resolveSibling(file.getFileName() + ".new"), text);
        return Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
