package dev.sealbench.core.internal.run;

import dev.sealbench.core.Author;
import dev.sealbench.core.Digest;
import dev.sealbench.core.EventRecord;
import dev.sealbench.core.Fault;
import dev.sealbench.core.HealthFinding;
import dev.sealbench.core.StationException;
import dev.sealbench.core.StationHome;
import dev.sealbench.core.Step;
import dev.sealbench.core.StepFailure;
import dev.sealbench.core.internal.books.Books;
import dev.sealbench.core.internal.books.BooksException;
import dev.sealbench.core.internal.books.Finding;
import dev.sealbench.core.internal.books.LogBook.Left;
import dev.sealbench.core.internal.books.LogCheck;
import dev.sealbench.core.internal.books.LogSealer;
import dev.sealbench.core.internal.books.NewEvent;
import dev.sealbench.core.internal.document.SigningKey;
import dev.sealbench.core.internal.files.DurableFiles;
import dev.sealbench.core.internal.log.Checkpoint;
import dev.sealbench.core.internal.log.CheckpointKey;
import dev.sealbench.core.internal.log.LogException;
import dev.sealbench.core.internal.log.SignedNote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Signs the station's log while the vault is open, keeps the newest checkpoint beside the database, and
/// compares the log with it when the vault opens and when it closes. docs/design/051-log.md.
///
/// Safe to share between threads.
public final class LogKeeper implements LogSealer, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LogKeeper.class);

    /// A signed note is some 300 octets.
    private static final int MAX_NOTE_BYTES = 64 << 10;

    /// How long closing waits for the first comparison: a command that only lists something is not to take longer
    /// for a long log.
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final String NOT_COMPARED = "it could not be compared with its checkpoints";

    private final Books books;
    private final Path file;
    private final String origin;
    private final SigningKey key;
    private final WitnessTalk witness;
    private final Author author;
    private final LogCheck check;
    private final Thread checking;

    private volatile Optional<String> wrong = Optional.empty();
    private volatile boolean checked;

    /// Of the last comparison that failed.
    private volatile Optional<BooksException> trouble = Optional.empty();

    private final AtomicBoolean closed = new AtomicBoolean();

    /// Of the checkpoint in `file`; guarded by this object, as is the digest of its note.
    private long keptSize;

    private Optional<Digest> keptNote;

    private LogKeeper(Books books, Path file, Identity identity, Optional<Left> left, Author author) {
        this.books = books;
        this.file = file;
        this.origin = Checkpoint.origin(identity.station());
        this.key = identity.key();
        this.witness = identity.witness();
        this.author = author;
        this.keptSize = left.map(Left::size).orElse(0L);
        this.keptNote = Optional.empty();
        this.check = books.log()
                .check(
                        identity.station(),
                        Stream.of(left, witness.cosigned())
                                .flatMap(Optional::stream)
                                .toList());
        this.checking = Thread.ofVirtual().name("log-check").unstarted(this::compareAndAsk);
    }

    /// Who signs, and who cosigns.
    record Identity(String station, SigningKey key, WitnessTalk witness) {}

    /// Starts to sign and to compare.
    ///
    /// @param identity with the station's key, in the open vault
    /// @param author who opened the vault
    static LogKeeper start(Books books, StationHome home, Identity identity, Author author) {
        var file = home.newestCheckpoint();
        LogKeeper keeper;
        try {
            keeper = new LogKeeper(books, file, identity, read(file, identity), author);
        } catch (IOException | LogException e) {
            keeper = new LogKeeper(books, file, identity, Optional.empty(), author);
            keeper.found("%s cannot be used: %s".formatted(file.getFileName(), e.getMessage()));
        }
        books.log().signWith(Optional.of(keeper));
        keeper.checking.start();
        return keeper;
    }

    private static Optional<Left> read(Path file, Identity identity) throws IOException, LogException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        if (Files.size(file) > MAX_NOTE_BYTES) {
            throw new LogException("it is too long");
        }
        // its signature is not asked for: whoever can change this file could put back an older one, too, and
        // after a restored vault it is an earlier key's
        var checkpoint =
                Checkpoint.parse(SignedNote.parse(Files.readAllBytes(file)).text());
        if (!checkpoint.origin().equals(Checkpoint.origin(identity.station()))) {
            throw new LogException("it is about the log " + checkpoint.origin());
        }
        return Optional.of(new Left(checkpoint.size(), Digest.of(checkpoint.root())));
    }

    private void compareAndAsk() {
        compare();
        if (checked && wrong.isEmpty()) {
            askWitness();
        }
    }

    /// Asks the witness, if there is one, to cosign the newest checkpoint.
    public void askWitness() {
        witness.ask(books);
    }

    /// What the witness says, if there is one.
    public Optional<HealthFinding> lookAtWitness() {
        return witness.look();
    }

    private void compare() {
        try {
            check.run().map(Finding::what).ifPresent(this::found);
            checked = !check.isCancelled();
        } catch (BooksException e) {
            trouble = Optional.of(e);
            LOG.warn("the log was not compared with its checkpoints: {}", e.getMessage());
        }
    }

    private synchronized void compareAgain() {
        if (!checked && !closed.get()) {
            compare();
        }
    }

    private void found(String what) {
        wrong = Optional.of(what);
        LOG.error("{}", what);
        var event = new NewEvent("log.broken", Optional.empty(), Optional.empty(), EventRecord.Result.FAILED, what);
        try {
            books.events().append(event, author);
        } catch (BooksException e) {
            LOG.warn("a broken log was not noted: {}", e.getMessage());
        }
    }

    /// Waits until the log was compared.
    ///
    /// @throws StepFailure with [Fault#LOG_BROKEN] when it is not the one that was signed, with
    ///     [Fault#BOOKS_UNAVAILABLE] when it cannot be compared
    void requireSound() throws StepFailure {
        var doubt = doubt();
        if (doubt.isPresent()) {
            var found = doubt.get();
            throw new StepFailure(
                    Step.SCAN, found.fault(), found.detail(), found.cause().orElse(null));
        }
    }

    /// As [#requireSound], where no unit is under way.
    public void requireSoundLog() throws StationException {
        var doubt = doubt();
        if (doubt.isPresent()) {
            var found = doubt.get();
            throw new StationException(
                    found.fault(), found.detail(), found.cause().orElse(null));
        }
    }

    /// Why the log is not relied on.
    ///
    /// @param cause what kept the station from comparing it
    private record Doubt(Fault fault, String what, Optional<BooksException> cause) {

        String detail() {
            return cause.map(BooksException::getMessage).orElse(what);
        }
    }

    private Optional<Doubt> doubt() {
        try {
            checking.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!checked && wrong.isEmpty()) {
            compareAgain(); // the books were away
        }
        if (wrong.isPresent()) {
            return wrong.map(what -> new Doubt(Fault.LOG_BROKEN, what, Optional.empty()));
        }
        return checked ? Optional.empty() : Optional.of(new Doubt(Fault.BOOKS_UNAVAILABLE, NOT_COMPARED, trouble));
    }

    /// What is wrong with the log, if something is, or that it cannot be compared; waits until it was.
    public Optional<String> finding() {
        return doubt().map(Doubt::what);
    }

    /// The digest of the note of the newest checkpoint that this station knows to be in the books, for when they
    /// cannot be asked; empty before the log was compared.
    synchronized Optional<Digest> newestKept() {
        if (!checked || wrong.isPresent()) {
            return Optional.empty();
        }
        if (keptNote.isEmpty() && keptSize > 0) {
            try {
                keptNote = Optional.of(Digest.sha256(Files.readAllBytes(file)));
            } catch (IOException e) {
                LOG.error("{} cannot be read: {}", file.getFileName(), e.getMessage());
            }
        }
        return keptNote;
    }

    /// How many events were compared.
    public long size() {
        return check.size();
    }

    @Override
    public Optional<byte[]> sign(long size, byte[] root) {
        if (!checked || wrong.isPresent()) {
            return Optional.empty(); // a log is not signed before it was found to be what was signed before
        }
        try {
            return Optional.of(
                    CheckpointKey.sign(new Checkpoint(origin, size, root), key).octets());
        } catch (IllegalStateException e) { // the vault was locked while a run went on
            LOG.warn("the log of {} events was not signed: {}", size, e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public synchronized void sealed(long size, byte[] note) {
        if (size <= keptSize) {
            return;
        }
        try {
            DurableFiles.replace(file, note);
            keptSize = size;
            keptNote = Optional.of(Digest.sha256(note));
        } catch (IOException e) {
            LOG.error("{} could not be written: {}", file.getFileName(), e.getMessage());
        }
    }

    /// Signs what was not signed yet, compares what was added since, and signs no more.
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        try {
            if (!checking.join(PATIENCE)) {
                check.cancel();
                checking.join();
            }
            books.log().seal();
            if (checked && wrong.isEmpty()) {
                compareAndAsk();
            }
        } catch (BooksException e) {
            LOG.warn("the log was not signed at the end: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        books.log().signWith(Optional.empty());
    }
}
