package dev.sealbench.core;

import dev.sealbench.core.HealthFinding.Area;
import dev.sealbench.core.internal.books.Books;
import dev.sealbench.core.internal.books.BooksException;
import dev.sealbench.core.internal.books.BooksPlace;
import dev.sealbench.core.internal.run.HealthChecks;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/// Looks at a home and its surroundings without opening the vault, and says what is wrong and how to mend
/// it. Of a station that is open, [HealthDesk] says the same.
public final class Doctor {

    private Doctor() {}

    /// Looks at everything.
    public static List<HealthFinding> examine(StationHome home, Clock clock) {
        var findings = new ArrayList<HealthFinding>();
        findings.add(
                Files.isReadable(home.vault())
                        ? HealthFinding.good(Area.VAULT, "the vault is there")
                        : HealthFinding.wrong(Area.VAULT, "the vault is missing", "create or restore the vault"));
        findings.addAll(HealthChecks.home(home, clock));
        try {
            var config = StationConfig.read(home.config());
            findings.add(HealthFinding.good(Area.CONFIGURATION, "configuration of station " + config.stationId()));
            if (config.allowSimulator()) {
                findings.add(
                        HealthFinding.good(Area.CONFIGURATION, "TPM simulators are trusted: this is a demonstration"));
            }
            findings.addAll(HealthChecks.slots(config, config.slots().keySet()));
            HealthChecks.line(config).ifPresent(findings::add);
            findings.addAll(books(home, config, clock));
        } catch (IOException | IllegalArgumentException e) {
            findings.add(HealthFinding.wrong(Area.CONFIGURATION, String.valueOf(e.getMessage()), "mend station.json"));
        }
        return List.copyOf(findings);
    }

    private static List<HealthFinding> books(StationHome home, StationConfig config, Clock clock) {
        boolean isInHome = config.database() == null;
        if (isInHome && !Files.exists(home.books().resolveSibling(home.books().getFileName() + ".mv.db"))) {
            return List.of(HealthFinding.wrong(
                    Area.DATABASE, "there are no books in this home", "run sealbench setup, or restore a backup"));
        }
        try (var books = Books.open(BooksPlace.of(home, config), clock)) {
            return new HealthChecks(home, books, clock).books();
        } catch (BooksException e) {
            return List.of(HealthFinding.wrong(Area.DATABASE, String.valueOf(e.getMessage()), mend(isInHome)));
        }
    }

    private static String mend(boolean isInHome) {
        return isInHome
                ? "close the Sealbench that works in this home, or look at its Health window; else restore a backup"
                : "docs/guides/administrator.md, \"PostgreSQL\"";
    }
}
