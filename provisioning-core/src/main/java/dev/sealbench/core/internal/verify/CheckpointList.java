package dev.sealbench.core.internal.verify;

import dev.sealbench.core.internal.document.Sha256;
import dev.sealbench.core.internal.log.Checkpoint;
import dev.sealbench.core.internal.log.Merkle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The older checkpoints of an export, one at a time, each found good: signed, and the beginning of its log's newest.
///
/// Not safe to share between threads.
final class CheckpointList implements AutoCloseable {

    static final String FILE = "log/checkpoints.jsonl";

    private final Map<String, LogHead> heads;
    private final JsonLines lines;
    private long count;

    CheckpointList(Path dir, Map<String, LogHead> heads) throws IOException, WrongExport {
        this.heads = heads;
        this.lines = new JsonLines(dir, FILE);
    }

    /// @param digest how orders name it, hexadecimal
    record Listed(LogHead log, Checkpoint checkpoint, String digest) {}

    /// Nothing behind the last one.
    Optional<Listed> next() throws IOException, WrongExport {
        var next = lines.next("consistency");
        if (next.isEmpty()) {
            return Optional.empty();
        }
        count++;
        var line = next.get();
        var head = heads.get(line.text("log"));
        if (head == null) {
            throw wrong("is of a log that is not in the export");
        }
        var note = line.text("note").getBytes(StandardCharsets.UTF_8);
        var checkpoint = head.open("%s, line %d".formatted(FILE, count), note);
        var digest = HexFormat.of().formatHex(Sha256.of(note));
        if (!line.text("sha256").equals(digest)
                || !line.text("size").equals(Long.toString(checkpoint.size()))
                || !line.text("root").equals(Base64.getEncoder().encodeToString(checkpoint.root()))) {
            throw wrong("does not say what its note says");
        }
        requireBeginning(head, checkpoint, line.hashes().orElse(List.of()));
        return Optional.of(new Listed(head, checkpoint, digest));
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    private void requireBeginning(LogHead head, Checkpoint checkpoint, List<byte[]> proof) throws WrongExport {
        var newest = head.newest();
        if (checkpoint.size() > newest.size()) {
            throw wrong("is about %d events, the newest checkpoint of %s about %d"
                    .formatted(checkpoint.size(), head.station(), newest.size()));
        }
        if (!Merkle.isConsistent(checkpoint.size(), checkpoint.root(), newest.size(), newest.root(), proof)) {
            throw wrong(
                    "is not the beginning of what the newest checkpoint of %s stands for".formatted(head.station()));
        }
    }

    private WrongExport wrong(String reason) {
        return new WrongExport("%s, line %d".formatted(FILE, count), reason);
    }
}
