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
    Octets statement;
    private List<byte[]> hashes = new ArrayList<>();

    TestLog(Octets statement) {
        this.statement = statement;
    }

    void append(EventRecord event) {
        events.add(event);
        hashes.add(EventLeaf.hash(event));
    }

    /// Signs a checkpoint over all that is there.
    Octets sign(SigningKey key) {
        var note = note(key, hashes.size());
        notes.add(note);
        return note;
    }

    /// What a station would do that wants to hide what it changed: all hashes, and checkpoints of the same sizes.
    void makeAnew(SigningKey key) {
        var sizes = notes.stream().map(TestLog::size).toList();
        hashes = new ArrayList<>(events.stream().map(EventLeaf::hash).toList());
        notes.clear();
        sizes.forEach(size -> notes.add(note(key, Math.min(size, events.size()))));
    }

    /// Yesterday's state.
    void forgetFrom(long size) {
        events.removeIf(event -> event.sequence() > size);
        hashes = new ArrayList<>(hashes.subList(0, (int) size));
        notes.removeIf(note -> size(note) > size);
    }

    private Octets note(SigningKey key, long size) {
        var root = Merkle.root(hashes.subList(0, (int) size));
        var checkpoint = new Checkpoint(Checkpoint.origin(Vendor.STATION), size, root);
        return Octets.of(CheckpointKey.sign(checkpoint, key).octets());
    }

    static long size(Octets note) {
        return Long.parseLong(new String(note.toBytes()).split("\n")[1]);
    }

    @Override
    public String station() {
        return Vendor.STATION;
    }

    @Override
    public Octets statement() {
        return statement;
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
        return Merkle.root(hashes.subList((int) (index << level), (int) (index + 1 << level)));
    }
}
