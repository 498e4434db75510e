package dev.sealbench.ui.window.quality;

import java.util.List;
import java.util.SortedMap;
import java.util.stream.LongStream;

/// Cycle times in at most [#MOST] columns of equal width. Whatever lies as far beyond the time of 95 of 100 as the
/// shortest lies before it is in the last one, which has no end, so that one forgotten unit does not press all
/// others together. Immutable.
///
/// @param widthSeconds of each column but an open one
/// @param columns from the shortest; those without any are there, too
record CycleBins(long widthSeconds, List<Bin> columns) {

    static final int MOST = 24;

    private static final long[] WIDTHS = {1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1_800, 3_600};

    /// @param fromSeconds the first that belongs to it
    /// @param open whether it takes all that is longer, too
    record Bin(long fromSeconds, boolean open, long runs) {}

    /// @param histogram runs by whole seconds; not empty
    static CycleBins of(SortedMap<Long, Long> histogram, long p95Seconds) {
        long first = histogram.firstKey();
        long limit = Math.max(first + 1, 2 * p95Seconds - first);
        boolean hasLonger = histogram.lastKey() >= limit;
        long last = hasLonger ? limit : histogram.lastKey();
        long width = LongStream.of(WIDTHS)
                .filter(each -> last / each - first / each + 1 <= MOST)
                .findFirst()
                .orElse(Math.ceilDiv(last - first + 1, MOST - 1L));
        long begin = Math.floorDiv(first, width);
        long end = Math.floorDiv(last, width);
        var bins = LongStream.rangeClosed(begin, end)
                .mapToObj(at -> bin(histogram, at * width, hasLonger && at == end ? Long.MAX_VALUE : (at + 1) * width))
                .toList();
        return new CycleBins(width, bins);
    }

    private static Bin bin(SortedMap<Long, Long> histogram, long from, long until) {
        long runs = histogram.subMap(from, until).values().stream()
                .mapToLong(Long::longValue)
                .sum();
        return new Bin(from, until == Long.MAX_VALUE, runs);
    }
}
