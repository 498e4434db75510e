package dev.sealbench.core.internal.export;

import dev.sealbench.core.SerialNumber;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;

/// The archives with the documents of units: one for those whose serial numbers have the first twelve characters in
/// common, at most a thousand. `tar` unpacks them: a folder for each unit.
///
/// Not safe to share between threads.
final class UnitArchives implements AutoCloseable {

    private static final int SHARED_CHARACTERS = 12;

    private final ExportWriter writer;
    private final long secondsUtc;
    private String shared = "";
    private OutputStream archive = OutputStream.nullOutputStream();

    /// @param created when the export was begun: the time of all files
    UnitArchives(ExportWriter writer, Instant created) {
        this.writer = writer;
        this.secondsUtc = created.getEpochSecond();
    }

    /// The files of a unit as [#append] takes them; for all processors.
    Prepared prepare(UnitDocuments papers) throws IOException, ExportRefused {
        var section = DocumentFiles.of(papers);
        return new Prepared(section.serial(), section.archived(secondsUtc));
    }

    /// @param archived empty when the unit has no documents
    record Prepared(SerialNumber serial, byte[] archived) {}

    /// Appends the next unit, by serial number.
    void append(Prepared unit) throws IOException {
        if (unit.archived().length == 0) {
            return;
        }
        var begins = unit.serial().text().substring(0, SHARED_CHARACTERS);
        if (!begins.equals(shared)) {
            end();
            archive = writer.open("units/%s.tar".formatted(begins));
            shared = begins;
        }
        archive.write(unit.archived());
    }

    /// Ends the last archive.
    void end() throws IOException {
        if (!shared.isEmpty()) {
            archive.write(new byte[Ustar.END_BYTES]);
            shared = "";
        }
        archive.close();
    }

    /// Without an end, when [#end] was not called: the export failed.
    @Override
    public void close() throws IOException {
        archive.close();
    }
}
