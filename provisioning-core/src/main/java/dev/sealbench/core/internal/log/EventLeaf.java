package dev.sealbench.core.internal.log;

import dev.sealbench.core.EventRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// What of an event is hashed: docs/audit-format.md, "Leaf".
///
/// Stateless.
public final class EventLeaf {

    private static final String VERSION = "1";
    private static final int FIELDS = 11;
    private static final int LAST_YEAR = 9999;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private EventLeaf() {}

    /// The event's fields in UTF-8 with tabs between them. The books keep control characters out of the
    /// fields, so no two events have the same leaf.
    ///
    /// @throws IllegalArgumentException when a field holds a tab: somebody wrote to the database himself
    public static byte[] of(EventRecord event) {
        return of(event, time(event.at()));
    }

    /// As [#of], for who has the time's text.
    ///
    /// @param time what [#time] says of the event's
    public static byte[] of(EventRecord event, String time) {
        var leaf = String.join(
                        "\t",
                        VERSION,
                        event.station(),
                        Long.toString(event.sequence()),
                        time,
                        event.person(),
                        event.action(),
                        event.serial().map(Object::toString).orElse(""),
                        event.run().map(Object::toString).orElse(""),
                        event.result().name(),
                        event.detail(),
                        event.versions())
                .getBytes(StandardCharsets.UTF_8);
        int tabs = 0;
        for (byte octet : leaf) {
            tabs += octet == '\t' ? 1 : 0;
        }
        if (tabs != FIELDS - 1) {
            throw new IllegalArgumentException("a field of event %d holds a tab".formatted(event.sequence()));
        }
        return leaf;
    }

    /// The event's hash in the tree, 32 octets.
    ///
    /// @throws IllegalArgumentException as [#of]
    public static byte[] hash(EventRecord event) {
        return Merkle.leaf(of(event));
    }

    /// Microseconds, always six digits.
    public static String time(Instant at) {
        var time = LocalDateTime.ofEpochSecond(at.getEpochSecond(), at.getNano(), ZoneOffset.UTC);
        if (time.getYear() < 0 || time.getYear() > LAST_YEAR) {
            return TIME.format(at);
        }
        // a formatter takes longer than all else of a leaf, and an export has millions
        var text = "0000-00-00T00:00:00.000000Z".getBytes(StandardCharsets.ISO_8859_1);
        digits(text, 4, time.getYear());
        digits(text, 7, time.getMonthValue());
        digits(text, 10, time.getDayOfMonth());
        digits(text, 13, time.getHour());
        digits(text, 16, time.getMinute());
        digits(text, 19, time.getSecond());
        digits(text, 26, time.getNano() / 1000);
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    /// Writes a number's digits so that they end before `end`.
    private static void digits(byte[] text, int end, int number) {
        for (int rest = number, at = end - 1; rest > 0; rest /= 10, at--) {
            text[at] += (byte) (rest % 10);
        }
    }
}
