package dev.sealbench.core.internal.verify;

import dev.sealbench.core.Digest;
import dev.sealbench.core.EventRecord;
import dev.sealbench.core.Octets;
import dev.sealbench.core.internal.document.SigningKey;
import dev.sealbench.core.internal.export.ExportedLog;
import dev.sealbench.core.internal.log.Checkpoint;
import dev.sealbench.core.internal.log.CheckpointKey;
import dev.sealbench.core.internal.log.EventLeaf;
import dev.sealbench.core.internal.log.LogException;
import dev.sealbench.core.internal.log.Merkle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A log in memory. What its proofs are made from are the hashes that it once took in, until somebody makes it anew.
final class TestLog implements ExportedLog {

    final List<EventRecord> events = new ArrayList<>();
    final List<Octets> notes = new ArrayList<>();

    /// Of the station, newest first.
    final List<Octets> statements = new ArrayList<>();

    /// Hashes of the complete subtrees, level by level.
    private final List<List<byte[]>> levels = new ArrayList<>();

    TestLog(Octets statement) {
        statements.add(statement);
    }

    void append(EventRecord event) {
        events.add(event);
        take(EventLeaf.hash(event));
    }

    /// Takes in another leaf than the event has.
    void appendAs(EventRecord event, byte[] leaf) {
        events.add(event);
        take(Merkle.leaf(leaf));
    }

    private void take(byte[] leafHash) {
        var hash = leafHash;
        for (int level = 0; ; level++) {
            if (level == levels.size()) {
                levels.add(new ArrayList<>());
            }
            var nodes = levels.get(level);
            nodes.add(hash);
            if (nodes.size() % 2 == 1) {
                return;
            }
            hash = Merkle.node(nodes.get(nodes.size() - 2), hash);
        }
    }

    /// Signs a checkpoint over all that is there.
    Octets sign(SigningKey key) {
        var note = note(key, levels.getFirst().size());
        notes.add(note);
        return note;
    }

    /// What a station would do that wants to hide what it changed: all hashes, and checkpoints of the same sizes.
    void makeAnew(SigningKey key) {
        var sizes = notes.stream().map(TestLog::size).toList();
        levels.clear();
        events.forEach(event -> take(EventLeaf.hash(event)));
        notes.clear();
        sizes.forEach(size -> notes.add(note(key, Math.min(size, events.size()))));
    }

    /// Yesterday's state.
    void forgetFrom(long size) {
        events.removeIf(event -> event.sequence() > size);
        var leaves = List.copyOf(levels.getFirst().subList(0, (int) size));
        levels.clear();
        leaves.forEach(this::take);
        notes.removeIf(note -> size(note) > size);
    }

    private Octets note(SigningKey key, long size) {
        try {
            var checkpoint = new Checkpoint(Checkpoint.origin(Vendor.STATION), size, Merkle.root(this::node, size));
            return Octets.of(CheckpointKey.sign(checkpoint, key).octets());
        } catch (LogException e) {
            throw new IllegalStateException(e);
        }
    }

    static long size(Octets note) {
        return Long.parseLong(new String(note.toBytes()).split("\n")[1]);
    }

    @Override
    public String station() {
        return Vendor.STATION;
    }

    @Override
    public List<Octets> statements() {
        return statements;
    }

    @Override
    public Octets newest() {
        return notes.getLast();
    }

    @Override
    public long size() {
        return size(newest());
    }

    @Override
    public Optional<Octets> checkpoint(Digest note) {
        return notes.stream()
                .filter(each -> Digest.sha256(each.toBytes()).equals(note))
                .findFirst();
    }

    @Override
    public Stream<Octets> checkpoints() {
        return notes.stream();
    }

    @Override
    public List<byte[]> inclusion(long sequence) throws LogException {
        return Merkle.inclusion(this::node, Math.min(sequence, size()) - 1, size());
    }

    @Override
    public List<byte[]> consistency(long size) throws LogException {
        return Merkle.consistency(this::node, size, size());
    }

    private byte[] node(int level, long index) {
        return levels.get(level).get((int) index);
    }
}
