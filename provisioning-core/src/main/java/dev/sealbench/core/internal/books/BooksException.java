package dev.sealbench.core.internal.books;

/// Why the books were not changed or could not be read.
public sealed class BooksException extends Exception permits BooksUnavailable, BooksRefused, ClockWentBack {

    private static final long serialVersionUID = 1L;

    BooksException(String text, Throwable cause) {
        super(text, cause);
    }
}
