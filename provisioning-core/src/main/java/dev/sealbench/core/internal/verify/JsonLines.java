package dev.sealbench.core.internal.verify;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sealbench.core.internal.export.ExportJson;
import dev.sealbench.core.internal.log.Merkle;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads a file of JSON objects, one at a time: texts, numbers and one array of hashes.
///
/// Not safe to share between threads.
final class JsonLines implements AutoCloseable {

    private static final int MAX_FIELDS = 32;
    private static final int MAX_HASHES = 64;

    private final String path;
    private final BufferedInputStream in;
    private final JsonParser json;

    JsonLines(Path dir, String path) throws IOException, WrongExport {
        this.path = path;
        try {
            in = new BufferedInputStream(Files.newInputStream(dir.resolve(path), LinkOption.NOFOLLOW_LINKS), 1 << 16);
        } catch (NoSuchFileException _) {
            throw new WrongExport(path, "missing");
        }
        json = ExportJson.parser(in);
    }

    /// One object.
    ///
    /// @param texts by name; numbers as they are written
    /// @param hashes the one array that it may have
    record Line(Map<String, String> texts, Optional<List<byte[]>> hashes) {

        /// Empty when there is no such field.
        String text(String name) {
            return texts.getOrDefault(name, "");
        }
    }

    /// The next object; nothing at the end of the file.
    ///
    /// @param array the name of the array
    Optional<Line> next(String array) throws IOException, WrongExport {
        try {
            var token = json.nextToken();
            if (token == null) {
                return Optional.empty();
            }
            var line = token == JsonToken.START_OBJECT ? object(array) : Optional.<Line>empty();
            if (line.isPresent()) {
                return line;
            }
        } catch (JacksonException | IllegalArgumentException _) { // not JSON, not Base64
        }
        throw new WrongExport(path, "has a line that is not of this format");
    }

    private Optional<Line> object(String array) throws IOException {
        var texts = new HashMap<String, String>();
        Optional<List<byte[]>> hashes = Optional.empty();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            var name = json.currentName();
            var token = json.nextToken();
            if (token == JsonToken.START_ARRAY && name.equals(array)) {
                hashes = hashes();
                if (hashes.isEmpty()) {
                    return Optional.empty();
                }
            } else if ((token == JsonToken.VALUE_STRING || token == JsonToken.VALUE_NUMBER_INT)
                    && texts.size() < MAX_FIELDS) {
                texts.put(name, json.getText());
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(new Line(texts, hashes));
    }

    private Optional<List<byte[]>> hashes() throws IOException {
        var hashes = new ArrayList<byte[]>();
        while (json.nextToken() == JsonToken.VALUE_STRING && hashes.size() < MAX_HASHES) {
            var hash = Base64.getDecoder().decode(json.getText());
            if (hash.length != Merkle.HASH_BYTES) {
                return Optional.empty();
            }
            hashes.add(hash);
        }
        return json.currentToken() == JsonToken.END_ARRAY ? Optional.of(hashes) : Optional.empty();
    }

    @Override
    public void close() throws IOException {
        json.close();
        in.close();
    }
}
