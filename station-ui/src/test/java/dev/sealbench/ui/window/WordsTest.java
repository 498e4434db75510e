package dev.sealbench.ui.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.Fault;
import dev.sealbench.ui.testkit.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The three languages say the same things: no key is missing or left over, no placeholder is lost, and every key is
/// used by somebody.
class WordsTest {

    private static final Path SOURCES = Repository.file("station-ui/src/main");
    private static final Path WORDS = SOURCES.resolve("resources/dev/sealbench/ui/window");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d+)");

    /// Keys that are put together from a name: `words.step.` and the step's.
    private static final Pattern BUILT =
            Pattern.compile("words\\.(step|label|role|fault)\\..+|scan\\.refused\\..+|login\\.(title|hint)\\..+"
                    + "|unit\\.(state|run|decide|unproven|check|labels|document)\\..+|reprint\\.(kind|reason)\\..+"
                    + "|[a-z]+\\.[a-z.]+\\.[A-Z_]+|orders\\.(fact|wrong|value)\\..+|releases\\.(fact|check)\\..+|people\\.may\\..+|settings\\.(section|part|type|tested)\\..+"
                    + "|labels\\.(part|element|column|field|code|value|wrong|maker)\\..+"
                    + "|scanback\\.(scan|reason)\\..+"
                    + "|line\\.(verdict|stopped)\\..+|shell\\.(theme|sounds)\\.(on|off)|[a-z]+\\.title");

    static List<Path> english() throws IOException {
        try (var files = Files.walk(WORDS)) {
            return files.filter(file -> file.getFileName().toString().equals("words.properties"))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("english")
    void everyLanguageHasTheSameKeysAndPlaceholders(Path english) {
        var base = read(english);
        assertThat(base).isNotEmpty();
        for (var language : List.of("nl", "de")) {
            var other = read(english.resolveSibling("words_" + language + ".properties"));
            var keys = other.stringPropertyNames();
            assertThat(withoutFaults(keys)).as(language).isEqualTo(withoutFaults(base.stringPropertyNames()));
            for (var key : base.stringPropertyNames()) {
                assertThat(placeholders(other, key)).as(language + " " + key).isEqualTo(placeholders(base, key));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("english")
    void everyTextFormatsInEveryLanguage(Path english) {
        for (var locale : WindowText.LANGUAGES) {
            var text = new WindowText(locale);
            for (var key : read(english).stringPropertyNames()) {
                var formatted = text.get(key, 2, 3, 4, 5);
                assertThat(formatted).as(locale + " " + key).doesNotContain("{", "''");
                // a field may have no hint
                assertThat(formatted.isBlank() && !key.contains(".hint."))
                        .as(locale + " " + key)
                        .isFalse();
            }
        }
    }

    @Test
    void everyFaultIsTranslatedAndNoTranslationIsOfAFaultThatIsGone() {
        var faults = Stream.of(Fault.values())
                .flatMap(fault -> Stream.of("text", "next").map(part -> "words.fault." + fault.code() + "." + part))
                .collect(Collectors.toCollection(TreeSet::new));
        for (var language : List.of("nl", "de")) {
            var keys = read(WORDS.resolve("words_" + language + ".properties")).stringPropertyNames().stream()
                    .filter(key -> key.startsWith("words.fault."))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(keys).as(language).containsAll(faults);
        }
    }

    @Test
    void everyKeyIsUsed() throws IOException {
        var code = new StringBuilder();
        try (var files = Files.walk(SOURCES.resolve("java"))) {
            for (var file :
                    files.filter(file -> file.toString().endsWith(".java")).toList()) {
                code.append(Files.readString(file));
            }
        }
        for (var file : english()) {
            for (var key : read(file).stringPropertyNames()) {
                var inPage = key.substring(key.indexOf('.') + 1);
                assertThat(BUILT.matcher(key).matches()
                                || code.indexOf('"' + key + '"') >= 0
                                || code.indexOf('"' + inPage + '"') >= 0)
                        .as(key)
                        .isTrue();
            }
        }
    }

    private static Set<String> withoutFaults(Set<String> keys) {
        return keys.stream()
                .filter(key -> !key.startsWith("words.fault."))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> placeholders(Properties words, String key) {
        return PLACEHOLDER
                .matcher(words.getProperty(key, ""))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Properties read(Path file) {
        var words = new Properties();
        try (var in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            words.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return words;
    }
}
