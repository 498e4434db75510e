package dev.sealbench.core.internal.verify;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.sealbench.core.internal.export.UnitsCsv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads units.csv, a line at a time: the columns as they should be, each serial number once and in order.
///
/// Not safe to share between threads.
final class UnitTable implements AutoCloseable {

    static final String FILE = LineCheck.FILE;

    private static final String HEADER = String.join(",", UnitsCsv.HEADER);
    private static final Pattern SERIAL = Pattern.compile("[0-9A-Z]{16}");

    private final CsvReader<NamedCsvRecord> csv;
    private final CloseableIterator<NamedCsvRecord> lines;
    private String before = "";

    UnitTable(Path dir) throws IOException, WrongExport {
        requireHeader(dir);
        csv = CsvReader.builder().ofNamedCsvRecord(dir.resolve(FILE));
        lines = csv.iterator();
    }

    /// Nothing behind the last one.
    Optional<NamedCsvRecord> next() throws WrongExport {
        try {
            if (!lines.hasNext()) {
                return Optional.empty();
            }
            var line = lines.next();
            var serial = line.getFieldCount() == UnitsCsv.HEADER.size() ? line.getField("serial") : "";
            if (!SERIAL.matcher(serial).matches()) {
                throw new WrongExport(FILE, "has a line that is not of this format");
            }
            if (serial.compareTo(before) <= 0) {
                throw new WrongExport(FILE, "%s stands twice or in the wrong place".formatted(serial));
            }
            before = serial;
            return Optional.of(line);
        } catch (CsvParseException _) { // it comes from outside
            throw new WrongExport(FILE, "has a line that is not of this format");
        }
    }

    @Override
    public void close() throws IOException {
        lines.close();
        csv.close();
    }

    private static void requireHeader(Path dir) throws IOException, WrongExport {
        try (var reader = Files.newBufferedReader(dir.resolve(FILE))) {
            var start = new char[HEADER.length()];
            if (reader.read(start) != start.length || !HEADER.equals(new String(start))) {
                throw new WrongExport(FILE, "has other columns than this format");
            }
        } catch (NoSuchFileException _) {
            throw new WrongExport(FILE, "missing");
        }
    }
}
