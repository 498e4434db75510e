package dev.sealbench.core.internal.export;

import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.sealbench.core.Digest;
import dev.sealbench.core.EventRecord;
import dev.sealbench.core.Octets;
import dev.sealbench.core.internal.log.LogException;
import dev.sealbench.link.wire.Order;
import dev.sealbench.link.wire.StationStatement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes the folder `log`: of each log its newest checkpoint and its station's statements, and the older
/// checkpoints with their proofs: all of them, or those that exported orders name.
///
/// Not safe to share between threads.
final class LogFiles implements AutoCloseable {

    static final String CHECKPOINTS = "log/checkpoints.jsonl";

    /// Orders that follow each other name few checkpoints; one that comes back later is listed again.
    private static final int REMEMBERED = 1000;

    private final List<ExportedLog> logs;
    private final boolean complete;
    private final JsonGenerator json;
    private final Map<Digest, Boolean> listed = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Digest, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    LogFiles(ExportWriter writer, List<ExportedLog> logs, boolean complete) throws IOException, ExportRefused {
        this.logs = logs;
        this.complete = complete;
        for (var log : logs) {
            if (!AuditExport.SAFE_NAME.matcher(log.station()).matches()) {
                throw new ExportRefused("the name of station %s cannot be a file's".formatted(log.station()));
            }
            writer.write(
                    "log/%s.checkpoint".formatted(log.station()), log.newest().toBytes());
            writeStatements(writer, log);
        }
        json = ExportJson.generator(writer.open(CHECKPOINTS));
        if (complete) {
            writeAll();
        }
    }

    private static void writeStatements(ExportWriter writer, ExportedLog log) throws IOException {
        var statements = log.statements();
        writer.write(
                "log/%s.statement.dsse.pb".formatted(log.station()),
                statements.getFirst().toBytes());
        for (int older = 1; older < statements.size(); older++) {
            writer.write(
                    "log/%s.statement.%d.dsse.pb".formatted(log.station(), older),
                    statements.get(older).toBytes());
        }
    }

    /// Lists the checkpoint that this order names, if the log has it: who checks the export will miss it.
    void named(Order order) throws IOException, ExportRefused {
        if (complete) {
            return;
        }
        var digest = Digest.of(order.getLogCheckpointSha256().toByteArray());
        var station = station(order);
        for (var log : logs) {
            if (log.station().equals(station) && listed.put(digest, true) == null) {
                var note = read(() -> log.checkpoint(digest));
                if (note.isPresent()) {
                    write(log, note.get());
                }
            }
        }
    }

    /// Proof that the event is in its log.
    static List<byte[]> inclusion(List<ExportedLog> logs, EventRecord event) throws IOException, ExportRefused {
        for (var log : logs) {
            if (log.station().equals(event.station())) {
                return read(() -> log.inclusion(event.sequence()));
            }
        }
        throw new ExportRefused("there is no log of station %s".formatted(event.station()));
    }

    @Override
    public void close() throws IOException {
        json.close();
    }

    private void writeAll() throws IOException {
        for (var log : logs) {
            try (var notes = log.checkpoints()) {
                for (var note = notes.iterator(); note.hasNext(); ) {
                    write(log, note.next());
                }
            }
        }
    }

    private void write(ExportedLog log, Octets note) throws IOException {
        var text = new String(note.toBytes(), StandardCharsets.UTF_8);
        var lines = text.split("\n", 4);
        long size = Long.parseLong(lines[1]);
        json.writeStartObject();
        json.writeStringField("log", log.station());
        json.writeNumberField("size", size);
        json.writeStringField("root", lines[2]);
        json.writeStringField("sha256", Digest.sha256(note.toBytes()).hex());
        json.writeStringField("note", text);
        ExportJson.hashes(json, "consistency", read(() -> log.consistency(size)));
        json.writeEndObject();
        json.writeRaw('\n');
    }

    private static String station(Order order) throws ExportRefused {
        try {
            return StationStatement.parseFrom(order.getStationStatement().getPayload())
                    .getStationId();
        } catch (InvalidProtocolBufferException _) {
            throw new ExportRefused("an order of %s has a statement that cannot be read".formatted(order.getSerial()));
        }
    }

    /// Something that is read from a log.
    @FunctionalInterface
    private interface Read<T> {
        T get() throws LogException;
    }

    private static <T> T read(Read<T> read) throws IOException {
        try {
            return read.get();
        } catch (LogException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
