package dev.sealbench.core.internal.log;

import dev.sealbench.core.internal.document.DocumentException;
import dev.sealbench.core.internal.document.DocumentType;
import dev.sealbench.core.internal.document.Envelopes;
import dev.sealbench.core.internal.document.P256PublicKey;
import dev.sealbench.core.internal.document.Statements;
import dev.sealbench.core.internal.document.StationIdentity;
import dev.sealbench.core.internal.log.NoteRefused.Reason;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Cosigns the checkpoints of logs as long as each new tree begins with the one before: c2sp.org/tlog-witness
/// without HTTP. Takes every request for hostile.
///
/// Which key a station's log has, it is told by the station's statement, which a vendor root that it trusts signed
/// and which holds today. One process at a time for a memory; calls wait for each other.
public final class Witness implements AutoCloseable {

    private static final Set<DocumentException.Reason> STALE =
            EnumSet.of(DocumentException.Reason.NOT_YET_VALID, DocumentException.Reason.EXPIRED);

    private final WitnessMemory memory;
    private final List<P256PublicKey> vendorRoots;
    private final Clock clock;

    private Witness(WitnessMemory memory, List<P256PublicKey> vendorRoots, Clock clock) {
        this.memory = memory;
        this.vendorRoots = vendorRoots;
        this.clock = clock;
    }

    /// Opens a witness; makes folder and key when they are not there.
    ///
    /// @param memory a folder of its own, which no station can reach
    /// @param vendorRoots who may say which key a station has
    /// @throws LogException when another process works with the memory, or it cannot be used
    public static Witness open(Path memory, List<P256PublicKey> vendorRoots, Clock clock) throws LogException {
        return new Witness(WitnessMemory.open(memory), List.copyOf(vendorRoots), clock);
    }

    /// Who it is.
    public WitnessKey key() {
        return memory.cosigner().key();
    }

    /// Answers a request. When it says that it cosigned, the checkpoint is on the disk.
    ///
    /// @param station whose log it should be about
    /// @param statement the station's, a serialised envelope, believed only when a vendor root signed it
    /// @param octets the request
    /// @throws LogException when the memory cannot be read or written, or the clock went back: nothing was cosigned
    public synchronized WitnessAnswer answer(String station, byte[] statement, byte[] octets) throws LogException {
        var origin = Checkpoint.origin(station);
        var newest = memory.newest(origin);
        var remembered =
                newest.isPresent() ? CheckpointKey.read(newest.get()) : new Checkpoint(origin, 0, Merkle.empty());
        try {
            var request = read(octets);
            requireOrigin(request, origin);
            var key = keyOf(station, statement);
            var checkpoint = CheckpointKey.open(request.note(), origin, key);
            var signed = CheckpointKey.asFirstSigned(request.note(), origin, key);
            requireOneHistory(signed, checkpoint, newest.map(_ -> remembered));
            requireGrown(request, checkpoint, remembered);
            var now = now(newest);
            var cosigned = signed.with(memory.cosigner().cosign(signed.text(), now));
            memory.remember(origin, cosigned); // before anybody has the signature
            return new WitnessAnswer.Cosigned(station, checkpoint, cosigned);
        } catch (NoteRefused e) {
            return new WitnessAnswer.Refused(station, e.reason(), e.getMessage(), remembered.size());
        }
    }

    /// Size of the tree that was cosigned last for a station; 0 when none.
    ///
    /// @throws LogException when the memory cannot be read
    synchronized long remembered(String station) throws LogException {
        var newest = memory.newest(Checkpoint.origin(station));
        return newest.isPresent() ? CheckpointKey.read(newest.get()).size() : 0;
    }

    @Override
    public synchronized void close() {
        memory.close();
    }

    /// A smaller tree must not be the largest at a later time than a larger one.
    private Instant now(Optional<SignedNote> newest) throws LogException {
        var now = clock.instant();
        if (newest.isPresent()) {
            var last = key().cosigned(newest.get());
            if (now.isBefore(last)) {
                throw new LogException("the clock of the witness is earlier than its last signature, " + last);
            }
        }
        return now;
    }

    private static WitnessRequest read(byte[] octets) throws NoteRefused {
        try {
            return WitnessRequest.parse(octets);
        } catch (NoteRefused e) {
            throw new NoteRefused(e.reason(), "the request cannot be read: " + e.getMessage());
        }
    }

    private static void requireOrigin(WitnessRequest request, String origin) throws NoteRefused {
        var checkpoint = CheckpointKey.read(request.note());
        if (!checkpoint.origin().equals(origin)) {
            throw new NoteRefused(Reason.OTHER_LOG, "the request is not about the log " + origin);
        }
        if (request.oldSize() > checkpoint.size()) {
            throw NoteRefused.malformed("the request's old size is larger than its checkpoint's");
        }
    }

    /// The key that a trusted vendor says the station has.
    private P256PublicKey keyOf(String station, byte[] statement) throws NoteRefused {
        for (var root : vendorRoots) {
            var identity = identity(statement, root);
            if (identity.isPresent()) {
                if (!identity.get().stationId().equals(station)) {
                    throw unknown("its statement is another station's", station);
                }
                return identity.get().publicKey();
            }
        }
        throw unknown("its statement is missing, or no trusted vendor signed it", station);
    }

    private Optional<StationIdentity> identity(byte[] statement, P256PublicKey root) throws NoteRefused {
        try {
            var envelope = Envelopes.parse(DocumentType.STATION_STATEMENT, statement);
            return Optional.of(Statements.verifyStation(envelope, root, LocalDate.now(clock)));
        } catch (DocumentException e) {
            if (STALE.contains(e.reason())) {
                throw new NoteRefused(Reason.UNKNOWN_LOG, e.getMessage());
            }
            return Optional.empty();
        }
    }

    private static NoteRefused unknown(String why, String station) {
        return new NoteRefused(
                Reason.UNKNOWN_LOG, "the witness does not know the station %s: %s".formatted(station, why));
    }

    /// Two trees of one size that the log signed are kept: they prove that it lied, to everybody, for ever.
    private void requireOneHistory(SignedNote signed, Checkpoint checkpoint, Optional<Checkpoint> remembered)
            throws LogException {
        var origin = checkpoint.origin();
        boolean forks = remembered
                .filter(newest -> newest.size() == checkpoint.size() && !newest.sameTree(checkpoint))
                .isPresent();
        if (forks && !memory.hasForked(origin)) {
            memory.rememberFork(origin, signed);
        }
        if (forks || memory.hasForked(origin)) {
            throw new NoteRefused(
                    Reason.FORK,
                    "the log %s signed two histories of the same length; the witness keeps both and cosigns no more"
                            .formatted(origin));
        }
    }

    private static void requireGrown(WitnessRequest request, Checkpoint checkpoint, Checkpoint remembered)
            throws NoteRefused {
        var origin = checkpoint.origin();
        if (checkpoint.size() < remembered.size()) {
            throw new NoteRefused(
                    Reason.CONFLICT,
                    "the witness remembers %d events of the log %s, which now has %d: older books were put back, or events taken away"
                            .formatted(remembered.size(), origin, checkpoint.size()));
        }
        if (request.oldSize() != remembered.size()) {
            throw new NoteRefused(
                    Reason.CONFLICT,
                    "the witness remembers %d events of the log %s, the request begins at %d"
                            .formatted(remembered.size(), origin, request.oldSize()));
        }
        if (!Merkle.isConsistent(
                remembered.size(), remembered.root(), checkpoint.size(), checkpoint.root(), request.proof())) {
            throw new NoteRefused(
                    Reason.BAD_PROOF,
                    "it is not proven that the log %s still begins with the %d events that the witness remembers"
                            .formatted(origin, remembered.size()));
        }
    }
}
