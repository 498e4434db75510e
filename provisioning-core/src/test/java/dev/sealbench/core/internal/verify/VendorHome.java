package dev.sealbench.core.internal.verify;

import dev.sealbench.core.ExportListener;
import dev.sealbench.core.ExportRange;
import dev.sealbench.core.StationConfig;
import dev.sealbench.core.StationHome;
import dev.sealbench.core.internal.books.Books;
import dev.sealbench.core.internal.books.BooksException;
import dev.sealbench.core.internal.document.Samples;
import dev.sealbench.core.internal.export.AuditExport;
import dev.sealbench.core.internal.export.ExportReport;
import dev.sealbench.core.internal.run.AuditSource;
import dev.sealbench.core.internal.run.Bench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/// A home with what an export touches, and what an auditor has of the vendor; the books may be anywhere.
public final class VendorHome {

    /// The station whose papers are here.
    public static final String STATION = Vendor.STATION;

    static final Instant BEGIN = Samples.TODAY.instant();

    private final Vendor vendor;
    private final Path folder;

    private VendorHome(Vendor vendor, Path folder) {
        this.vendor = vendor;
        this.folder = folder;
    }

    /// Makes it in the folder.
    public static VendorHome create(Path folder) throws Exception {
        return create(folder, new Vendor());
    }

    /// A home with another vault, of the same vendor: another station's, or the same station's next one.
    VendorHome another(Path other, String station) throws Exception {
        return create(other, vendor.at(station));
    }

    private static VendorHome create(Path folder, Vendor vendor) throws Exception {
        var home = new StationHome(folder);
        Files.createDirectories(home.deviceCa().getParent());
        Files.write(home.deviceCa(), vendor.deviceCa().toBytes());
        Files.writeString(trust(folder), vendor.trustFile());
        return new VendorHome(vendor, folder);
    }

    /// Where the auditor's keys are.
    public static Path trust(Path folder) {
        return folder.resolve("auditor.pem");
    }

    /// Begins to fill empty books.
    public BooksGenerator fill(Books books, Clock clock, int unitsPerOrder) throws BooksException {
        return BooksGenerator.begin(books, vendor, clock, unitsPerOrder);
    }

    /// Begins where `begun` is, with this home's vault.
    BooksGenerator join(Books books, BooksGenerator begun) throws BooksException {
        return BooksGenerator.join(books, vendor, begun);
    }

    /// Who trust this vendor.
    BothVerifiers verifiers(Path work, List<KeptNote> kept) {
        return new BothVerifiers(work, vendor.keys(), vendor.trustFile(), kept);
    }

    /// Changes a file of an export as whoever has this station's key can.
    void seal(Path dir, String file, byte[] content) throws IOException {
        vendor.seal(dir, dir.resolve(file), content);
    }

    /// Exports books that were filled here, as a station does.
    public ExportReport export(Books books, Clock clock, ExportRange range, Path dir) throws Exception {
        return export(books, clock, range, dir, ExportListener.silent());
    }

    /// As above; `listener` is told of each unit and event.
    ExportReport export(Books books, Clock clock, ExportRange range, Path dir, ExportListener listener)
            throws Exception {
        return AuditExport.write(
                dir,
                AuditSource.of(bench(books, clock), range, listener),
                content -> vendor.station.sign(content.readAllBytes()),
                clock);
    }

    private Bench bench(Books books, Clock clock) {
        var maker = new StationConfig.Maker("Maker", "Street 1", "mail", "https://example.com", List.of("230 V"));
        var config =
                new StationConfig(vendor.id, false, true, new TreeMap<>(), List.of(), "virt-charger", "labels", maker);
        return new Bench(
                new StationHome(folder),
                config,
                null,
                null,
                books,
                null,
                null,
                null,
                vendor.root.publicKey(),
                vendor.stationStatement,
                vendor.station,
                null,
                null,
                null,
                null,
                BooksGenerator.AUTHOR,
                new SecureRandom(),
                clock);
    }
}
