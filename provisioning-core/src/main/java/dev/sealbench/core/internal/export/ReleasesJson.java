package dev.sealbench.core.internal.export;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sealbench.core.Digest;
import dev.sealbench.link.wire.Order;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.Set;

/// Writes releases.jsonl: one line per firmware release that an exported order names.
///
/// Not safe to share between threads.
final class ReleasesJson implements AutoCloseable {

    static final String NAME = "releases.jsonl";

    private final JsonGenerator json;
    private final ExportSource source;
    private final Set<Digest> written = new HashSet<>();

    /// Takes `out` over.
    ReleasesJson(OutputStream out, ExportSource source) throws IOException {
        this.json = ExportJson.generator(out);
        this.source = source;
    }

    /// Lists the order's release, once.
    void named(Order order) throws IOException {
        var image = Digest.of(order.getFirmwareSha256().toByteArray());
        if (written.add(image)) {
            var release = source.release(image);
            if (release.isPresent()) {
                write(release.get());
            }
        }
    }

    @Override
    public void close() throws IOException {
        json.close();
    }

    private void write(ExportedRelease exported) throws IOException {
        var release = exported.release();
        json.writeStartObject();
        json.writeStringField("image", release.image().hex());
        json.writeStringField("version", release.version());
        json.writeNumberField("securityCounter", release.securityCounter());
        json.writeStringField("vid", release.vid().toString());
        json.writeStringField("cid", release.cid().toString());
        json.writeStringField("file", release.file().hex());
        json.writeStringField("sbom", release.sbom().hex());
        json.writeBinaryField("record", release.record().toBytes());
        if (exported.key().isPresent()) {
            json.writeBinaryField("key", exported.key().get().toBytes());
        }
        json.writeEndObject();
        json.writeRaw('\n');
    }
}
