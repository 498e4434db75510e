package dev.sealbench.core.internal.run;

import dev.sealbench.core.ExportListener;
import dev.sealbench.core.ExportRange;
import dev.sealbench.core.StationHome;
import dev.sealbench.core.internal.books.Books;
import dev.sealbench.core.internal.books.BooksConfig;
import dev.sealbench.core.internal.books.LargeBooks;
import dev.sealbench.core.internal.export.AuditExport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/// Exports the books of a home that has nothing else: a program of its own, to be run with a small heap.
final class AuditOfLargeBooks {

    private AuditOfLargeBooks() {}

    public static void main(String[] arguments) throws Exception {
        var home = new StationHome(Path.of(arguments[0]));
        Files.createDirectories(home.deviceCa().getParent());
        Files.writeString(home.deviceCa(), "not looked at");
        var clock = Clock.systemUTC();
        try (var books = Books.open(BooksConfig.h2(home.books(), LargeBooks.STATION), clock)) {
            var report = AuditExport.write(
                    Path.of(arguments[1]),
                    AuditSource.of(BenchSamples.bench(home, books), new ExportRange.All(), ExportListener.silent()),
                    _ -> new byte[] {1},
                    clock);
            System.out.println("exported " + report.units() + " units, " + report.events() + " events");
        }
    }
}
