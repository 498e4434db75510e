package dev.sealbench.core.internal.run;

import dev.sealbench.core.Author;
import dev.sealbench.core.Digest;
import dev.sealbench.core.Fault;
import dev.sealbench.core.LabelKind;
import dev.sealbench.core.Octets;
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
import dev.sealbench.core.internal.journal.JournalEntry;
import dev.sealbench.core.internal.journal.JournalEntry.BurnDone;
import dev.sealbench.core.internal.journal.JournalEntry.BurnIntended;
import dev.sealbench.core.internal.journal.JournalEntry.ChipBound;
import dev.sealbench.core.internal.journal.JournalEntry.ConfirmIntended;
import dev.sealbench.core.internal.journal.JournalEntry.CredentialsSealed;
import dev.sealbench.core.internal.journal.JournalEntry.DeviceKeyIssued;
import dev.sealbench.core.internal.journal.JournalEntry.FinalReceipt;
import dev.sealbench.core.internal.journal.JournalEntry.LabelDone;
import dev.sealbench.core.internal.journal.JournalEntry.LabelIntended;
import dev.sealbench.core.internal.journal.JournalEntry.OrderAcknowledged;
import dev.sealbench.core.internal.journal.JournalEntry.OrderIntended;
import dev.sealbench.core.internal.journal.JournalEntry.TpmNames;
import dev.sealbench.core.internal.journal.JournalEntry.TrialReceipt;
import dev.sealbench.core.internal.journal.JournalException;
import dev.sealbench.core.internal.journal.UnitJournal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
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
            walk(unit);
            notebook.passed(unit, id, Map.of(Step.BURN, Duration.ofMillis(8123)));
            return Optional.empty();
        } catch (StepFailure failure) {
            notebook.failed(unit, id, Map.of(), failure);
            return Optional.of(failure);
        }
    }

    private void walk(UnitJournal unit) throws StepFailure, IOException {
        var charger = new VirtualCharger(
                folder.resolve("chargers").resolve(unit.serial().text()));
        before.accept("identify");
        if (charger.standing().order().isEmpty()) {
            identify(unit);
        }
        notebook.reached(unit, UnitState.IDENTIFIED);
        before.accept("burn");
        if (charger.standing().order().isEmpty()) {
            note(unit, new BurnIntended(digest("image"), "1.4.0"));
            note(unit, new BurnDone(digest("image")));
        }
        notebook.reached(unit, UnitState.BURNED);
        before.accept("key");
        if (charger.standing().order().isEmpty()) {
            key(unit);
        }
        notebook.reached(unit, UnitState.KEYED);
        before.accept("order");
        order(unit, charger);
        notebook.reached(unit, UnitState.ORDERED);
        before.accept("attest");
        prove(unit, charger);
        before.accept("record");
        notebook.recorded(unit);
        before.accept("label");
        for (var kind : LabelKind.values()) {
            label(unit, kind);
        }
        notebook.reached(unit, UnitState.LABELLED);
    }

    private void identify(UnitJournal unit) throws StepFailure {
        var binding = LostBooks.chip(unit.serial().text());
        try {
            backlog.settle(unit);
            books.units().bindChip(unit.serial(), binding, AUTHOR);
            if (unit.state().chip().isEmpty()) {
                unit.append(new ChipBound(
                        binding.chip(), binding.endorsementPublic(), binding.endorsementCertificate(), true));
            }
            if (unit.state().credentials().isEmpty()) {
                var sealed = fresh(96);
                var fingerprints = List.of(fresh(32), fresh(32), fresh(32), fresh(32));
                books.secrets().put(unit.serial(), sealed, Octets.of(new byte[32]), fingerprints, AUTHOR);
                unit.append(new CredentialsSealed(sealed, Octets.of(new byte[32])));
            }
        } catch (BooksException e) {
            throw new StepFailure(Step.IDENTIFY, Fault.BOOKS_UNAVAILABLE, e.getMessage(), e);
        } catch (JournalException e) {
            throw new StepFailure(Step.IDENTIFY, Fault.JOURNAL_UNAVAILABLE, e.getMessage(), e);
        }
    }

    private void key(UnitJournal unit) throws StepFailure {
        note(unit, new DeviceKeyIssued(octets("key blob"), octets("certificate")));
        var names = List.of(octets("n1"), octets("n2"), octets("n3"), octets("n4"));
        note(unit, new TpmNames(octets("srk"), octets("ak"), names, octets("puk")));
        note(unit, new JournalEntry.ObjectCertified(0x8100_8001L, octets("attest"), octets("signature")));
        note(unit, new JournalEntry.Measured("burn.ms", "8123"));
    }

    private void order(UnitJournal unit, VirtualCharger charger) throws StepFailure, IOException {
        if (charger.standing().order().isEmpty()) {
            var order = Digest.of(fresh(32).toBytes());
            note(unit, new OrderIntended(octets("order " + order), order, fresh(32)));
            charger.execute(order);
        }
        if (unit.state().acknowledged().isEmpty()) {
            var order = charger.standing().order().orElseThrow();
            note(unit, new OrderAcknowledged(order, trial(order)));
        }
    }

    private void prove(UnitJournal unit, VirtualCharger charger) throws StepFailure, IOException {
        var order = charger.standing().order().orElseThrow();
        if (unit.state().trialReceipt(order).isEmpty()) {
            note(unit, new TrialReceipt(order, fresh(32), octets("trial receipt of " + order)));
        }
        notebook.reached(unit, UnitState.ATTESTED);
        before.accept("lock");
        if (unit.state().decision(trial(order)).isEmpty()) {
            note(unit, new ConfirmIntended(order, trial(order), octets("confirm " + order)));
        }
        charger.lock();
        if (unit.state().finalReceipt().isEmpty()) {
            note(unit, new FinalReceipt(order, fresh(32), octets("final receipt of " + order)));
        }
        notebook.reached(unit, UnitState.LOCKED);
    }

    private void label(UnitJournal unit, LabelKind kind) throws StepFailure {
        if (unit.state().isLabelDone(kind)) {
            return;
        }
        try {
            var last = books.labels().last(unit.serial(), kind);
            var print = last.isPresent() ? last.get() : books.labels().begin(unit.serial(), kind, "", AUTHOR);
            note(unit, new LabelIntended(kind, print.copy()));
            books.labels().confirm(unit.serial(), kind, print.copy(), AUTHOR);
            note(unit, new LabelDone(kind, print.copy()));
        } catch (BooksException e) {
            throw new StepFailure(Step.LABEL, Fault.BOOKS_UNAVAILABLE, e.getMessage(), e);
        }
    }

    private void note(UnitJournal unit, JournalEntry entry) throws StepFailure {
        before.accept(entry.getClass().getSimpleName());
        try {
            unit.append(entry);
        } catch (JournalException e) {
            throw new StepFailure(Step.ORDER, Fault.JOURNAL_UNAVAILABLE, e.getMessage(), e);
        }
    }

    private static Octets trial(Digest order) {
        return Octets.of(Arrays.copyOf(order.toBytes(), 16));
    }

    private Octets fresh(int size) {
        var octets = new byte[size];
        random.nextBytes(octets);
        return Octets.of(octets);
    }

    private static Octets octets(String text) {
        return Octets.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Digest digest(String text) {
        return Digest.sha256(text.getBytes(StandardCharsets.UTF_8));
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
