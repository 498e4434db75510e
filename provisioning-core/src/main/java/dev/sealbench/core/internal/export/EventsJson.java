package dev.sealbench.core.internal.export;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sealbench.core.EventRecord;
import dev.sealbench.core.internal.log.EventLeaf;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Writes events.jsonl: one JSON object per line, ASCII only, so that no character can hide another.
///
/// Not safe to share between threads.
final class EventsJson implements AutoCloseable {

    private final JsonGenerator json;

    /// Takes `out` over.
    EventsJson(OutputStream out) throws IOException {
        json = ExportJson.generator(out);
    }

    /// Appends one line.
    ///
    /// @param proof that the event is in its log's newest checkpoint; none when all events are exported
    void write(EventRecord event, Optional<List<byte[]>> proof) throws IOException {
        json.writeStartObject();
        json.writeStringField("log", event.station());
        json.writeNumberField("sequence", event.sequence());
        json.writeStringField("at", EventLeaf.time(event.at()));
        json.writeStringField("person", event.person());
        json.writeStringField("action", event.action());
        if (event.serial().isPresent()) {
            json.writeStringField("serial", event.serial().get().text());
        }
        if (event.run().isPresent()) {
            json.writeStringField("run", event.run().get().toString());
        }
        json.writeStringField("result", event.result().name().toLowerCase(Locale.ROOT));
        json.writeStringField("detail", event.detail());
        json.writeStringField("versions", event.versions());
        json.writeBinaryField("leaf", EventLeaf.of(event));
        if (proof.isPresent()) {
            ExportJson.hashes(json, "proof", proof.get());
        }
        json.writeEndObject();
        json.writeRaw('\n');
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}
