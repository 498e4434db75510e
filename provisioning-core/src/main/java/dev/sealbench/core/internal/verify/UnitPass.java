package dev.sealbench.core.internal.verify;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.sealbench.core.internal.export.Ahead;
import dev.sealbench.core.internal.verify.UnitAudit.Facts;
import dev.sealbench.core.internal.verify.UnitFiles.Unit;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.SortedSet;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Checks all units, several at a time, and takes what was found in their order.
///
/// For one use.
final class UnitPass {

    private static final Logger LOG = LoggerFactory.getLogger(UnitPass.class);
    private static final int MAX_ROMS = 16;
    private static final HexFormat HEX = HexFormat.of();

    private final Path dir;
    private final long secondsUtc;
    private final Trust trust;
    private final Releases releases;
    private final SortedLines chips;
    private final SortedLines checkpoints;
    private final SortedSet<String> roms = new TreeSet<>();
    private long units;
    private long orders;
    private long receipts;
    private long unpredicted;

    /// @param created when the export was begun
    /// @param chips takes "EK Name, serial" of each order
    /// @param checkpoints takes "digest, 1, station, path" of each order
    UnitPass(Path dir, Instant created, Trust trust, Releases releases, SortedLines chips, SortedLines checkpoints) {
        this.dir = dir;
        this.secondsUtc = created.getEpochSecond();
        this.trust = trust;
        this.releases = releases;
        this.chips = chips;
        this.checkpoints = checkpoints;
    }

    void run() throws IOException, WrongExport {
        try (var ahead = new Ahead<Facts, WrongExport>(WrongExport.class);
                var table = new UnitTable(dir);
                var files = new UnitFiles(dir, secondsUtc)) {
            while (begin(table, files, ahead)) {
                if (ahead.isFull()) {
                    take(ahead.take());
                }
            }
            while (!ahead.isEmpty()) {
                take(ahead.take());
            }
        }
    }

    /// Begins with the next unit. Returns whether there may be more.
    private boolean begin(UnitTable table, UnitFiles files, Ahead<Facts, WrongExport> ahead) throws IOException {
        try {
            var line = table.next();
            if (line.isEmpty()) {
                files.end();
                return false;
            }
            var unit = files.of(line.get().getField("serial"));
            ahead.begin(() -> check(line.get(), unit));
            return true;
        } catch (WrongExport wrong) {
            ahead.fail(wrong);
            return false;
        }
    }

    private Facts check(NamedCsvRecord line, Unit unit) throws IOException, WrongExport {
        try {
            return new UnitAudit(trust, releases, line).check(new PaperReader(unit).read());
        } catch (RuntimeException e) { // whatever a hostile document does to a parser, it is not sound
            var serial = line.getField("serial");
            LOG.warn("unit {} cannot be checked", serial, e);
            throw new WrongExport(UnitTable.FILE, serial + " has documents that cannot be read");
        }
    }

    long units() {
        return units;
    }

    long orders() {
        return orders;
    }

    long receipts() {
        return receipts;
    }

    /// Receipts whose measurements could not be predicted.
    long unpredicted() {
        return unpredicted;
    }

    /// Digests of the boot ROMs that were measured, at most some.
    SortedSet<String> roms() {
        return roms;
    }

    private void take(Facts facts) throws IOException {
        units++;
        orders += facts.papers();
        receipts += facts.receipts();
        unpredicted += facts.unpredicted();
        for (var trial : facts.orders()) {
            var order = trial.signed().order();
            chips.add(HEX.formatHex(order.getEkName().toByteArray()) + " " + order.getSerial());
            checkpoints.add("%s\t1\t%s\t%s"
                    .formatted(
                            HEX.formatHex(order.getLogCheckpointSha256().toByteArray()),
                            trial.signed().station().stationId(),
                            trial.path()));
        }
        facts.roms().stream().filter(_ -> roms.size() < MAX_ROMS).forEach(roms::add);
    }
}
