package dev.sealbench.core.internal.export;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sealbench.core.internal.export.ExportVerdict.Sound;
import dev.sealbench.core.internal.export.ExportVerdict.Wrong;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads a manifest and walks its folder side by side: both are in the same order, so neither is held in
/// memory. All processors hash the files.
///
/// For one use.
final class ManifestCheck {

    private static final int MAX_FIELDS = 32;

    private final Path root;
    private final JsonParser json;
    private final Map<String, String> head = new HashMap<>();
    private final Ahead<Optional<Wrong>, IOException> hashing;
    private SortedTree tree;
    private Optional<String> found = Optional.empty();

    /// Found by the hashing while the list was read: nothing that is still hashed comes before it.
    private Optional<Wrong> changed = Optional.empty();

    private String listedBefore = "";
    private long files;

    private ManifestCheck(Path root, JsonParser json, Ahead<Optional<Wrong>, IOException> hashing) {
        this.root = root;
        this.json = json;
        this.hashing = hashing;
    }

    /// The verdict over all that the manifest lists and the folder holds.
    ///
    /// @throws IOException if the disk cannot be read, or the text is not JSON
    static ExportVerdict run(Path root, JsonParser json) throws IOException {
        try (var hashing = new Ahead<Optional<Wrong>, IOException>(IOException.class)) {
            return new ManifestCheck(root, json, hashing).run();
        }
    }

    private ExportVerdict run() throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            return malformed();
        }
        var wrong = readHead();
        if (wrong.isPresent()) {
            return wrong.get();
        }
        tree = new SortedTree(root);
        advance();
        var read = readFiles();
        wrong = takeAll().or(() -> read); // what is changed comes before what ended the reading
        if (wrong.isEmpty() && (json.nextToken() != JsonToken.END_OBJECT || json.nextToken() != null)) {
            wrong = Optional.of(malformed());
        }
        if (wrong.isPresent()) {
            return wrong.get();
        }
        return new Sound(
                head.get("station"),
                head.get("range"),
                head.get("createdUtc"),
                Boolean.parseBoolean(head.get("complete")),
                files);
    }

    /// Everything before the list, which comes last.
    private Optional<Wrong> readHead() throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME && !json.currentName().equals("files")) {
            var name = json.currentName();
            if (!json.nextToken().isScalarValue() || head.size() == MAX_FIELDS) {
                return Optional.of(malformed());
            }
            head.put(name, PlainText.of(json.getText()));
        }
        if (json.currentToken() != JsonToken.FIELD_NAME || json.nextToken() != JsonToken.START_ARRAY) {
            return Optional.of(malformed());
        }
        if (!Manifest.FORMAT.equals(head.get("format"))) {
            return Optional.of(new Wrong(Manifest.JSON, "is of a format that this program does not know"));
        }
        boolean whole = head.keySet().containsAll(List.of("station", "range", "createdUtc", "complete"));
        return whole ? Optional.empty() : Optional.of(malformed());
    }

    private Optional<Wrong> readFiles() throws IOException {
        while (json.nextToken() == JsonToken.START_OBJECT) {
            changed = hashing.isFull() ? hashing.take() : Optional.empty();
            var wrong = changed.isPresent() ? changed : readFile();
            if (wrong.isPresent()) {
                return wrong;
            }
            files++;
        }
        if (json.currentToken() != JsonToken.END_ARRAY) {
            return Optional.of(malformed());
        }
        return found.map(path -> wrong(path, "is not in the manifest"));
    }

    private Optional<Wrong> readFile() throws IOException {
        String path = null;
        String sha256 = null;
        long sizeBytes = -1;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            var name = json.currentName();
            json.nextToken();
            switch (name) {
                case "path" -> path = json.getText();
                case "sha256" -> sha256 = json.getText();
                case "sizeBytes" -> sizeBytes = json.getLongValue();
                default -> {
                    return Optional.of(malformed());
                }
            }
        }
        if (path == null || sha256 == null || SortedTree.compare(listedBefore, path) >= 0) {
            return Optional.of(malformed());
        }
        listedBefore = path;
        return compare(path, sizeBytes, sha256);
    }

    private Optional<Wrong> compare(String path, long sizeBytes, String sha256) throws IOException {
        int order = found.map(there -> SortedTree.compare(there, path)).orElse(1);
        if (order > 0) {
            return Optional.of(wrong(path, "missing"));
        }
        if (order < 0) {
            return Optional.of(wrong(found.get(), "is not in the manifest"));
        }
        // the path is one that the walk found, so it cannot lead out of the folder
        var file = root.resolve(path);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of(wrong(path, "is not a file but a link or something else"));
        }
        if (Files.size(file) != sizeBytes) {
            return Optional.of(wrong(path, "has another size than when it was exported"));
        }
        hashing.begin(() -> FileDigest.of(file).digest().hex().equals(sha256)
                ? Optional.empty()
                : Optional.of(wrong(path, "was changed since it was exported")));
        advance();
        return Optional.empty();
    }

    private Optional<Wrong> takeAll() throws IOException {
        var wrong = changed;
        while (wrong.isEmpty() && !hashing.isEmpty()) {
            wrong = hashing.take();
        }
        return wrong;
    }

    private void advance() throws IOException {
        found = tree.next();
        while (found.filter(Manifest::isSeal).isPresent()) {
            found = tree.next();
        }
    }

    private static Wrong wrong(String path, String reason) {
        return new Wrong(PlainText.of(path), reason);
    }

    private static Wrong malformed() {
        return new Wrong(Manifest.JSON, "not a manifest of a known form");
    }
}
