package dev.sealbench.core.internal.export;

import dev.sealbench.core.EventRecord;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;

/// The events of an export alone, for measuring.
public final class EventRows {

    private EventRows() {}

    /// Writes them as events.jsonl has them, and closes the stream.
    ///
    /// @return how many
    public static long write(Stream<EventRecord> events, Path file) throws IOException {
        long rows = 0;
        try (events;
                var json = new EventsJson(new BufferedOutputStream(Files.newOutputStream(file)))) {
            for (Iterator<EventRecord> each = events.iterator(); each.hasNext(); rows++) {
                json.write(each.next(), Optional.empty());
            }
        }
        return rows;
    }
}
