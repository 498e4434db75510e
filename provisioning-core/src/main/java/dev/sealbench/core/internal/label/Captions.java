package dev.sealbench.core.internal.label;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

/// Our own words on labels, in the languages that we have.
public enum Captions {
    EN,
    NL,
    DE;

    private final Properties words = new Properties();

    Captions() {
        var name = "captions_%s.properties".formatted(name().toLowerCase(Locale.ROOT));
        try (var in = Captions.class.getResourceAsStream(name);
                var reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            words.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("the program was packed without " + name, e);
        }
    }

    /// The words for a key; nothing when there is no such caption.
    Optional<String> find(String key) {
        return Optional.ofNullable(words.getProperty(key));
    }

    /// All words by key.
    Map<String, String> words() {
        return keys().stream().collect(Collectors.toMap(key -> key, words::getProperty));
    }

    /// All keys.
    Set<String> keys() {
        return words.stringPropertyNames();
    }
}
