package dev.sealbench.core.internal.verify;

import dev.sealbench.core.internal.document.Sha256;
import dev.sealbench.core.internal.export.Ahead;
import dev.sealbench.core.internal.log.Checkpoint;
import dev.sealbench.core.internal.log.Merkle;
import dev.sealbench.core.internal.verify.JsonLines.Line;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The older checkpoints of an export, one at a time, each found good: signed, and the beginning of its log's newest.
/// There are several for each unit, so they are checked some ahead.
///
/// Not safe to share between threads.
final class CheckpointList implements AutoCloseable {

    static final String FILE = "log/checkpoints.jsonl";

    private final Map<String, LogHead> heads;
    private final JsonLines lines;
    private final Ahead<Listed, WrongExport> ahead = new Ahead<>(WrongExport.class);
    private long count;
    private boolean ended;

    CheckpointList(Path dir, Map<String, LogHead> heads) throws IOException, WrongExport {
        this.heads = heads;
        this.lines = new JsonLines(dir, FILE);
    }

    /// @param digest how orders name it, hexadecimal
    record Listed(LogHead log, Checkpoint checkpoint, String digest) {}

    /// Nothing behind the last one.
    Optional<Listed> next() throws IOException, WrongExport {
        while (!ended && !ahead.isFull()) {
            begin();
        }
        return ahead.isEmpty() ? Optional.empty() : Optional.of(ahead.take());
    }

    private void begin() throws IOException {
        try {
            var line = lines.next("consistency");
            if (line.isEmpty()) {
                ended = true;
                return;
            }
            count++;
            var path = "%s, line %d".formatted(FILE, count);
            ahead.begin(() -> listed(line.get(), path));
        } catch (WrongExport wrong) {
            ended = true;
            ahead.fail(wrong);
        }
    }

    private Listed listed(Line line, String path) throws WrongExport {
        var head = heads.get(line.text("log"));
        if (head == null) {
            throw new WrongExport(path, "is of a log that is not in the export");
        }
        var note = line.text("note").getBytes(StandardCharsets.UTF_8);
        var checkpoint = head.open(path, note);
        var digest = HexFormat.of().formatHex(Sha256.of(note));
        if (!line.text("sha256").equals(digest)
                || !line.text("size").equals(Long.toString(checkpoint.size()))
                || !line.text("root").equals(Base64.getEncoder().encodeToString(checkpoint.root()))) {
            throw new WrongExport(path, "does not say what its note says");
        }
        requireBeginning(head, checkpoint, line.hashes().orElse(List.of()), path);
        return new Listed(head, checkpoint, digest);
    }

    @Override
    public void close() throws IOException {
        ahead.close();
        lines.close();
    }

    private static void requireBeginning(LogHead head, Checkpoint checkpoint, List<byte[]> proof, String path)
            throws WrongExport {
        var newest = head.newest();
        if (checkpoint.size() > newest.size()) {
            throw new WrongExport(
                    path,
                    "is about %d events, the newest checkpoint of %s about %d"
                            .formatted(checkpoint.size(), head.station(), newest.size()));
        }
        if (!Merkle.isConsistent(checkpoint.size(), checkpoint.root(), newest.size(), newest.root(), proof)) {
            throw new WrongExport(
                    path,
                    "is not the beginning of what the newest checkpoint of %s stands for".formatted(head.station()));
        }
    }
}
