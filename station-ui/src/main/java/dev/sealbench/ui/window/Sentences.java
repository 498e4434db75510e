package dev.sealbench.ui.window;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the core says, in one language: `sentences.txt` has each sentence in English and its translations.
///
/// The English sentence is the key, as it is written in the core: `work order {0} is closed`. What stands at `{0}` is
/// looked up, too, because sentences hold others. A sentence that is not there stays English. Immutable.
final class Sentences {

    /// Longer texts are no sentences of ours, and are not looked up.
    private static final int LONGEST = 2_000;

    private static final int DEPTH = 5;
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d)}");
    private static final Pattern GROUPED = Pattern.compile("\\d{1,3}(,\\d{3})+");

    private final Locale locale;
    private final List<Sentence> sentences;

    /// @param letters how many stand in the sentence itself: the one that says most is tried first
    private record Sentence(Pattern english, String translation, int letters) {

        static Sentence of(String english, String translation) {
            var regex = new StringBuilder();
            int end = 0;
            for (var hole : PLACEHOLDER.matcher(english).results().toList()) {
                regex.append(Pattern.quote(english.substring(end, hole.start())))
                        .append("(?<a")
                        .append(hole.group(1))
                        .append(">.*?)");
                end = hole.end();
            }
            regex.append(Pattern.quote(english.substring(end)));
            int letters = PLACEHOLDER.matcher(english).replaceAll("").length();
            return new Sentence(Pattern.compile(regex.toString(), Pattern.DOTALL), translation, letters);
        }

        Optional<String> translated(String said, Function<String, String> argument) {
            var match = english.matcher(said);
            return match.matches() ? Optional.of(filled(match, argument)) : Optional.empty();
        }

        private String filled(Matcher match, Function<String, String> argument) {
            return PLACEHOLDER
                    .matcher(translation)
                    .replaceAll(hole -> Matcher.quoteReplacement(argument.apply(match.group("a" + hole.group(1)))));
        }
    }

    private Sentences(Locale locale, List<Sentence> sentences) {
        this.locale = locale;
        this.sentences = sentences.stream()
                .sorted(Comparator.comparingInt(Sentence::letters).reversed())
                .toList();
    }

    /// The sentences in a language; none in English, which needs none.
    static Sentences in(Locale locale) {
        var found = new ArrayList<Sentence>();
        var english = "";
        for (var line : lines()) {
            if (line.startsWith("en ")) {
                english = line.substring(3);
            } else if (line.startsWith(locale.getLanguage() + " ")) {
                found.add(Sentence.of(english, line.substring(3)));
            }
        }
        return new Sentences(locale, found);
    }

    /// A sentence of the core in this language; as it is when it is not known.
    String of(String said) {
        return said.length() > LONGEST ? said : of(said, DEPTH);
    }

    private String of(String said, int depth) {
        if (depth == 0 || said.isEmpty()) {
            return said;
        }
        return sentences.stream()
                .flatMap(sentence -> sentence.translated(said, part -> of(part, depth - 1)).stream())
                .findFirst()
                .orElseGet(() -> GROUPED.matcher(said).replaceAll(this::grouped));
    }

    /// `20,480` is twenty and a half to a Dutch reader.
    private String grouped(MatchResult number) {
        return NumberFormat.getIntegerInstance(locale)
                .format(Long.parseLong(number.group().replace(",", "")));
    }

    private static List<String> lines() {
        try (var in = Sentences.class.getResourceAsStream("sentences.txt");
                var reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            return reader.readAllLines();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
