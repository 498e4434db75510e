package dev.sealbench.core.internal.books;

import dev.sealbench.core.Digest;
import dev.sealbench.core.EventRecord;
import dev.sealbench.core.internal.books.Finding.Severity;
import dev.sealbench.core.internal.log.EventLeaf;
import dev.sealbench.core.internal.log.LogEnd;
import dev.sealbench.core.internal.log.Tile;
import java.time.DateTimeException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// Makes a log's tree anew from its events, and says what first differs from what was signed. Reads a page at
/// a time: memory does not grow with the log.
///
/// Not safe to share between threads, but for [#cancel].
public final class LogCheck {

    private static final int EVENTS = 2_048;

    private static final int CHECKPOINTS = 500;

    private static final String MEND =
            "start no unit, keep database and log.checkpoint as they are, and tell the lead: "
                    + "docs/guides/administrator.md, \"The log does not agree\"";

    private final Ledger ledger;

    private final String station;

    private final List<LogBook.Left> left;

    private LogEnd end = new LogEnd();

    private final Deque<LogCheckpoint> checkpoints = new ArrayDeque<>();

    /// The log up to where its events are those that were signed: each run begins there, since a checkpoint that is
    /// signed later may be about events that this run goes past.
    private LogEnd agreed = new LogEnd();

    private volatile boolean cancelled;

    LogCheck(Ledger ledger, String station, List<LogBook.Left> left) {
        this.ledger = ledger;
        this.station = station;
        this.left = List.copyOf(left);
    }

    /// Looks through what was added since the newest checkpoint of the last run, the first time through everything.
    ///
    /// @return the first thing that is wrong
    public Optional<Finding> run() throws BooksException {
        try {
            return look();
        } catch (IllegalArgumentException | DateTimeException _) { // a row that makes no event and no checkpoint
            return wrong("what stands behind event %d was not written by this program".formatted(end.size()));
        }
    }

    private Optional<Finding> look() throws BooksException {
        // first: what is written meanwhile is not missed
        long size = ledger.read(handle -> new LogRows(handle, station).size());
        end = agreed.copy();
        checkpoints.clear();
        readCheckpoints(agreed.size());
        while (!cancelled) {
            long after = end.size();
            var events = ledger.read(handle -> EventBook.page(handle, station, after, EVENTS));
            if (events.isEmpty()) {
                return atTheEnd(size);
            }
            var wrong = compare(events);
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        return Optional.empty();
    }

    /// Has a run end soon, without a finding.
    public void cancel() {
        cancelled = true;
    }

    /// Whether [#cancel] was called.
    public boolean isCancelled() {
        return cancelled;
    }

    /// How many events were looked at.
    public long size() {
        return end.size();
    }

    private Optional<Finding> compare(List<EventRecord> events) throws BooksException {
        for (var event : events) {
            if (event.sequence() != end.size() + 1) {
                return wrong("event %d is missing".formatted(end.size() + 1));
            }
            var wrong = add(event);
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        return Optional.empty();
    }

    private Optional<Finding> add(EventRecord event) throws BooksException {
        var tiles = end.add(leaf(event));
        if (!checkpoints.isEmpty() && checkpoints.getFirst().size() == end.size()) {
            var checkpoint = checkpoints.removeFirst();
            if (!isRoot(checkpoint.root())) {
                return wrong("events %d to %d are not the ones that were signed then"
                        .formatted(agreed.size() + 1, checkpoint.size()));
            }
            agreed = end.copy();
            if (checkpoints.isEmpty()) {
                readCheckpoints(agreed.size());
            }
        }
        if (left.stream().anyMatch(each -> each.size() == end.size() && !isRoot(each.root()))) {
            return wrong("the checkpoint of %d events that left the station is about other events: the log was forked"
                    .formatted(end.size()));
        }
        return differing(tiles);
    }

    /// A tab within a field is found as what it is: an event that the program did not write.
    private static byte[] leaf(EventRecord event) {
        try {
            return EventLeaf.hash(event);
        } catch (IllegalArgumentException _) {
            return new byte[32];
        }
    }

    private Optional<Finding> differing(List<Tile> tiles) throws BooksException {
        for (var tile : tiles) {
            var kept = ledger.read(handle -> new LogRows(handle, station).find(tile.level(), tile.position()));
            if (kept.isEmpty() || !Arrays.equals(kept.get(), tile.octets())) {
                return wrong("tile %d of level %d is not made of the events before event %d"
                        .formatted(tile.position(), tile.level(), end.size() + 1));
            }
        }
        return Optional.empty();
    }

    private Optional<Finding> atTheEnd(long size) {
        if (end.size() < size) {
            return wrong("the newest events are missing: %d of %d are there".formatted(end.size(), size));
        }
        if (!checkpoints.isEmpty()) {
            return wrong("the newest events are missing: %d are there, %d were signed"
                    .formatted(end.size(), checkpoints.getLast().size()));
        }
        return left.stream()
                .filter(checkpoint -> checkpoint.size() > end.size())
                .findFirst()
                .flatMap(checkpoint -> wrong(
                        "%d events are there, a checkpoint that left the station has %d: an older database was put back"
                                .formatted(end.size(), checkpoint.size())));
    }

    private void readCheckpoints(long size) throws BooksException {
        checkpoints.addAll(ledger.read(handle -> new LogRows(handle, station).next(size, CHECKPOINTS)));
    }

    private boolean isRoot(Digest root) {
        return Arrays.equals(root.toBytes(), end.root());
    }

    private Optional<Finding> wrong(String what) {
        return Optional.of(new Finding(Severity.ERROR, "log of station %s: %s".formatted(station, what), MEND));
    }
}
