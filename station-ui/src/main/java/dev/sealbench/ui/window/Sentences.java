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
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
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
    private static final Map<String, Sentences> BY_LANGUAGE = new ConcurrentHashMap<>();
    private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");
    private static final Pattern GROUPED = Pattern.compile("\\b\\d{1,3}(,\\d{3}){1,5}\\b");

    private final Locale locale;
    private final List<Sentence> sentences;

    /// @param pieces what stands around the places: one more than there are places
    /// @param letters how many stand in the sentence itself: the one that says most is tried first
    private record Sentence(List<String> pieces, String translation, int letters) {

        static Sentence of(String english, String translation) {
            var pieces = List.of(PLACE.split(english, -1));
            return new Sentence(
                    pieces,
                    translation,
                    pieces.stream().mapToInt(String::length).sum());
        }

        /// What stands at the places; empty when another sentence was said.
        Optional<List<String>> arguments(String said) {
            int end = said.length() - pieces.getLast().length();
            if (said.length() < letters || !said.startsWith(pieces.getFirst()) || !said.endsWith(pieces.getLast())) {
                return Optional.empty();
            }
            if (pieces.size() == 1) {
                return said.length() == letters ? Optional.of(List.of()) : Optional.empty();
            }
            var arguments = new ArrayList<String>();
            int at = pieces.getFirst().length();
            for (var piece : pieces.subList(1, pieces.size() - 1)) {
                int next = said.indexOf(piece, at);
                if (next < 0 || next + piece.length() > end) {
                    return Optional.empty();
                }
                arguments.add(said.substring(at, next));
                at = next + piece.length();
            }
            arguments.add(said.substring(at, end));
            return Optional.of(arguments);
        }

        String with(List<String> arguments) {
            return PLACE.matcher(translation)
                    .replaceAll(place -> Matcher.quoteReplacement(arguments.get(Integer.parseInt(place.group(1)))));
        }
    }

    private Sentences(Locale locale, List<Sentence> sentences) {
        this.locale = locale;
        this.sentences = sentences.stream()
                .sorted(Comparator.comparingInt(Sentence::letters).reversed())
                .toList();
    }

    /// The sentences in a language; none in English, which needs none. Read once.
    static Sentences in(Locale locale) {
        return BY_LANGUAGE.computeIfAbsent(locale.getLanguage(), _ -> read(locale));
    }

    private static Sentences read(Locale locale) {
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
        for (var sentence : sentences) {
            var arguments = sentence.arguments(said);
            if (arguments.isPresent()) {
                return sentence.with(arguments.get().stream()
                        .map(each -> of(each, depth - 1))
                        .toList());
            }
        }
        return GROUPED.matcher(said).replaceAll(this::grouped);
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
