package dev.sealbench.core.internal.run;

import dev.sealbench.core.DueCredentials;
import dev.sealbench.core.EventRecord;
import dev.sealbench.core.Fault;
import dev.sealbench.core.Octets;
import dev.sealbench.core.ShredReport;
import dev.sealbench.core.StationException;
import dev.sealbench.core.internal.books.BooksException;
import dev.sealbench.core.internal.books.BooksRefused;
import dev.sealbench.core.internal.books.NewEvent;
import dev.sealbench.core.internal.journal.JournalException;
import dev.sealbench.core.internal.print.FolderPrinter;
import dev.sealbench.vault.SealedSecrets;
import dev.sealbench.vault.VaultException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Destroys sealed credentials whose time has come: docs/design/055-retention.md. First every copy beside the
/// books goes, then the data key in them, then the old pages of their file.
public final class Shredding {

    private final Bench bench;

    public Shredding(Bench bench) {
        this.bench = bench;
    }

    /// Credentials whose time has come.
    ///
    /// @param workOrder only those of its units
    /// @throws StationException when the work order is unknown or still open
    public List<DueCredentials> due(Optional<String> workOrder) throws StationException {
        if (workOrder.isPresent()) {
            requireClosed(workOrder.get());
        }
        return Desks.ask(() -> bench.books().secrets().dueForShredding(workOrder));
    }

    private void requireClosed(String number) throws StationException {
        var order = Desks.ask(() -> bench.books().workOrders().find(number))
                .orElseThrow(() ->
                        new StationException(Fault.WRONG_STATE, "work order %s is not in the books".formatted(number)));
        if (order.closed().isEmpty()) {
            throw new StationException(
                    Fault.WRONG_STATE, "work order %s is still open: close it first".formatted(number));
        }
    }

    /// Destroys them.
    ///
    /// @param second who confirms, as events name people
    public ShredReport destroy(List<DueCredentials> agreed, String second) throws StationException {
        bench.log().requireSoundLog(); // it has to prove what happens now
        note(OldPages.AGREED, "%d sets of credentials, confirmed by %s".formatted(agreed.size(), second));
        int destroyed = 0;
        var elsewhere = new TreeSet<String>();
        var left = new ArrayList<ShredReport.Left>();
        for (var due : agreed) {
            var why = tried(due);
            if (why.isEmpty()) {
                destroyed++;
                Desks.ask(() -> bench.books().secrets().sealedElsewhere(due)).ifPresent(elsewhere::add);
            } else {
                left.add(new ShredReport.Left(due.serial(), why.get()));
            }
        }
        var copies = copies(elsewhere);
        var ended = "%d destroyed, %d left%s"
                .formatted(destroyed, left.size(), copies.map("; "::concat).orElse(""));
        var pages = new OldPages(bench).takeOut(ended);
        var remains = Stream.of(pages, copies).flatMap(Optional::stream).collect(Collectors.joining("; "));
        return new ShredReport(destroyed, left, Optional.of(remains).filter(words -> !words.isEmpty()));
    }

    /// Takes out of the database's files what an earlier call left there; nothing happens when it left nothing.
    public ShredReport finish() throws StationException {
        bench.log().requireSoundLog();
        return new ShredReport(0, List.of(), new OldPages(bench).takeOutWhatIsOwed());
    }

    /// What is not in this station's reach.
    ///
    /// @param stations that sealed some of what was destroyed
    private static Optional<String> copies(Set<String> stations) {
        return stations.isEmpty()
                ? Optional.empty()
                : Optional.of(("credentials that other stations sealed may still stand in their journals: have"
                                + " somebody sign in at %s, or destroy its disk")
                        .formatted(String.join(", ", stations)));
    }

    private void note(String action, String detail) throws StationException {
        var event = new NewEvent(action, Optional.empty(), Optional.empty(), EventRecord.Result.OK, detail);
        Desks.ask(() -> bench.books().events().append(event, bench.author()));
    }

    /// Why these were left alone; empty when they are destroyed.
    private Optional<String> tried(DueCredentials due) throws StationException {
        try {
            var secret = bench.books().secrets().find(due.serial(), due.generation());
            if (secret.isEmpty()) {
                return Optional.of("the books have no such credentials");
            }
            if (secret.get().shredded().isEmpty()) {
                bench.books().secrets().requireDue(due);
                if (isInJournal(due, secret.get().sealed())) {
                    return Optional.of("unit %s is being worked on".formatted(due.serial()));
                }
                deleteLabels(due);
                var shredded =
                        SealedSecrets.decode(secret.get().sealed().toBytes()).shredded();
                bench.books().secrets().shred(due, Octets.of(shredded.encode()), bench.author());
            }
            return Optional.empty();
        } catch (BooksRefused | JournalException | VaultException | IOException e) {
            return Optional.of(e.getMessage());
        } catch (BooksException e) {
            throw new StationException(Fault.BOOKS_UNAVAILABLE, e.getMessage(), e);
        }
    }

    /// Whether they stand there still after what is spent was taken out.
    private boolean isInJournal(DueCredentials due, Octets sealed) throws JournalException {
        SpentCredentials.tidy(bench, due.serial());
        return bench.journal().peek(due.serial()).holdsCredentials(sealed);
    }

    /// What a folder has instead of printers: sealed, but not under the unit's data key.
    private void deleteLabels(DueCredentials due) throws BooksException, IOException {
        var folder = Path.of(bench.config().labelDirectory());
        for (var print : bench.books().labels().ofUnit(due.serial())) {
            Files.deleteIfExists(FolderPrinter.file(folder, print));
        }
    }
}
