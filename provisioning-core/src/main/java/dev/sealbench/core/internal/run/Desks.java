package dev.sealbench.core.internal.run;

import dev.sealbench.core.Author;
import dev.sealbench.core.EventRecord;
import dev.sealbench.core.Fault;
import dev.sealbench.core.MalformedSerial;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.StationException;
import dev.sealbench.core.internal.books.Books;
import dev.sealbench.core.internal.books.BooksException;
import dev.sealbench.core.internal.books.BooksRefused;
import dev.sealbench.core.internal.books.ClockWentBack;
import dev.sealbench.core.internal.books.NewEvent;
import dev.sealbench.core.internal.books.Refusal;
import java.util.Optional;

/// What the desks of the door share: the books' refusals in the words of the station.
public final class Desks {

    private Desks() {}

    /// Something that asks the books.
    @FunctionalInterface
    public interface Question<T> {
        T ask() throws BooksException;
    }

    /// Asks; a refusal becomes a sentence with a fault.
    public static <T> T ask(Question<T> question) throws StationException {
        try {
            return question.ask();
        } catch (BooksRefused e) {
            throw new StationException(faultOf(e.refusal()), e.getMessage(), e);
        } catch (ClockWentBack e) {
            throw new StationException(Fault.CLOCK_WENT_BACK, e.getMessage(), e);
        } catch (BooksException e) {
            throw new StationException(Fault.BOOKS_UNAVAILABLE, e.getMessage(), e);
        }
    }

    /// Something that a desk is asked to do.
    @FunctionalInterface
    public interface Work<T> {
        T run() throws StationException;
    }

    /// Does it; a refusal is booked as the event `action` before it reaches the person.
    public static <T> T noted(Bench bench, String action, Work<T> work) throws StationException {
        return noted(bench.books(), bench.author(), action, work);
    }

    /// The same where nobody works yet.
    public static <T> T noted(Books books, Author author, String action, Work<T> work) throws StationException {
        try {
            return work.run();
        } catch (StationException e) {
            var event = new NewEvent(
                    action, Optional.empty(), Optional.empty(), EventRecord.Result.REFUSED, e.getMessage());
            try {
                books.events().append(event, author);
            } catch (BooksException unbooked) {
                e.addSuppressed(unbooked); // the refusal itself is what the person has to hear
            }
            throw e;
        }
    }

    /// The serial number that was typed or scanned.
    public static SerialNumber serial(String scanned) throws StationException {
        try {
            return SerialNumber.parse(scanned.strip());
        } catch (MalformedSerial e) {
            throw new StationException(Fault.SERIAL_UNREADABLE, e.getMessage(), e);
        }
    }

    private static Fault faultOf(Refusal refusal) {
        return switch (refusal) {
            case Refusal.SerialUnknown _ -> Fault.NOT_ON_THIS_STATION;
            case Refusal.NoWorkOrder _ -> Fault.NO_WORK_ORDER;
            case Refusal.WorkOrderClosed _ -> Fault.WORK_ORDER_CLOSED;
            case Refusal.WorkOrderFull _ -> Fault.WORK_ORDER_FULL;
            case Refusal.ReleaseBlocked _, Refusal.ReleaseOfOther _ -> Fault.RELEASE_BROKEN;
            case Refusal.NameTaken _,
                    Refusal.PersonUnknown _,
                    Refusal.PeopleKnown _,
                    Refusal.LastLead _,
                    Refusal.NotDisabled _,
                    Refusal.BadgeTaken _ -> Fault.PERSON_REFUSED;
            default -> Fault.WRONG_STATE;
        };
    }
}
