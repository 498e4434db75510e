package dev.sealbench.core;

import dev.sealbench.core.internal.document.P256PublicKey;
import dev.sealbench.core.internal.export.ExportRefused;
import dev.sealbench.core.internal.export.TrustKeys;
import dev.sealbench.core.internal.log.NoteRefused;
import dev.sealbench.core.internal.log.WitnessKey;
import dev.sealbench.core.internal.verify.AuditVerifier;
import dev.sealbench.core.internal.verify.KeptNote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.ECPublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Checks an audit export where it was not made: without station, books and network. docs/audit-format.md.
///
/// Immutable.
public final class ExportAudit {

    private final List<P256PublicKey> keys;
    private final List<KeptNote> kept;

    private ExportAudit(List<P256PublicKey> keys, List<KeptNote> kept) {
        this.keys = List.copyOf(keys);
        this.kept = List.copyOf(kept);
    }

    /// Reads what the auditor brings.
    ///
    /// @param trust PEM with the vendor root's public key, and the device CA root's to check device certificates
    ///     up to their root
    /// @param checkpoints signed notes that left the station before: kept by an auditor, cosigned by a witness
    /// @param witness the line of a witness's key, who must have cosigned each of them
    /// @throws IOException when a file cannot be read
    /// @throws IllegalArgumentException when the trust file holds no P-256 public key, or `witness` is no key
    public static ExportAudit with(Path trust, List<Path> checkpoints, Optional<String> witness) throws IOException {
        var cosigner = witness.map(ExportAudit::witness);
        var kept = new ArrayList<KeptNote>();
        for (var file : checkpoints) {
            try (var in = Files.newInputStream(file)) {
                kept.add(new KeptNote(String.valueOf(file.getFileName()), in.readNBytes(KeptNote.MAX_BYTES), cosigner));
            }
        }
        return new ExportAudit(keys(trust), kept);
    }

    /// Checks all signatures, receipts, quotes, proofs and the log of an export. Memory does not grow with the
    /// number of units.
    ///
    /// @throws IOException when a file cannot be read, which says nothing about the export
    public AuditVerdict verify(Path dir) throws IOException {
        return AuditVerifier.verify(dir, keys, kept);
    }

    private static WitnessKey witness(String line) {
        try {
            return WitnessKey.parse(line);
        } catch (NoteRefused e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static List<P256PublicKey> keys(Path trust) throws IOException {
        var keys = new ArrayList<P256PublicKey>();
        try {
            for (var key : TrustKeys.read(trust)) {
                if (key instanceof ECPublicKey point && point.getEncoded().length == P256PublicKey.SPKI_SIZE_BYTES) {
                    keys.add(P256PublicKey.of(point));
                }
            }
        } catch (ExportRefused e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("the file of trusted keys holds no P-256 key");
        }
        return keys;
    }
}
