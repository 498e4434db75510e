package dev.sealbench.core;

import dev.sealbench.core.internal.books.Books;
import dev.sealbench.core.internal.books.BooksConfig;
import dev.sealbench.core.internal.books.BooksException;
import dev.sealbench.core.internal.books.BooksPlace;
import dev.sealbench.core.internal.books.Finding;
import dev.sealbench.core.internal.books.Finding.Severity;
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

    /// As [#migrate], in PostgreSQL, for tables that belong to another role than the station's, which gets the rights
    /// that a station needs.
    ///
    /// @param owner the role that makes the tables
    /// @param passwordFrom where its password is, as in [DatabaseConfig]; null for none
    public static void migrate(StationHome home, String owner, String passwordFrom) throws StationException {
        var config = settings(home);
        var database = config.database();
        if (database == null) {
            throw new StationException(Fault.CONFIGURATION, "the books are in this home, which has no owner but you");
        }
        try {
            var asOwner = new DatabaseConfig(database.url(), owner, passwordFrom);
            Books.migrate(BooksPlace.ofOwner(home, config, asOwner), database.user());
        } catch (IllegalArgumentException e) {
            throw new StationException(Fault.CONFIGURATION, e.getMessage(), e);
        } catch (BooksException e) {
            throw new StationException(Fault.BOOKS_UNAVAILABLE, e.getMessage(), e);
        }
    }

    /// What was found in the books.
    ///
    /// @param lines counts first, then what is missing or does not fit, each with how to mend it
    /// @param good whether they do not contradict themselves; a warning alone is good
    public record Report(List<String> lines, boolean good) {

        /// Copies the list.
        public Report {
            lines = List.copyOf(lines);
        }
    }

    /// Looks for what is missing or does not fit.
    public static Report check(StationHome home) throws StationException {
        try (var books = Books.open(config(home), Clock.systemUTC())) {
            var findings = books.check().run();
            return new Report(
                    findings.stream().map(BooksAdmin::line).toList(),
                    findings.stream().noneMatch(finding -> finding.severity() == Severity.ERROR));
        } catch (BooksException e) {
            throw new StationException(Fault.BOOKS_UNAVAILABLE, e.getMessage(), e);
        }
    }

    private static String line(Finding finding) {
        var said = finding.severity() + ": " + finding.what();
        return finding.mend().isEmpty() ? said : said + "; mend: " + finding.mend();
    }

    private static BooksConfig config(StationHome home) throws BooksException, StationException {
        return BooksPlace.of(home, settings(home));
    }

    private static StationConfig settings(StationHome home) throws StationException {
        try {
            return StationConfig.read(home.config());
        } catch (IOException | IllegalArgumentException e) {
            throw new StationException(Fault.CONFIGURATION, e.getMessage(), e);
        }
    }
}
