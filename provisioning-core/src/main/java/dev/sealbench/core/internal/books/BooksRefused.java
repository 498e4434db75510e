package dev.sealbench.core.internal.books;

/// Thrown when the books do not allow something. Nothing was changed.
public final class BooksRefused extends BooksException {

    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    BooksRefused(Refusal refusal) {
        super(refusal.text(), null);
        this.refusal = refusal;
    }

    public Refusal refusal() {
        return refusal;
    }
}
