package dev.sealbench.core.internal.run;

import dev.sealbench.core.Author;
import dev.sealbench.core.EventRecord;
import dev.sealbench.core.Fault;
import dev.sealbench.core.Octets;
import dev.sealbench.core.StationConfig;
import dev.sealbench.core.StationException;
import dev.sealbench.core.StationHome;
import dev.sealbench.core.internal.books.Books;
import dev.sealbench.core.internal.books.BooksException;
import dev.sealbench.core.internal.books.NewEvent;
import dev.sealbench.core.internal.document.DocumentException;
import dev.sealbench.core.internal.document.DocumentType;
import dev.sealbench.core.internal.document.Envelopes;
import dev.sealbench.core.internal.document.P256PublicKey;
import dev.sealbench.core.internal.document.SigningKey;
import dev.sealbench.core.internal.journal.Journal;
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

/// Opens a home in two parts: first what needs no key, then the vault and what its keys are for. Closes what is open
/// again when a later part fails.
///
/// Safe to share between threads; [#open] is called once for each time that the vault is opened.
public final class BenchOpening implements AutoCloseable {

    private static final String VERSIONS = "sealbench 0.1.0";

    private final StationHome home;
    private final StationConfig config;
    private final Journal journal;
    private final Books books;
    private final Clock clock;

    private BenchOpening(StationHome home, StationConfig config, Journal journal, Books books, Clock clock) {
        this.home = home;
        this.config = config;
        this.journal = journal;
        this.books = books;
        this.clock = clock;
    }

    /// Takes the home: settings, journal, books.
    ///
    /// @throws StationException when one of them is missing, damaged or in use
    public static BenchOpening begin(StationHome home, Clock clock) throws StationException {
        var config = config(home);
        var journal = journal(home, clock);
        try {
            return new BenchOpening(home, config, journal, WorkingBooks.open(home, config, clock), clock);
        } catch (StationException | RuntimeException e) {
            journal.close();
            throw e;
        }
    }

    /// Where it is.
    public StationHome home() {
        return home;
    }

    /// The settings.
    public StationConfig config() {
        return config;
    }

    /// The books.
    public Books books() {
        return books;
    }

    /// What dates everything.
    public Clock clock() {
        return clock;
    }

    /// Somebody, as events name people.
    public Author author(String person) {
        return new Author(person, VERSIONS);
    }

    /// Opens the vault, and books what a dead process had proven and not booked. The bench shares the home with this
    /// object; closing either closes both.
    ///
    /// @param person who opens it, as events name people
    /// @throws StationException when a part is missing, damaged, or contradicts another
    public Bench open(Passphrase passphrase, String person) throws StationException {
        Vault vault = null;
        Bench bench = null;
        try {
            vault = vault(home, passphrase);
            var slots = VaultSlots.of(home, config, vault, passphrase);
            bench = bench(new Stores(home, config, vault, slots, books, journal), author(person), clock);
            enrol(bench);
            catchUp(bench);
            return bench;
        } catch (StationException | RuntimeException e) {
            note(books, author(person), e); // while the log is signed
            if (bench != null) {
                bench.closeVault();
            } else if (vault != null) {
                vault.close();
            }
            throw e;
        }
    }

    /// Closes books and journal.
    @Override
    public void close() {
        books.close();
        journal.close();
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
    private record Stores(
            StationHome home, StationConfig config, Vault vault, VaultSlots slots, Books books, Journal journal) {}

    private static Bench bench(Stores stores, Author author, Clock clock) throws StationException {
        var home = stores.home();
        try {
            var orderKey = signingKey(stores.vault(), KeyId.STATION_ORDER);
            var vendorRoot = VendorRoot.read(home.vendorRoot()).publicKey();
            var deviceCaKey = signingKey(stores.vault(), KeyId.DEVICE_CA);
            var makers = TpmMakerFiles.read(home, stores.config());
            var chips = TpmMakerFiles.chips(home);
            var statement = statement(home);
            var identity = identity(stores, orderKey, statement);
            return new Bench(
                    home,
                    stores.config(),
                    stores.vault(),
                    stores.slots(),
                    stores.books(),
                    stores.journal(),
                    new Backlog(stores.books(), stores.journal(), clock, author, Backlog.PATIENCE),
                    LogKeeper.start(stores.books(), home, identity, author), // works from here on: nothing fails now
                    vendorRoot,
                    statement,
                    orderKey,
                    deviceCaKey,
                    makers,
                    chips,
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

    private static LogKeeper.Identity identity(Stores stores, SigningKey key, Envelope statement) {
        var witness = WitnessTalk.of(stores.config(), key.publicKey(), statement.toByteArray());
        return new LogKeeper.Identity(stores.config().stationId(), key, witness);
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
        return new SigningKey(P256PublicKey.ofSpki(vault.publicKey(key)), new VaultSigner(vault, key));
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

    private static void enrol(Bench bench) throws StationException {
        var statement = Octets.of(bench.stationStatement().toByteArray());
        try {
            bench.books().papers().enrol(statement, bench.author());
            var deviceCa = Certificates.certified(bench);
            if (deviceCa.isPresent()) {
                bench.books().papers().certify(deviceCa.get(), bench.author());
            }
        } catch (BooksException e) {
            throw new StationException(Fault.BOOKS_UNAVAILABLE, e.getMessage(), e);
        }
    }

    /// Books what a dead process had proven and not booked, ends the runs that it left open, and removes the sealed
    /// credentials that it left in journals.
    private static void catchUp(Bench bench) throws StationException {
        try {
            CatchUp.run(bench.books(), bench.journal(), bench.clock(), bench.author());
            SpentCredentials.tidyAll(bench);
        } catch (JournalException e) {
            throw new StationException(Fault.JOURNAL_UNAVAILABLE, e.getMessage(), e);
        } catch (BooksException e) {
            throw new StationException(Fault.BOOKS_UNAVAILABLE, e.getMessage(), e);
        }
    }
}
