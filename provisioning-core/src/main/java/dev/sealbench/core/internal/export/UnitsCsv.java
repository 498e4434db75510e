package dev.sealbench.core.internal.export;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.sealbench.core.internal.log.EventLeaf;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Writes units.csv: RFC 4180, UTF-8, one line per unit, empty fields for what a unit does not have yet.
///
/// Not safe to share between threads.
public final class UnitsCsv implements AutoCloseable {

    /// Names of the columns.
    public static final List<String> HEADER = List.of(
            "serial",
            "work_order",
            "customer",
            "model",
            "gtin",
            "state",
            "state_since_utc",
            "runs",
            "last_fault",
            "chip_ek_name",
            "order_digest_sha256",
            "firmware_version",
            "firmware_sha256",
            "security_counter",
            "manufactured",
            "feature_updates_until",
            "security_updates_until");

    private final CsvWriter csv;

    /// Takes `out` over and writes the header.
    UnitsCsv(OutputStream out) {
        csv = CsvWriter.builder().build(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        csv.writeRecord(HEADER);
    }

    /// Appends one line.
    void write(ExportedUnit unit) {
        var record = csv.writeRecord();
        var placement = unit.placement();
        var progress = unit.progress();
        record.writeField(unit.serial().text())
                .writeField(PlainText.cell(placement.workOrder()))
                .writeField(PlainText.cell(placement.customer()))
                .writeField(PlainText.cell(placement.model()))
                .writeField(PlainText.cell(placement.gtin()))
                .writeField(progress.state().name())
                .writeField(EventLeaf.time(progress.changed()))
                .writeField(Integer.toString(progress.runs()))
                .writeField(PlainText.cell(progress.lastFault()));
        unit.build().map(UnitsCsv::fields).orElse(EMPTY_BUILD).forEach(record::writeField);
        record.endRecord();
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }

    private static final List<String> EMPTY_BUILD = List.of("", "", "", "", "", "", "", "");

    private static List<String> fields(ExportedUnit.Build build) {
        return List.of(
                PlainText.cell(build.chip()),
                build.orderDigest().hex(),
                PlainText.cell(build.firmware().version()),
                build.firmware().imageDigest().hex(),
                Long.toString(build.firmware().securityCounter()),
                build.support().manufactured().toString(),
                build.support().featureUpdatesUntil().toString(),
                build.support().securityUpdatesUntil().toString());
    }
}
