package dev.sealbench.core.internal.run;

import dev.sealbench.core.Octets;
import dev.sealbench.core.internal.books.BooksException;
import dev.sealbench.core.internal.export.ExportedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/// What an export holds of the vendor's papers for the stations.
final class ExportedPapers {

    private ExportedPapers() {}

    /// This station's newest statement, and the certificates of all stations' device CAs: units of a range may have
    /// been made at any of those that share the books.
    static List<ExportedFile> of(Bench bench) throws BooksException, IOException {
        var files = new ArrayList<ExportedFile>();
        files.add(file(
                "station-statement.dsse.pb", Octets.of(bench.stationStatement().toByteArray())));
        var deviceCas = bench.books().papers().deviceCas();
        var own = deviceCas.remove(bench.config().stationId());
        files.add(file(
                "device-ca.pem",
                own == null
                        ? Octets.of(Files.readAllBytes(bench.home().deviceCa())) // never opened with it
                        : Certificates.pem(own)));
        deviceCas.forEach((station, certificates) ->
                files.add(file("device-ca-%s.pem".formatted(station), Certificates.pem(certificates))));
        return files;
    }

    private static ExportedFile file(String name, Octets content) {
        return new ExportedFile(ExportedFile.Folder.CERTIFICATES, name, content);
    }
}
