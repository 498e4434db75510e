package dev.sealbench.ui.window;

import dev.sealbench.core.Fault;
import dev.sealbench.core.LabelKind;
import dev.sealbench.core.Role;
import dev.sealbench.core.StationException;
import dev.sealbench.core.Step;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;

/// Every word that a person reads, in one language.
///
/// The part of a key before its first dot names the folder whose `words.properties` has it, so each page brings its own
/// words: `line.start` lies in `line/words.properties` and its translations in `words_nl.properties` and
/// `words_de.properties` beside it. `words.` is what several pages share, beside this class. Not a `ResourceBundle`,
/// because that answers in the computer's language where it has no file for the one that was asked for.
///
/// Safe to share between threads.
public final class WindowText {

    /// The languages to choose from.
    public static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.of("nl"), Locale.GERMAN);

    /// By language and folder; read once.
    private static final Map<String, Map<String, Properties>> READ = new ConcurrentHashMap<>();

    private static final int LONGEST_DETAIL = 600;

    private final Locale locale;
    private final Sentences sentences;
    private final Map<String, Properties> folders;

    public WindowText(Locale locale) {
        this.locale = locale;
        this.sentences = Sentences.in(locale);
        this.folders = READ.computeIfAbsent(locale.getLanguage(), _ -> new ConcurrentHashMap<>());
    }

    /// Reads what these folders say in every language, on a thread of its own: the FX thread then has the words at
    /// once.
    static void readAhead(List<String> folders) {
        Thread.ofVirtual().start(() -> {
            for (var language : LANGUAGES) {
                var text = new WindowText(language);
                folders.forEach(folder -> text.folders.computeIfAbsent(folder, text::read));
            }
        });
    }

    /// The language, also that of its numbers and dates.
    public Locale locale() {
        return locale;
    }

    /// A text with its arguments in place.
    ///
    /// @throws MissingResourceException when there is no such key
    public String get(String key, Object... arguments) {
        var folder = key.substring(0, Math.max(0, key.indexOf('.')));
        var pattern = folders.computeIfAbsent(folder, this::read).getProperty(key);
        if (pattern == null) {
            throw new MissingResourceException("no text for " + key, WindowText.class.getName(), key);
        }
        return new MessageFormat(pattern, locale).format(arguments);
    }

    public String of(Step step) {
        return get("words.step." + step.name());
    }

    public String of(LabelKind kind) {
        return get("words.label." + kind.name());
    }

    public String of(Role role) {
        return get("words.role." + role.name());
    }

    /// What is wrong, one sentence without its full stop.
    public String what(Fault fault) {
        return ofFault(fault, "text", fault.text());
    }

    /// What to do next, one sentence.
    public String next(Fault fault) {
        return ofFault(fault, "next", fault.next()) + ".";
    }

    /// A sentence that the core built, in this language; as it is when there is no translation.
    public String said(String english) {
        return sentences.of(english);
    }

    /// What was refused or went wrong: what, about what, what to do.
    public String said(StationException e) {
        var about = e.detail().isEmpty() ? "" : ": " + said(e.detail());
        return what(e.fault()) + about + ". " + next(e.fault());
    }

    /// What stands beside a fault's sentence, for who must find out why: one line with its caption, or nothing.
    /// Devices have a say in it, so nothing in it may move what stands around it: no control characters are left,
    /// no change of the writing direction, and what is very long is shortened.
    public String detail(String detail) {
        var line = said(detail).replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
        if (line.isEmpty()) {
            return "";
        }
        return get(
                "words.detail", line.length() > LONGEST_DETAIL ? line.substring(0, LONGEST_DETAIL) + "\u2026" : line);
    }

    /// Minutes and seconds, `3:07`.
    public String elapsed(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        return "%d:%02d".formatted(seconds / 60, seconds % 60);
    }

    /// The core has these in English; a translation that is missing is better told in English than not at all.
    private String ofFault(Fault fault, String part, String english) {
        var key = "words.fault." + fault.code() + "." + part;
        var translated = folders.computeIfAbsent("words", this::read).getProperty(key, english);
        return Character.toUpperCase(translated.charAt(0)) + translated.substring(1);
    }

    private Properties read(String folder) {
        var path = folder.equals("words") ? "" : folder + "/";
        var english = overlaid(new Properties(), path + "words.properties");
        return locale.getLanguage().equals("en")
                ? english
                : overlaid(english, path + "words_" + locale.getLanguage() + ".properties");
    }

    private static Properties overlaid(Properties base, String file) {
        var words = new Properties();
        words.putAll(base);
        try (var in = WindowText.class.getResourceAsStream(file)) {
            if (in != null) {
                words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            }
            return words;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
