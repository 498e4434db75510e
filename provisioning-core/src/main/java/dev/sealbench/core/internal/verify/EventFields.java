package dev.sealbench.core.internal.verify;

import dev.sealbench.core.internal.verify.JsonLines.Line;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The fields of an event as they stand in its leaf: docs/audit-format.md, "Leaf".
final class EventFields {

    private static final List<String> NAMES =
            List.of("log", "sequence", "at", "person", "action", "serial", "run", "result", "detail", "versions");
    private static final Pattern SEQUENCE = Pattern.compile("[1-9][0-9]{0,17}");
    private static final Pattern TIME =
            Pattern.compile("(?!0000)[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{6}Z");

    /// Strict: no 30th of February, no hour 24, no leap second, which the log's clocks do not have.
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withResolverStyle(ResolverStyle.STRICT);

    private EventFields() {}

    /// A time as an export writes it; nothing when it is written otherwise, or no clock shows it.
    static Optional<Instant> time(String text) {
        try {
            return TIME.matcher(text).matches()
                    ? Optional.of(LocalDateTime.parse(text, CLOCK).toInstant(ZoneOffset.UTC))
                    : Optional.empty();
        } catch (DateTimeParseException _) { // it comes from outside
            return Optional.empty();
        }
    }

    /// The leaf, when it is what the fields make; nothing otherwise.
    static Optional<byte[]> leaf(Line event) {
        boolean formed = SEQUENCE.matcher(event.text("sequence")).matches()
                && TIME.matcher(event.text("at")).matches()
                && event.texts().values().stream()
                        .noneMatch(text -> text.chars().anyMatch(character -> character < ' '));
        var text = NAMES.stream()
                .map(name -> name.equals("result") ? event.text(name).toUpperCase(Locale.ROOT) : event.text(name))
                .collect(Collectors.joining("\t", "1\t", ""));
        var leaf = text.getBytes(StandardCharsets.UTF_8);
        boolean same = Base64.getEncoder().encodeToString(leaf).equals(event.text("leaf"));
        return formed && same ? Optional.of(leaf) : Optional.empty();
    }
}
