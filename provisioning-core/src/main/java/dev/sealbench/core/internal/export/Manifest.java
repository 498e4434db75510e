package dev.sealbench.core.internal.export;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sealbench.core.internal.log.EventLeaf;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/// Names of the two files that seal an export, and how the first is written.
///
/// manifest.json lists every other file with size and SHA-256, as found on the disk, in the order of
/// {@link SortedTree}; manifest.sig is a detached ECDSA signature over it, DER.
final class Manifest {

    static final String JSON = "manifest.json";
    static final String SIGNATURE = "manifest.sig";
    static final String FORMAT = "sealbench-export/3";

    private Manifest() {}

    /// Writes manifest.json over all that is in the folder.
    static void write(ExportWriter writer, ExportScope scope, ExportTally tally, Instant created) throws IOException {
        try (var json = ExportJson.generator(writer.open(JSON))) {
            json.writeStartObject();
            json.writeStringField("format", FORMAT);
            json.writeStringField("station", scope.station());
            json.writeStringField("range", scope.range());
            json.writeStringField("versions", scope.versions());
            json.writeStringField("createdUtc", EventLeaf.time(created));
            json.writeBooleanField("complete", scope.complete());
            json.writeNumberField("units", tally.units());
            json.writeNumberField("events", tally.events());
            json.writeNumberField("orders", tally.orders());
            json.writeNumberField("receipts", tally.receipts());
            json.writeArrayFieldStart("files");
            entries(json, writer.root());
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    /// Whether this path is one of the two that the manifest does not list.
    static boolean isSeal(String path) {
        return path.equals(JSON) || path.equals(SIGNATURE);
    }

    /// All processors hash the files.
    private static void entries(JsonGenerator json, Path root) throws IOException {
        var tree = new SortedTree(root);
        try (var ahead = new Ahead<Entry, IOException>(IOException.class)) {
            for (var path = tree.next(); path.isPresent(); path = tree.next()) {
                var file = path.get();
                if (file.equals(JSON)) {
                    continue;
                }
                if (ahead.isFull()) {
                    ahead.take().write(json);
                }
                ahead.begin(() -> new Entry(file, FileDigest.of(root.resolve(file))));
            }
            while (!ahead.isEmpty()) {
                ahead.take().write(json);
            }
        }
    }

    /// One file that the manifest lists.
    private record Entry(String path, FileDigest file) {

        void write(JsonGenerator json) throws IOException {
            json.writeRaw('\n');
            json.writeStartObject();
            json.writeStringField("path", path);
            json.writeNumberField("sizeBytes", file.sizeBytes());
            json.writeStringField("sha256", file.digest().hex());
            json.writeEndObject();
        }
    }
}
