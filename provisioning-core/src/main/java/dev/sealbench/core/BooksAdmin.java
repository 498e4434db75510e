package dev.sealbench.core;

import dev.sealbench.core.internal.books.Books;
import dev.sealbench.core.internal.books.BooksConfig;
import dev.sealbench.core.internal.books.BooksException;
import java.io.IOException;
import java.time.Clock;
import java.util.List;

/// The books' tables: bring them up to date, check them. Needs no vault; the station must not be open.
public final class BooksAdmin {

    private BooksAdmin() {}

    /// Makes the tables, or brings them up to date.
    public static void migrate(StationHome home) throws StationException {
        try {
            Books.migrate(config(home));
        } catch (BooksException e) {
            throw new StationException(Fault.BOOKS_UNAVAILABLE, e.getMessage(), e);
        }
    }

    /// What is missing or does not fit, a sentence each with how to mend it; empty when all is in order.
    public static List<String> check(StationHome home) throws StationException {
        try (var books = Books.open(config(home), Clock.systemUTC())) {
            return books.check().run().stream()
                    .map(finding -> "%s: %s; mend: %s".formatted(finding.severity(), finding.what(), finding.mend()))
                    .toList();
        } catch (BooksException e) {
            throw new StationException(Fault.BOOKS_UNAVAILABLE, e.getMessage(), e);
        }
    }

    private static BooksConfig config(StationHome home) throws StationException {
        try {
            return BooksConfig.h2(
                    home.books(), StationConfig.read(home.config()).stationId());
        } catch (IOException e) {
            throw new StationException(Fault.CONFIGURATION, e.getMessage(), e);
        }
    }
}
