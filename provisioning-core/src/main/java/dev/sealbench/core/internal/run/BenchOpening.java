package dev.sealbench.core.internal.run;

import dev.sealbench.core.Author;
import dev.sealbench.core.EventRecord;
import dev.sealbench.core.Fault;
import dev.sealbench.core.RunRecord;
import dev.sealbench.core.RunResult;
import dev.sealbench.core.StationConfig;
import dev.sealbench.core.StationException;
import dev.sealbench.core.StationHome;
import dev.sealbench.core.StepFailure;
import dev.sealbench.core.UnitState;
import dev.sealbench.core.internal.books.Books;
import dev.sealbench.core.internal.books.BooksConfig;
import dev.sealbench.core.internal.books.BooksException;
import dev.sealbench.core.internal.books.NewEvent;
import dev.sealbench.core.internal.document.DocumentException;
import dev.sealbench.core.internal.document.DocumentType;
import dev.sealbench.core.internal.document.Envelopes;
import dev.sealbench.core.internal.document.P256PublicKey;
import dev.sealbench.core.internal.document.SigningKey;
import dev.sealbench.core.internal.journal.Journal;
import dev.sealbench.core.internal.journal.JournalDamaged;
import dev.sealbench.core.internal.journal.JournalEntry.RunClosed;
import dev.sealbench.core.internal.journal.JournalException;
import dev.sealbench.core.internal.journal.JournalInUse;
import dev.sealbench.core.internal.trust.VendorRoot;
import dev.sealbench.link.wire.Envelope;
import dev.sealbench.vault.KeyId;
import dev.sealbench.vault.Passphrase;
import dev.sealbench.vault.Vault;
import dev.sealbench.vault.VaultException;
import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opens a home, part by part, and closes what is open again when a later part fails.
public final class BenchOpening {

    private static final Logger LOG = LoggerFactory.getLogger(BenchOpening.class);

    private static final String VERSIONS = "sealbench 0.1.0";

    private BenchOpening() {}

    /// @throws StationException when a part is missing, damaged, in use, or contradicts another
    public static Bench open(StationHome home, Passphrase passphrase, String person, Clock clock)
            throws StationException {
        var config = config(home);
        var author = new Author(person, VERSIONS);
        var journal = journal(home, clock);
        Vault vault = null;
        Books books = null;
        try {
            books = books(home, config, clock);
            vault = vault(home, passphrase);
            var bench = bench(home, config, new Stores(vault, books, journal), author, clock);
            catchUp(bench);
            return bench;
        } catch (StationException | RuntimeException e) {
            if (books != null) {
                note(books, author, e);
                books.close();
            }
            if (vault != null) {
                vault.close();
            }
            journal.close();
            throw e;
        }
    }

    private static void note(Books books, Author author, Exception failure) {
        var event = new NewEvent(
                "station.not-opened",
                Optional.empty(),
                Optional.empty(),
                EventRecord.Result.REFUSED,
                String.valueOf(failure.getMessage()));
        try {
            books.events().append(event, author);
        } catch (BooksException e) {
            failure.addSuppressed(e); // the failure itself is what the person has to hear
        }
    }

    /// What is open of a home.
    private record Stores(Vault vault, Books books, Journal journal) {}

    private static Bench bench(StationHome home, StationConfig config, Stores stores, Author author, Clock clock)
            throws StationException {
        try {
            return new Bench(
                    home,
                    config,
                    stores.vault(),
                    stores.books(),
                    stores.journal(),
                    VendorRoot.read(home.vendorRoot()).publicKey(),
                    statement(home),
                    signingKey(stores.vault(), KeyId.STATION_ORDER),
                    signingKey(stores.vault(), KeyId.DEVICE_CA),
                    TpmMakerFiles.read(home, config),
                    TpmMakerFiles.chips(home),
                    new PackedImages(),
                    author,
                    new SecureRandom(),
                    clock);
        } catch (IOException | IllegalArgumentException e) {
            throw new StationException(Fault.CONFIGURATION, e.getMessage(), e);
        } catch (VaultException e) {
            throw new StationException(Fault.VAULT_UNAVAILABLE, e.getMessage(), e);
        }
    }

    private static Envelope statement(StationHome home) throws StationException {
        var file = home.stationStatement();
        try {
            return Envelopes.parse(DocumentType.STATION_STATEMENT, Files.readAllBytes(file));
        } catch (DocumentException e) {
            throw new StationException(Fault.STATION_STATEMENT, e.getMessage(), e);
        } catch (IOException e) {
            throw new StationException(Fault.STATION_STATEMENT, file.getFileName() + " cannot be read", e);
        }
    }

    private static SigningKey signingKey(Vault vault, KeyId key) throws VaultException {
        return new SigningKey(P256PublicKey.ofSpki(vault.publicKey(key)), message -> {
            try {
                return vault.sign(key, message);
            } catch (VaultException e) {
                throw new IllegalStateException("the vault was locked while the station worked", e);
            }
        });
    }

    private static StationConfig config(StationHome home) throws StationException {
        try {
            return StationConfig.read(home.config());
        } catch (IOException | IllegalArgumentException e) {
            throw new StationException(Fault.CONFIGURATION, e.getMessage(), e);
        }
    }

    private static Journal journal(StationHome home, Clock clock) throws StationException {
        try {
            return Journal.open(home.journal(), clock);
        } catch (JournalInUse e) {
            throw new StationException(Fault.HOME_IN_USE, e.getMessage(), e);
        } catch (JournalException e) {
            throw new StationException(Fault.JOURNAL_UNAVAILABLE, e.getMessage(), e);
        }
    }

    private static Vault vault(StationHome home, Passphrase passphrase) throws StationException {
        try {
            return Vault.open(home.vault(), passphrase);
        } catch (IOException | VaultException e) {
            throw new StationException(Fault.VAULT_UNAVAILABLE, e.getMessage(), e);
        }
    }

    private static Books books(StationHome home, StationConfig config, Clock clock) throws StationException {
        try {
            return Books.open(BooksConfig.h2(home.books(), config.stationId()), clock);
        } catch (BooksException e) {
            throw new StationException(Fault.BOOKS_UNAVAILABLE, e.getMessage(), e);
        }
    }

    /// Books what a dead process had proven and not booked, ends the runs that it left open, and removes the sealed
    /// credentials that it left in journals.
    private static void catchUp(Bench bench) throws StationException {
        try {
            for (var serial : bench.journal().survey().toBeBooked()) {
                try (var journal = bench.journal().unit(serial)) {
                    RecordStep.book(bench, journal);
                }
            }
            for (var run : bench.books().runs().unfinished()) {
                var end = new RunRecord.RunEnd(
                        bench.clock().instant(), RunResult.INTERRUPTED, UnitState.SCANNED, 0, "the program ended");
                closeInJournal(bench, run, end);
                bench.books().runs().close(run.id(), end, bench.author());
            }
            SpentCredentials.tidyAll(bench);
        } catch (StepFailure e) {
            throw new StationException(e.fault(), e.detail(), e);
        } catch (JournalException e) {
            throw new StationException(Fault.JOURNAL_UNAVAILABLE, e.getMessage(), e);
        } catch (BooksException e) {
            throw new StationException(Fault.BOOKS_UNAVAILABLE, e.getMessage(), e);
        }
    }

    /// First, so that a station that dies here finds the run in the books again. A journal that is damaged keeps its
    /// own unit from being worked on, and no other.
    private static void closeInJournal(Bench bench, RunRecord run, RunRecord.RunEnd end) throws JournalException {
        try (var journal = bench.journal().unit(run.serial())) {
            var open = journal.state().openRun();
            if (open.isPresent() && open.get().run().equals(run.id())) {
                journal.append(new RunClosed(run.id(), end.result(), end.reached(), end.faultCode(), end.reason()));
            }
        } catch (JournalDamaged e) {
            LOG.warn("the end of run {} is noted in the books only: {}", run.id(), e.getMessage());
        }
    }
}
