package dev.sealbench.core.internal.books;

/// Thrown when the database cannot do its work: not reachable, in use by another process, disk full, wrong schema.
/// A change may then have been made or not; every operation can be run again.
public final class BooksUnavailable extends BooksException {

    private static final long serialVersionUID = 1L;

    BooksUnavailable(String text, Throwable cause) {
        super(text, cause);
    }
}
