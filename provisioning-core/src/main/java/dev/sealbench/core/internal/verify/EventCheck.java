package dev.sealbench.core.internal.verify;

import dev.sealbench.core.internal.log.Merkle;
import dev.sealbench.core.internal.verify.CheckpointList.Listed;
import dev.sealbench.core.internal.verify.JsonLines.Line;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Checks the events of an export against the checkpoints: all events of a log against its root and the roots
/// before, or each event with its own proof.
///
/// For one use.
final class EventCheck {

    static final String FILE = "events.jsonl";

    private final Map<String, LogHead> heads;
    private final CheckpointList checkpoints;
    private final KeptNotes kept;
    private final Sink sink;
    private final Set<String> finished = new HashSet<>();

    private Optional<Listed> listed = Optional.empty();
    private Optional<LogHead> log = Optional.empty();
    private Frontier frontier = new Frontier();
    private String before = "";
    private long count;

    /// What must be compared with other parts of the export.
    interface Sink {
        void event(Line event) throws IOException;

        void checkpoint(Listed checkpoint) throws IOException;
    }

    EventCheck(Map<String, LogHead> heads, CheckpointList checkpoints, KeptNotes kept, Sink sink) {
        this.heads = heads;
        this.checkpoints = checkpoints;
        this.kept = kept;
        this.sink = sink;
    }

    /// All events of all logs. Returns how many.
    long complete(JsonLines lines) throws IOException, WrongExport {
        advance();
        for (var line = lines.next("proof"); line.isPresent(); line = lines.next("proof")) {
            var event = line.get();
            var leaf = leaf(event);
            enter(head(event));
            long sequence = frontier.size() + 1;
            if (!event.text("sequence").equals(Long.toString(sequence))) {
                throw wrong("log %s: here stands event %s, not event %d"
                        .formatted(event.text("log"), event.text("sequence"), sequence));
            }
            if (event.text("at").compareTo(before) < 0) {
                throw wrong(
                        "log %s: event %d is earlier than the one before it".formatted(event.text("log"), sequence));
            }
            before = event.text("at");
            frontier.add(Merkle.leaf(leaf));
            compareRoots();
            sink.event(event);
        }
        leave();
        for (var head : heads.values()) {
            if (!finished.contains(head.station())) {
                enter(head);
                leave();
            }
        }
        if (listed.isPresent()) {
            throw new WrongExport(CheckpointList.FILE, "is not in the order of logs and sizes");
        }
        return count;
    }

    /// Some events, each with its proof. Returns how many.
    long part(JsonLines lines) throws IOException, WrongExport {
        for (advance(); listed.isPresent(); advance()) {
            kept.compare(listed.get().checkpoint(), listed.get().log());
        }
        for (var line = lines.next("proof"); line.isPresent(); line = lines.next("proof")) {
            var event = line.get();
            var leaf = leaf(event);
            var newest = head(event).newest();
            long sequence = Long.parseLong(event.text("sequence"));
            var proof = event.hashes().orElse(List.of());
            if (!Merkle.includes(Merkle.leaf(leaf), sequence - 1, newest.size(), proof, newest.root())) {
                throw wrong("log %s: event %d is not in the log that the newest checkpoint stands for"
                        .formatted(event.text("log"), sequence));
            }
            var place = "%s\t%s\t%19d".formatted(event.text("serial"), event.text("log"), sequence);
            if (event.text("serial").isEmpty() || place.compareTo(before) <= 0) {
                throw wrong(
                        "log %s: event %d stands twice or in the wrong place".formatted(event.text("log"), sequence));
            }
            before = place;
            sink.event(event);
        }
        return count;
    }

    /// The octets that the tree hashes; the fields beside them must say the same.
    private byte[] leaf(Line event) throws WrongExport {
        count++;
        var leaf = EventFields.leaf(event)
                .orElseThrow(() -> wrong("log %s: event %s does not say what its leaf says"
                        .formatted(event.text("log"), event.text("sequence"))));
        if (EventFields.time(event.text("at")).isEmpty()) {
            throw wrong("log %s: event %s happened at %s, which is no time"
                    .formatted(event.text("log"), event.text("sequence"), event.text("at")));
        }
        return leaf;
    }

    private LogHead head(Line event) throws WrongExport {
        var head = heads.get(event.text("log"));
        if (head == null) {
            throw wrong("is of a log that is not in the export");
        }
        return head;
    }

    private void enter(LogHead next) throws IOException, WrongExport {
        if (log.filter(next::equals).isPresent()) {
            return;
        }
        leave();
        if (!finished.add(next.station())) {
            throw wrong("log %s: stands in two places".formatted(next.station()));
        }
        log = Optional.of(next);
        frontier = new Frontier();
        before = "";
        compareRoots();
    }

    private void leave() throws WrongExport {
        if (log.isEmpty()) {
            return;
        }
        var newest = log.get().newest();
        if (frontier.size() < newest.size()) {
            throw new WrongExport(
                    FILE,
                    "log %s: ends with event %d, its newest checkpoint is about %d"
                            .formatted(log.get().station(), frontier.size(), newest.size()));
        }
        if (frontier.size() > newest.size()) {
            throw new WrongExport(
                    FILE,
                    "log %s: has %d events, its newest checkpoint is about %d"
                            .formatted(log.get().station(), frontier.size(), newest.size()));
        }
        if (!Arrays.equals(frontier.root(), newest.root())) {
            throw changed(log.get(), "the newest checkpoint");
        }
    }

    /// Compares the tree so far with the checkpoints of its size.
    private void compareRoots() throws IOException, WrongExport {
        var head = log.orElseThrow();
        if (kept.awaits(frontier.size(), head)) {
            kept.compare(frontier.size(), frontier.root(), head);
        }
        while (listed.filter(
                        next -> next.log().equals(head) && next.checkpoint().size() <= frontier.size())
                .isPresent()) {
            var checkpoint = listed.get().checkpoint();
            if (checkpoint.size() < frontier.size()) {
                throw new WrongExport(CheckpointList.FILE, "is not in the order of logs and sizes");
            }
            if (!Arrays.equals(checkpoint.root(), frontier.root())) {
                throw changed(head, "the checkpoint of event %d".formatted(checkpoint.size()));
            }
            advance();
        }
    }

    private void advance() throws IOException, WrongExport {
        listed = checkpoints.next();
        if (listed.isPresent()) {
            sink.checkpoint(listed.get());
        }
    }

    private WrongExport changed(LogHead head, String checkpoint) {
        return wrong("log %s: an event up to here was changed, added, taken away or moved: %s has another root"
                .formatted(head.station(), checkpoint));
    }

    private WrongExport wrong(String reason) {
        return new WrongExport("%s, line %d".formatted(FILE, count), reason);
    }
}
