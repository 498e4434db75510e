package dev.sealbench.core;

import dev.sealbench.core.internal.export.AuditExport;
import dev.sealbench.core.internal.export.ExportRefused;
import dev.sealbench.core.internal.export.ExportVerdict;
import dev.sealbench.core.internal.export.ExportVerifier;
import dev.sealbench.core.internal.run.AuditSource;
import dev.sealbench.core.internal.run.Bench;
import dev.sealbench.core.internal.run.Desks;
import dev.sealbench.core.internal.run.ExportCancelled;
import dev.sealbench.core.internal.run.WitnessCall;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Exports for auditors. Safe to share between threads.
public final class AuditDesk {

    private final Bench bench;
    private final Session session;

    AuditDesk(Bench bench, Session session) {
        this.bench = bench;
        this.session = session;
    }

    /// What an export holds.
    ///
    /// @param manifest SHA-256 of manifest.json
    public record Summary(long units, long events, long orders, long receipts, Digest manifest) {}

    /// Writes units, events, orders, receipts and a signed manifest into the new folder `dir`.
    ///
    /// @param workOrder only its units, or all
    /// @throws StationException when the folder exists, the disk is full, or the work order is unknown
    public Summary export(Optional<String> workOrder, Path dir) throws StationException {
        return export(ExportRange.of(workOrder), dir, ExportListener.silent());
    }

    /// As [#export], of a range, with a listener that can cancel it. Memory does not grow with the number
    /// of units.
    ///
    /// @throws StationException also when it was cancelled: nothing of it is left then; and when the log is not
    ///     the one that was signed
    public Summary export(ExportRange range, Path dir, ExportListener listener) throws StationException {
        session.require(Permission.EXPORT);
        try (var _ = session.working()) {
            bench.log().requireSoundLog(); // nothing is signed before, and the newest events would be left out
            var report = AuditExport.write(
                    dir, AuditSource.of(bench, range, listener), bench.orderKey()::sign, bench.clock());
            return new Summary(report.units(), report.events(), report.orders(), report.receipts(), report.manifest());
        } catch (ExportCancelled e) {
            throw new StationException(Fault.STOPPED, e.getMessage(), e);
        } catch (ExportRefused e) {
            throw new StationException(Fault.WRONG_STATE, e.getMessage(), e);
        } catch (IOException | UncheckedIOException e) {
            throw new StationException(Fault.EXPORT_NOT_WRITTEN, why(e), e);
        }
    }

    /// How the station's log stands.
    ///
    /// @param events that it has
    /// @param root of its tree
    /// @param note the signed checkpoint about them (c2sp.org/signed-note), to be kept away from the station
    /// @param wrong what does not agree with earlier checkpoints, one sentence; nothing newer is signed then
    public record LogHead(String station, long events, Digest root, String note, Optional<String> wrong) {}

    /// Compares the log with what was signed before, signs it as it is, hands the newest checkpoint out, and asks the
    /// witness to cosign it, if there is one.
    ///
    /// @throws StationException when the books cannot be used, or the log was never signed
    public LogHead logHead() throws StationException {
        session.require(Permission.EXPORT);
        var wrong = bench.log().finding();
        var log = bench.books().log();
        var newest = Desks.ask(() -> {
                    log.seal();
                    return log.newest();
                })
                .orElseThrow(() -> new StationException(Fault.WRONG_STATE, "the log was never signed", null));
        if (wrong.isEmpty()) {
            bench.log().askWitness();
        }
        return new LogHead(
                newest.station(),
                newest.size(),
                newest.root(),
                new String(newest.note().toBytes(), StandardCharsets.UTF_8),
                wrong);
    }

    /// Reads what the station's witness said, compares it with the books, and asks it for the newest checkpoint.
    ///
    /// @param folder shared with the witness
    /// @param witness the witness's key, `NAME+ID+KEY`, which came another way
    /// @throws StationException when the key is none, the folder cannot be used, or the log was never signed
    public WitnessSaid askWitness(Path folder, String witness) throws StationException {
        session.require(Permission.EXPORT);
        return WitnessCall.make(bench, folder, witness);
    }

    /// Checks that an export of this station is whole: its own key signed the manifest, and every file is as that says.
    /// Who does not trust the station checks elsewhere, with keys that came another way.
    ///
    /// @throws StationException when the disk cannot be read, which says nothing about the export
    public ExportCheck verify(Path dir) throws StationException {
        session.require(Permission.EXPORT);
        try {
            return switch (ExportVerifier.verify(
                    dir, List.of(bench.orderKey().publicKey().asJcaKey()))) {
                case ExportVerdict.Sound sound -> new ExportCheck.Sound(sound.files());
                case ExportVerdict.Wrong wrong -> new ExportCheck.Wrong(wrong.path(), wrong.reason());
            };
        } catch (IOException | UncheckedIOException e) {
            throw new StationException(Fault.EXPORT_NOT_READ, why(e), e);
        }
    }

    /// The file system's own message may be a path alone; what came through a stream names a class.
    private static String why(Exception e) {
        return switch (e) {
            case UncheckedIOException wrapped -> why(wrapped.getCause());
            case NoSuchFileException gone -> "there is no " + gone.getMessage();
            default -> String.valueOf(e.getMessage());
        };
    }
}
