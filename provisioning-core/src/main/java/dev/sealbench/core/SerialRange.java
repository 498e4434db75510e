package dev.sealbench.core;

import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The serial numbers that a work order may use: counters from first to last under one prefix.
///
/// Immutable.
///
/// @param prefix product, year, week and line: 8 characters of [SerialNumber]
/// @param firstCounter 0 to 9,999,999
/// @param lastCounter the last one that belongs to the range, not below the first
public record SerialRange(String prefix, int firstCounter, int lastCounter) {

    /// @throws MalformedSerial when the prefix is malformed
    /// @throws IllegalArgumentException when the counters are not in order or out of range
    public SerialRange {
        SerialNumber.requirePrefix(prefix);
        if (firstCounter < 0 || lastCounter < firstCounter || lastCounter > SerialNumber.MAX_COUNTER) {
            throw new IllegalArgumentException("counters %d to %d are no range".formatted(firstCounter, lastCounter));
        }
    }

    public boolean contains(SerialNumber serial) {
        return serial.prefix().equals(prefix) && serial.counter() >= firstCounter && serial.counter() <= lastCounter;
    }

    /// Whether some serial number could belong to both.
    public boolean overlaps(SerialRange other) {
        return prefix.equals(other.prefix) && firstCounter <= other.lastCounter && other.firstCounter <= lastCounter;
    }

    /// Every serial number of the range in order; skipped counters are left out.
    public Stream<SerialNumber> serials() {
        return IntStream.rangeClosed(firstCounter, lastCounter)
                .mapToObj(counter -> SerialNumber.of(prefix, counter))
                .flatMap(Optional::stream);
    }
}
