package dev.sealbench.core.internal.run;

import dev.sealbench.core.Digest;
import dev.sealbench.core.Octets;
import dev.sealbench.core.internal.books.Books;
import dev.sealbench.core.internal.books.BooksException;
import dev.sealbench.core.internal.books.LogCheckpoint;
import dev.sealbench.core.internal.export.ExportedLog;
import dev.sealbench.core.internal.log.LogException;
import dev.sealbench.core.internal.log.Merkle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A station's log in the books as it was at its newest checkpoint, for an export.
///
/// Not safe to share between threads.
final class BookedLog implements ExportedLog {

    private static final int PAGE = 500;

    private final Books books;
    private final List<Octets> statements;
    private final LogCheckpoint newest;
    private final Merkle.Nodes nodes;

    private BookedLog(Books books, List<Octets> statements, LogCheckpoint newest, Merkle.Nodes nodes) {
        this.books = books;
        this.statements = statements;
        this.newest = newest;
        this.nodes = nodes;
    }

    /// The log of a station, unless it was never signed.
    ///
    /// @param statements the vendor's for that station, serialised envelopes, newest first
    static Optional<BookedLog> of(Books books, String station, List<Octets> statements) throws BooksException {
        var newest = books.log().newest(station);
        return newest.isEmpty()
                ? Optional.empty()
                : Optional.of(new BookedLog(
                        books,
                        statements,
                        newest.get(),
                        books.log().nodes(station, newest.get().size())));
    }

    @Override
    public String station() {
        return newest.station();
    }

    @Override
    public List<Octets> statements() {
        return statements;
    }

    @Override
    public Octets newest() {
        return newest.note();
    }

    @Override
    public long size() {
        return newest.size();
    }

    @Override
    public Optional<Octets> checkpoint(Digest note) throws LogException {
        try {
            return books.log()
                    .find(note)
                    .filter(checkpoint -> checkpoint.station().equals(station()) && checkpoint.size() <= newest.size())
                    .map(LogCheckpoint::note);
        } catch (BooksException e) {
            throw new LogException(e.getMessage(), e);
        }
    }

    @Override
    public Stream<Octets> checkpoints() {
        return Stream.iterate(
                        page(0),
                        page -> !page.isEmpty(),
                        page -> page(page.getLast().size()))
                .flatMap(List::stream)
                .takeWhile(checkpoint -> checkpoint.size() <= newest.size())
                .map(LogCheckpoint::note);
    }

    private List<LogCheckpoint> page(long size) {
        try {
            return books.log().next(station(), size, PAGE);
        } catch (BooksException e) {
            throw new UncheckedIOException(new IOException(e.getMessage(), e));
        }
    }

    @Override
    public List<byte[]> inclusion(long sequence) throws LogException {
        return Merkle.inclusion(nodes, sequence - 1, newest.size());
    }

    @Override
    public List<byte[]> consistency(long size) throws LogException {
        return Merkle.consistency(nodes, size, newest.size());
    }
}
