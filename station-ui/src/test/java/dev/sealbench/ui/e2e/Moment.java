package dev.sealbench.ui.e2e;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/// A moment of a run: some time after the station wrote an entry into the unit's journal.
///
/// @param after the entry
/// @param occurrence which one of its kind, from 1
/// @param delay how long after it
record Moment(Entry after, int occurrence, Duration delay) {

    private static final int HEADER_BYTES = 28;
    private static final int HEAD_BYTES = 21;
    private static final int TYPE_AT = 16;
    private static final int TAIL_BYTES = 5;
    private static final long POLL_NANOS = 200_000;

    /// At once after the first entry of this kind.
    static Moment after(Entry entry) {
        return new Moment(entry, 1, Duration.ZERO);
    }

    /// Somewhere in the work that follows one of `entries`.
    static Moment random(RandomGenerator random, Entry... entries) {
        var entry = entries[random.nextInt(entries.length)];
        int occurrence = entry == Entry.OBJECT_CERTIFIED ? random.nextInt(1, 7) : 1;
        // one in four at once: between the entry and its effect
        long nanos = random.nextInt(4) == 0 ? 0 : random.nextLong(entry.until().toNanos());
        return new Moment(entry, occurrence, Duration.ofNanos(nanos));
    }

    /// Waits for it.
    ///
    /// @param journal the unit's file, which need not be there yet
    /// @param over whether the run has ended
    /// @return false when the run ended first
    boolean await(Path journal, BooleanSupplier over) throws IOException {
        while (count(journal) < occurrence) {
            if (over.getAsBoolean()) {
                return false;
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        LockSupport.parkNanos(delay.toNanos());
        return !over.getAsBoolean();
    }

    /// How many entries of this kind stand in the file.
    private int count(Path journal) throws IOException {
        if (!Files.exists(journal)) {
            return 0;
        }
        var file = ByteBuffer.wrap(Files.readAllBytes(journal));
        int count = 0;
        for (int at = HEADER_BYTES; at + HEAD_BYTES <= file.limit(); ) {
            if (Byte.toUnsignedInt(file.get(at + TYPE_AT)) == after.type()) {
                count++;
            }
            at += HEAD_BYTES + file.getInt(at) + TAIL_BYTES;
        }
        return count;
    }

    @Override
    public String toString() {
        var which = occurrence == 1 ? "" : " no. " + occurrence;
        return "%.1f ms after %s%s".formatted(delay.toNanos() / 1e6, after, which);
    }
}
