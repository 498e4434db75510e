package dev.sealbench.core.internal.export;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

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
    void write(ExportedEvent exported) throws IOException {
        var event = exported.event();
        json.writeStartObject();
        json.writeStringField("log", event.station());
        json.writeNumberField("sequence", event.sequence());
        json.writeStringField("at", event.at().toString());
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
        json.writeBinaryField("leaf", exported.leaf().toBytes());
        json.writeEndObject();
        json.writeRaw('\n');
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}
