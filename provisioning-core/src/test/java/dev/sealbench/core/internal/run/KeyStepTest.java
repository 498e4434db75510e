package dev.sealbench.core.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.Author;
import dev.sealbench.core.Octets;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.internal.books.Books;
import dev.sealbench.core.internal.books.BooksConfig;
import dev.sealbench.core.internal.books.LostBooks;
import dev.sealbench.core.internal.journal.Journal;
import dev.sealbench.core.internal.journal.JournalEntry.CredentialsSealed;
import dev.sealbench.core.internal.journal.JournalState;
import dev.sealbench.core.internal.journal.UnitJournal;
import dev.sealbench.vault.Passphrase;
import dev.sealbench.vault.Vault;
import dev.sealbench.vault.VaultConfig;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which credentials a blank charger gets when two stations that share the books have it in turn: those that the books
/// have as its newest, because labels are printed from these. Real vault, books and journals; no charger is needed.
class KeyStepTest {

    private static final SerialNumber UNIT = LostBooks.serials(1).getFirst();
    private static final Author SOMEBODY = new Author("op-9", "sealbench 0.1.0");

    @TempDir
    static Path vaults;

    private static Vault vault;

    @TempDir
    Path folder;

    private Place here;
    private Place there;

    @BeforeAll
    static void makeVault() throws Exception {
        try (var passphrase = Passphrase.of("the passphrase of this vault".toCharArray())) {
            vault = Vault.create(vaults.resolve("vault"), passphrase, new VaultConfig(14));
        }
    }

    @AfterAll
    static void closeVault() {
        vault.close();
    }

    @BeforeEach
    void open() throws Exception {
        var server = LostBooks.h2(folder.resolve("h2"));
        here = new Place(LostBooks.fresh(server, "line-1", 5), folder.resolve("here"));
        there = new Place(server.config("line-2"), folder.resolve("there"));
        here.books.units().scan(UNIT, Optional.empty(), SOMEBODY);
    }

    @AfterEach
    void close() {
        here.close();
        there.close();
    }

    @Test
    void aRunThatFailedInTheBurnGoesOnWithTheCredentialsThatItDrew() throws Exception {
        here.prepare();
        var drawn = here.live();

        here.prepare();

        assertThat(here.live()).isEqualTo(drawn);
        assertThat(here.generation()).isEqualTo(1);
    }

    /// Its burn failed at each station in turn, for a bad cable, say.
    @Test
    void credentialsThatAnotherStationReplacedNeverGoIntoTheCharger() throws Exception {
        for (int turn = 1; turn <= 4; turn++) {
            var place = turn % 2 == 1 ? here : there;

            place.prepare();

            assertThat(place.live()).as("turn %d", turn).isEqualTo(place.newest());
            assertThat(place.generation()).isEqualTo(turn);
        }
    }

    /// The database was restored from a backup that is older than the journal: labels could never be printed from what
    /// stands in the journal alone.
    @Test
    void credentialsThatTheBooksDoNotKnowNeverGoIntoTheCharger() throws Exception {
        var unknown = Octets.of(new byte[] {1});
        here.unit.append(new CredentialsSealed(unknown, Octets.of(new byte[32])));

        here.prepare();

        assertThat(here.live()).isEqualTo(here.newest()).isNotEqualTo(unknown);
    }

    /// A station at which the unit is.
    private static final class Place implements AutoCloseable {

        private final Books books;
        private final Journal journal;
        private final UnitJournal unit;
        private final Backlog backlog;

        Place(BooksConfig config, Path home) throws Exception {
            books = Books.open(config, Clock.systemUTC());
            journal = Journal.open(home, Clock.systemUTC());
            unit = journal.unit(UNIT);
            backlog = new Backlog(books, journal, Clock.systemUTC(), SOMEBODY, Backlog.PATIENCE);
        }

        /// What the station does before the burn.
        void prepare() throws Exception {
            var workOrder = books.workOrders().order(LostBooks.WORK_ORDER).orElseThrow();
            var scanned = new Unit.Scanned(UNIT, new Plan(workOrder, null, new byte[0], null, null));
            var chip = LostBooks.chip("chip").chip();
            var blank = new Unit.Standing.Blank(new BlankTpm(null, null, null));
            KeyStep.prepare(new Unit.Identified(scanned, chip, null, blank), run());
        }

        private Run run() {
            var bench = new Bench(
                    null,
                    null,
                    vault,
                    null,
                    books,
                    journal,
                    backlog,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    SOMEBODY,
                    new SecureRandom(),
                    Clock.systemUTC());
            return new Run(UUID.randomUUID(), 1, bench, null, unit, null);
        }

        Octets live() {
            JournalState state = unit.state();
            return state.credentials().orElseThrow().sealedSecrets();
        }

        Octets newest() throws Exception {
            return books.secrets().current(UNIT).orElseThrow().sealed();
        }

        int generation() throws Exception {
            return books.secrets().current(UNIT).orElseThrow().generation();
        }

        @Override
        public void close() {
            backlog.close();
            unit.close();
            journal.close();
            books.close();
        }
    }
}
