package dev.sealbench.core.internal.run;

import dev.sealbench.core.EventRecord;
import dev.sealbench.core.internal.books.BooksException;
import dev.sealbench.core.internal.books.EventBook;
import dev.sealbench.core.internal.export.Ahead;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// Whole logs, log by log in the order of their numbers: pages of them are read while those before are used.
/// Numbers have no gaps, so a page is known before the one before it was read.
///
/// Used by one thread.
public final class EventsAhead implements Iterator<List<EventRecord>> {

    /// Events of a page: more of them in a small heap are copied again and again by the collector.
    public static final int PAGE = 500;

    /// At most so many connections to the database are used: the slots need some as well.
    private static final int PAGES_AHEAD = 4;

    private final Ahead<List<EventRecord>, BooksException> ahead = new Ahead<>(BooksException.class, PAGES_AHEAD);
    private final EventBook events;
    private final Iterator<Page> rest;

    private EventsAhead(EventBook events, SortedMap<String, Long> sizes, int page) {
        this.events = events;
        this.rest = sizes.entrySet().stream()
                .flatMap(log -> pages(log.getKey(), log.getValue(), page))
                .iterator();
    }

    /// The events of a station's log with the numbers after `after` up to `last`.
    private record Page(String station, long after, long last) {}

    /// The first events of each of these logs, as many as are named. The stream is closed after use; it throws
    /// [UncheckedIOException] when the books cannot be read.
    ///
    /// @param page how many are read at once
    public static Stream<EventRecord> of(EventBook events, SortedMap<String, Long> sizes, int page) {
        var pages = new EventsAhead(events, sizes, page);
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(pages, Spliterator.ORDERED), false)
                .onClose(pages.ahead::close)
                .flatMap(List::stream);
    }

    @Override
    public boolean hasNext() {
        return rest.hasNext() || !ahead.isEmpty();
    }

    @Override
    public List<EventRecord> next() {
        while (rest.hasNext() && !ahead.isFull()) {
            var page = rest.next();
            ahead.begin(() -> events.between(page.station(), page.after(), page.last()));
        }
        try {
            return ahead.take();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (BooksException e) {
            throw new UncheckedIOException(new IOException(e.getMessage(), e));
        }
    }

    private static Stream<Page> pages(String station, long size, int page) {
        return Stream.iterate(0L, after -> after < size, after -> after + page)
                .map(after -> new Page(station, after, Math.min(after + page, size)));
    }
}
