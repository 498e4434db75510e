package dev.sealbench.core.internal.books;

import static dev.sealbench.core.internal.books.Samples.AUTHOR;

import dev.sealbench.core.Author;
import dev.sealbench.core.SerialNumber;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/// Books with one unit of a work order in them, for tests of other packages.
public final class SampleBooks {

    /// Who writes.
    public static final Author PERSON = AUTHOR;

    private SampleBooks() {}

    /// Makes and opens them; the caller closes them.
    public static Books withUnit(Path folder, SerialNumber serial) throws BooksException {
        var config = BooksConfig.h2(folder.resolve("books"), BooksContract.STATION);
        Books.migrate(config);
        var books = Books.open(config, Clock.systemUTC());
        books.customers().add(Samples.CUSTOMER, AUTHOR);
        books.customers().addLock(Samples.LOCK, AUTHOR);
        books.releases().add(Samples.RELEASE, AUTHOR);
        books.workOrders().open(Samples.workOrder("WO-1", BooksContract.RANGE, 5), AUTHOR);
        books.units().scan(serial, Optional.empty(), AUTHOR);
        return books;
    }
}
