package dev.sealbench.core.internal.log;

import dev.sealbench.core.EventRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// What of an event is hashed: docs/audit-format.md, "Leaf".
///
/// Stateless.
public final class EventLeaf {

    private static final String VERSION = "1";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private EventLeaf() {}

    /// The event's fields in UTF-8 with tabs between them. The books keep control characters out of the
    /// fields, so no two events have the same leaf.
    ///
    /// @throws IllegalArgumentException when a field holds a tab: somebody wrote to the database himself
    public static byte[] of(EventRecord event) {
        var leaf = String.join(
                "\t",
                VERSION,
                event.station(),
                Long.toString(event.sequence()),
                time(event.at()),
                event.person(),
                event.action(),
                event.serial().map(Object::toString).orElse(""),
                event.run().map(Object::toString).orElse(""),
                event.result().name(),
                event.detail(),
                event.versions());
        if (leaf.chars().filter(character -> character == '\t').count() != 10) {
            throw new IllegalArgumentException("a field of event %d holds a tab".formatted(event.sequence()));
        }
        return leaf.getBytes(StandardCharsets.UTF_8);
    }

    /// The event's hash in the tree, 32 octets.
    ///
    /// @throws IllegalArgumentException as [#of]
    public static byte[] hash(EventRecord event) {
        return Merkle.leaf(of(event));
    }

    /// Microseconds, always six digits.
    public static String time(Instant at) {
        return TIME.format(at);
    }
}
