package dev.sealbench.core.internal.export;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sealbench.core.EventRecord;
import dev.sealbench.core.internal.log.EventLeaf;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Writes events.jsonl: one JSON object per line, ASCII only, so that no character can hide another. All processors
/// make lines; they are written in the order in which the events came.
///
/// Not safe to share between threads.
final class EventsJson implements AutoCloseable {

    private static final Base64.Encoder BASE64 = Base64.getEncoder();

    private static final int LINES = 200;
    private static final int IN_FLIGHT = 8;

    private final OutputStream out;
    private final Ahead<byte[], IOException> ahead = new Ahead<>(IOException.class, IN_FLIGHT);
    private List<Proven> waiting = new ArrayList<>();

    /// @param proof that the event is in its log's newest checkpoint; none when all events are exported
    private record Proven(EventRecord event, Optional<List<byte[]>> proof) {}

    /// Takes `out` over.
    EventsJson(OutputStream out) {
        this.out = out;
    }

    /// Appends one line.
    ///
    /// @param proof that the event is in its log's newest checkpoint; none when all events are exported
    void write(EventRecord event, Optional<List<byte[]>> proof) throws IOException {
        waiting.add(new Proven(event, proof));
        if (waiting.size() == LINES) {
            begin();
        }
    }

    /// Writes what is still to be written, and closes.
    @Override
    public void close() throws IOException {
        try (out;
                ahead) {
            begin();
            while (!ahead.isEmpty()) {
                out.write(ahead.take());
            }
        }
    }

    private void begin() throws IOException {
        if (ahead.isFull()) {
            out.write(ahead.take());
        }
        var events = waiting;
        waiting = new ArrayList<>();
        ahead.begin(() -> lines(events));
    }

    private static byte[] lines(List<Proven> events) throws IOException {
        var lines = new ByteArrayOutputStream();
        try (var json = ExportJson.generator(lines)) {
            for (var each : events) {
                line(json, each.event(), each.proof());
            }
        }
        return lines.toByteArray();
    }

    private static void line(JsonGenerator json, EventRecord event, Optional<List<byte[]>> proof) throws IOException {
        var time = EventLeaf.time(event.at());
        json.writeStartObject();
        json.writeStringField("log", event.station());
        json.writeNumberField("sequence", event.sequence());
        json.writeStringField("at", time);
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
        json.writeFieldName("leaf");
        var leaf = BASE64.encode(EventLeaf.of(event, time)); // many times as fast as the generator's own
        json.writeRawUTF8String(leaf, 0, leaf.length);
        if (proof.isPresent()) {
            ExportJson.hashes(json, "proof", proof.get());
        }
        json.writeEndObject();
        json.writeRaw('\n');
    }
}
