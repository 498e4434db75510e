package dev.sealbench.core.internal.run;

import dev.sealbench.core.Author;
import dev.sealbench.core.Fault;
import dev.sealbench.core.RunRecord;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.StationConfig;
import dev.sealbench.core.StationHome;
import dev.sealbench.core.Step;
import dev.sealbench.core.StepFailure;
import dev.sealbench.core.UnitState;
import dev.sealbench.core.internal.books.Books;
import dev.sealbench.core.internal.books.BooksConfig;
import dev.sealbench.core.internal.books.BooksException;
import dev.sealbench.core.internal.books.LostBooks;
import dev.sealbench.core.internal.books.UuidV7;
import dev.sealbench.core.internal.document.JcaSigner;
import dev.sealbench.core.internal.document.P256PublicKey;
import dev.sealbench.core.internal.document.SigningKey;
import dev.sealbench.core.internal.journal.Journal;
import dev.sealbench.core.internal.journal.JournalException;
import dev.sealbench.core.internal.journal.UnitJournal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;

/// A station without vault and line: journal, books, their backlog and the log's keeper are the real ones, and what a
/// run writes is written in the order of the real steps; a [VirtualCharger] stands for the charger.
///
/// Safe for several threads, each with its own unit.
final class VirtualStation implements AutoCloseable {

    static final Author AUTHOR = new Author("op-7", "sealbench 0.1.0");

    private final Clock clock = Clock.systemUTC();
    private final SecureRandom random = new SecureRandom();
    private final Path folder;
    private final Books books;
    private final Journal journal;
    private final LogKeeper log;
    private final Notebook notebook;
    private final Backlog backlog;
    private final String station;
    private final Consumer<String> before;

    private VirtualStation(Path folder, Books books, Journal journal, String station, Settings settings)
            throws IOException {
        this.folder = folder;
        this.books = books;
        this.journal = journal;
        this.station = station;
        this.before = settings.before();
        Files.createDirectories(folder.resolve("chargers"));
        this.backlog = new Backlog(books, journal, clock, AUTHOR, settings.patience());
        this.notebook = new Notebook(books, backlog, AUTHOR, clock);
        this.log = LogKeeper.start(books, new StationHome(folder), identity(station), AUTHOR);
    }

    /// Opens it as the program does: what an earlier process left is booked first.
    ///
    /// @param folder its home
    static VirtualStation open(Path folder, BooksConfig config, Settings settings) throws Exception {
        Files.createDirectories(folder);
        var journal = Journal.open(folder.resolve("journal"), Clock.systemUTC());
        Books books = null;
        try {
            books = Books.open(config, Clock.systemUTC());
            var station = new VirtualStation(folder, books, journal, config.station(), settings);
            CatchUp.run(books, journal, Clock.systemUTC(), AUTHOR);
            return station;
        } catch (Exception e) {
            if (books != null) {
                books.close();
            }
            journal.close();
            throw e;
        }
    }

    /// What differs between tests.
    ///
    /// @param patience of a finished unit with books that are away
    /// @param before hears of each thing that a unit is about to meet
    record Settings(Duration patience, Consumer<String> before) {}

    Books books() {
        return books;
    }

    Journal journal() {
        return journal;
    }

    Backlog backlog() {
        return backlog;
    }

    Optional<String> wrongLog() {
        return log.finding();
    }

    /// One run of a unit, as far as it goes.
    ///
    /// @return what stopped it; empty when it passed
    Optional<StepFailure> provision(SerialNumber serial) throws IOException {
        UnitJournal open = null;
        try {
            backlog.requireBooks();
            log.requireSound();
            if (isFinished(serial)) {
                return Optional.empty();
            }
            open = journal.unit(serial);
            var id = new UuidV7(clock, random).next();
            notebook.opened(open, record(id, serial), LostBooks.WORK_ORDER);
            return inRun(id, open);
        } catch (StepFailure e) {
            notebook.refused(serial.text(), e);
            return Optional.of(e);
        } catch (JournalException e) {
            return Optional.of(new StepFailure(Step.SCAN, Fault.JOURNAL_UNAVAILABLE, e.getMessage(), e));
        } finally {
            if (open != null) {
                open.close();
            }
        }
    }

    private boolean isFinished(SerialNumber serial) throws StepFailure {
        try {
            return books.units()
                            .scan(serial, Optional.of(LostBooks.WORK_ORDER), AUTHOR)
                            .state()
                    == UnitState.LABELLED;
        } catch (BooksException e) {
            throw new StepFailure(Step.SCAN, Fault.BOOKS_UNAVAILABLE, e.getMessage(), e);
        }
    }

    private RunRecord record(UUID id, SerialNumber serial) {
        return new RunRecord(
                id, serial, station, 1, AUTHOR.person(), AUTHOR.versions(), clock.instant(), Optional.empty());
    }

    private Optional<StepFailure> inRun(UUID id, UnitJournal unit) throws IOException {
        try {
            new VirtualWay(books, backlog, notebook, before).walk(unit, charger(unit.serial()));
            notebook.passed(unit, id, Map.of(Step.BURN, Duration.ofMillis(8123)));
            return Optional.empty();
        } catch (StepFailure failure) {
            notebook.failed(unit, id, Map.of(), failure);
            return Optional.of(failure);
        }
    }

    private VirtualCharger charger(SerialNumber serial) {
        return new VirtualCharger(folder.resolve("chargers").resolve(serial.text()));
    }

    private static LogKeeper.Identity identity(String station) {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            var pair = generator.generateKeyPair();
            var key =
                    new SigningKey(P256PublicKey.of((ECPublicKey) pair.getPublic()), new JcaSigner(pair.getPrivate()));
            var maker = new StationConfig.Maker("Maker", "Street 1", "mail", "https://example.com", List.of("230 V"));
            var config = new StationConfig(
                    station, false, true, new TreeMap<>(), List.of(), "virt-charger", "labels", maker);
            return new LogKeeper.Identity(station, key, WitnessTalk.of(config, key.publicKey(), new byte[0]));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has P-256", e);
        }
    }

    @Override
    public void close() {
        backlog.close();
        log.close();
        books.close();
        journal.close();
    }
}
