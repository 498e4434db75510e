package dev.sealbench.core.internal.run;

import dev.sealbench.core.Fault;
import dev.sealbench.core.StationConfig;
import dev.sealbench.core.StationException;
import dev.sealbench.core.StationHome;
import dev.sealbench.core.internal.books.Books;
import dev.sealbench.core.internal.books.BooksException;
import dev.sealbench.core.internal.books.BooksPlace;
import dev.sealbench.core.internal.books.BooksRefused;
import java.time.Clock;

/// Opens a home's books to work in them as its station, which one program at a time may.
final class WorkingBooks {

    private WorkingBooks() {}

    static Books open(StationHome home, StationConfig config, Clock clock) throws StationException {
        try {
            return claimed(Books.open(BooksPlace.of(home, config), clock));
        } catch (BooksRefused e) {
            throw new StationException(Fault.HOME_IN_USE, e.getMessage(), e);
        } catch (BooksException e) {
            throw new StationException(Fault.BOOKS_UNAVAILABLE, e.getMessage(), e);
        }
    }

    private static Books claimed(Books books) throws BooksException {
        try {
            books.claim();
            return books;
        } catch (BooksException | RuntimeException e) {
            books.close();
            throw e;
        }
    }
}
