package dev.sealbench.core.internal.log;

import dev.sealbench.core.internal.document.SigningKey;
import dev.sealbench.core.internal.document.Statements;
import dev.sealbench.core.internal.document.StationIdentity;
import dev.sealbench.core.internal.document.TestKeys;
import dev.sealbench.core.internal.document.Validity;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/// A station with a log, and its vendor; a lying one, when a test wants that.
final class StationDouble {

    static final LocalDate TODAY = LocalDate.of(2026, 11, 26);
    static final Instant NOW = TODAY.atTime(18, 30).toInstant(ZoneOffset.UTC);
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    final SigningKey vendor;
    final SigningKey key = TestKeys.fresh();
    final String name;
    List<byte[]> leaves;

    StationDouble(String name, SigningKey vendor, int size) {
        this.name = name;
        this.vendor = vendor;
        this.leaves = Leaves.hashes(size, name);
    }

    String origin() {
        return Checkpoint.origin(name);
    }

    /// The vendor's word for the station, valid today.
    byte[] statement() {
        return statement(vendor, new Validity(TODAY.minusYears(1), TODAY.plusYears(1)));
    }

    byte[] statement(SigningKey signer, Validity validity) {
        return Statements.sign(new StationIdentity(name, key.publicKey(), validity), signer)
                .toByteArray();
    }

    /// Events more, all others as they were.
    void grow(int events) {
        leaves = Leaves.hashes(leaves.size() + events, name);
    }

    Merkle.Nodes nodes() {
        return Leaves.nodes(leaves);
    }

    Checkpoint checkpoint() {
        return new Checkpoint(origin(), leaves.size(), Merkle.root(leaves));
    }

    SignedNote note() {
        return CheckpointKey.sign(checkpoint(), key);
    }

    /// A request that begins at `oldSize`.
    byte[] request(long oldSize) {
        try {
            return WitnessRequest.of(oldSize, note(), nodes()).octets();
        } catch (LogException e) {
            throw new IllegalStateException(e);
        }
    }
}
