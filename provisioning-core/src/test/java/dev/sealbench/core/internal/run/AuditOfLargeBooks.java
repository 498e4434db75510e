package dev.sealbench.core.internal.run;

import dev.sealbench.core.Author;
import dev.sealbench.core.StationConfig;
import dev.sealbench.core.StationHome;
import dev.sealbench.core.internal.books.Books;
import dev.sealbench.core.internal.books.BooksConfig;
import dev.sealbench.core.internal.books.LargeBooks;
import dev.sealbench.core.internal.export.AuditExport;
import dev.sealbench.link.wire.Envelope;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

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
                    AuditSource.of(bench(home, books, clock), Optional.empty()),
                    _ -> new byte[] {1},
                    clock);
            System.out.println("exported " + report.units() + " units, " + report.events() + " events");
        }
    }

    /// A bench with what an export touches; there is no vault, no journal and no key.
    private static Bench bench(StationHome home, Books books, Clock clock) {
        var maker = new StationConfig.Maker("Maker", "Street 1", "mail", "https://example.com", List.of("230 V"));
        var config = new StationConfig(
                LargeBooks.STATION, false, true, new TreeMap<>(), List.of(), "virt-charger", "labels", maker);
        var author = new Author("auditor", "sealbench 0.1.0");
        var statement = Envelope.getDefaultInstance();
        return new Bench(
                home,
                config,
                null,
                null,
                books,
                null,
                null,
                statement,
                null,
                null,
                null,
                null,
                null,
                author,
                new SecureRandom(),
                clock);
    }
}
