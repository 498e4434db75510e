package dev.sealbench.core.internal.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/// One way to write and to read the JSON of an export.
///
/// Stateless.
public final class ExportJson {

    private static final int MAX_STRING = 1 << 15;
    private static final int MAX_DEPTH = 8;

    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .rootValueSeparator((String) null)
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(MAX_STRING)
                    .maxNestingDepth(MAX_DEPTH)
                    .build())
            .build();

    private ExportJson() {}

    /// Writes ASCII without white space of its own; closing it closes `out`.
    static JsonGenerator generator(OutputStream out) throws IOException {
        return FACTORY.createGenerator(out);
    }

    /// Writes hashes as an array of Base64.
    static void hashes(JsonGenerator json, String name, List<byte[]> hashes) throws IOException {
        json.writeArrayFieldStart(name);
        for (var hash : hashes) {
            json.writeBinary(hash);
        }
        json.writeEndArray();
    }

    /// Reads with bounds on depth and text; a doubled key is an error. Leaves `in` open.
    public static JsonParser parser(InputStream in) throws IOException {
        return FACTORY.createParser(in);
    }
}
