package dev.sealbench.core.internal.verify;

import dev.sealbench.core.AuditVerdict;
import dev.sealbench.core.AuditVerdict.Counts;
import dev.sealbench.core.internal.document.P256PublicKey;
import dev.sealbench.core.internal.export.ExportVerdict;
import dev.sealbench.core.internal.export.ExportVerifier;
import dev.sealbench.core.internal.export.Ustar;
import dev.sealbench.core.internal.verify.CheckpointList.Listed;
import dev.sealbench.core.internal.verify.JsonLines.Line;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Checks an export from its manifest down to each quote and each event.
///
/// For one use.
public final class AuditVerifier {

    private static final int MAX_RELEASES_BYTES = 1 << 24;

    private final Path dir;
    private final Path work;
    private final List<String> notes = new ArrayList<>();
    private long events;
    private long checkpoints;

    private AuditVerifier(Path dir, Path work) {
        this.dir = dir;
        this.work = work;
    }

    /// Checks the export in `dir`. Temporary files lie in the system's folder for them.
    ///
    /// @param keys vendor root and, if the auditor has it, the device CA's root
    /// @param kept checkpoints that left the station before
    /// @throws IOException if the disk cannot be read; says nothing about the export
    public static AuditVerdict verify(Path dir, List<P256PublicKey> keys, List<KeptNote> kept) throws IOException {
        var work = Files.createTempDirectory("sealbench-verify");
        try {
            return new AuditVerifier(dir, work).run(keys, kept);
        } catch (WrongExport wrong) {
            return new AuditVerdict.Wrong(wrong.path(), wrong.getMessage());
        } finally {
            Files.deleteIfExists(work);
        }
    }

    private AuditVerdict run(List<P256PublicKey> keys, List<KeptNote> kept) throws IOException, WrongExport {
        if (!Files.isDirectory(dir)) {
            throw new WrongExport("", "there is no such folder");
        }
        var trust = Trust.of(dir, keys);
        var sound = manifest(trust);
        var releases = releases();
        var heads = LogHead.all(dir, trust);
        var created = EventFields.time(sound.createdUtc())
                .filter(Ustar::canSay)
                .orElseThrow(() -> new WrongExport("manifest.json", "does not say when it was made"));
        try (var chips = new SortedLines(work);
                var named = new SortedLines(work);
                var join = new EventJoin(work, created, sound.complete())) {
            var units = new UnitPass(dir, created, trust, releases, chips, named);
            units.run();
            events(heads, new KeptNotes(kept, heads), named, join, sound.complete());
            requireOneSerialPerChip(chips);
            requireCheckpoints(named);
            join.compare(dir);
            note(trust, releases, units);
            return new AuditVerdict.Sound(
                    new AuditVerdict.Export(sound.station(), sound.range(), sound.createdUtc(), sound.complete()),
                    new Counts(sound.files(), units.units(), units.orders(), units.receipts(), events, checkpoints),
                    List.copyOf(notes));
        }
    }

    private ExportVerdict.Sound manifest(Trust trust) throws IOException, WrongExport {
        var key = trust.station().publicKey().asJcaKey();
        return switch (ExportVerifier.verify(dir, List.of(key))) {
            case ExportVerdict.Wrong(var path, var reason) -> throw new WrongExport(path, reason);
            case ExportVerdict.Sound sound -> {
                if (!sound.station().equals(trust.station().stationId())) {
                    throw new WrongExport("manifest.json", "is of another station than its statement");
                }
                yield sound;
            }
        };
    }

    private Releases releases() throws IOException, WrongExport {
        var releases = new Releases();
        var file = dir.resolve(Releases.FILE);
        if (!Files.exists(file)) {
            throw new WrongExport(Releases.FILE, "missing");
        }
        if (Files.size(file) > MAX_RELEASES_BYTES) {
            throw new WrongExport(Releases.FILE, "is longer than any such file");
        }
        try (var lines = Files.newBufferedReader(file)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                releases.add(line);
            }
        }
        return releases;
    }

    private void events(Map<String, LogHead> heads, KeptNotes kept, SortedLines named, EventJoin join, boolean complete)
            throws IOException, WrongExport {
        var sink = new EventCheck.Sink() {
            @Override
            public void event(Line event) throws IOException {
                join.add(event);
            }

            @Override
            public void checkpoint(Listed listed) throws IOException {
                checkpoints++;
                named.add("%s\t0\t%s".formatted(listed.digest(), listed.log().station()));
            }
        };
        try (var list = new CheckpointList(dir, heads);
                var lines = new JsonLines(dir, EventCheck.FILE)) {
            var check = new EventCheck(heads, list, kept, sink);
            events = complete ? check.complete(lines) : check.part(lines);
        }
        kept.end();
        notes.addAll(kept.cosigned());
    }

    private static void requireOneSerialPerChip(SortedLines chips) throws IOException, WrongExport {
        var before = new String[] {"", ""};
        for (var line = chips.next(); line.isPresent(); line = chips.next()) {
            var chip = line.get().split(" ", 2);
            if (chip[0].equals(before[0]) && !chip[1].equals(before[1])) {
                throw new WrongExport(UnitTable.FILE, "%s and %s have the same chip".formatted(before[1], chip[1]));
            }
            before = chip;
        }
    }

    private static void requireCheckpoints(SortedLines named) throws IOException, WrongExport {
        var known = "";
        for (var line = named.next(); line.isPresent(); line = named.next()) {
            var fields = line.get().split("\t");
            if (fields[1].equals("0")) {
                known = fields[0] + fields[2];
            } else if (!known.equals(fields[0] + fields[2])) {
                throw new WrongExport(
                        fields[3],
                        "names a checkpoint that the log of %s does not have: events were taken away or replaced"
                                .formatted(fields[2]));
            }
        }
    }

    private void note(Trust trust, Releases releases, UnitPass units) {
        units.roms()
                .forEach(rom -> notes.add(
                        "boot ROM %s was measured: compare it with what the vendor published".formatted(rom)));
        if (units.unpredicted() > 0) {
            notes.add(("PCR 0, 4 and 7 were not predicted for %d receipts: board or boot ROM was not kept")
                    .formatted(units.unpredicted()));
        }
        trust.untrusted()
                .forEach(station -> notes.add(("device CA of station %s: no trusted key signed its certificate;"
                                + " with the device CA root's key it can be checked")
                        .formatted(station)));
        if (releases.unchecked() > 0) {
            notes.add("%d releases: the signature of the record was not checked, the key was not kept"
                    .formatted(releases.unchecked()));
        }
    }
}
