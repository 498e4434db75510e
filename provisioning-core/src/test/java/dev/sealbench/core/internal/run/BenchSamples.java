package dev.sealbench.core.internal.run;

import dev.sealbench.core.Author;
import dev.sealbench.core.StationConfig;
import dev.sealbench.core.StationHome;
import dev.sealbench.core.internal.books.Books;
import dev.sealbench.core.internal.books.LargeBooks;
import dev.sealbench.link.wire.Envelope;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.TreeMap;

/// Benches for tests that need no charger.
final class BenchSamples {

    private BenchSamples() {}

    /// A bench with what an export touches; there is no vault, no journal and no key.
    static Bench bench(StationHome home, Books books) {
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
                Clock.systemUTC());
    }
}
