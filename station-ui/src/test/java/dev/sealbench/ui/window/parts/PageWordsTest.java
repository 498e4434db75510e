package dev.sealbench.ui.window.parts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.ui.window.WindowText;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The words of pages: each language has every key, with the same arguments.
class PageWordsTest {

    @ParameterizedTest
    @ValueSource(strings = {"parts", "health", "orders", "releases"})
    void everyLanguageHasEveryKeyWithTheSameArguments(String folder) throws IOException {
        var english = words(folder, "");
        assertThat(english).isNotEmpty();
        for (var language : WindowText.LANGUAGES) {
            if (language.equals(Locale.ENGLISH)) {
                continue;
            }
            var translated = words(folder, "_" + language.getLanguage());
            assertThat(translated.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
            for (var key : english.stringPropertyNames()) {
                assertThat(arguments(translated.getProperty(key)))
                        .as("%s in %s", key, language)
                        .isEqualTo(arguments(english.getProperty(key)));
            }
        }
    }

    private static int arguments(String pattern) {
        return new MessageFormat(pattern, Locale.ENGLISH).getFormatsByArgumentIndex().length;
    }

    private static Properties words(String folder, String suffix) throws IOException {
        var words = new Properties();
        try (var in = WindowText.class.getResourceAsStream(folder + "/words" + suffix + ".properties")) {
            words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        return words;
    }
}
