package dev.sealbench.core.internal.journal;

import dev.sealbench.core.SerialNumber;
import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/// One unit's journal, open for appending.
///
/// Safe for several threads, though a unit belongs to one slot at a time. After the disk failed in a way that leaves
/// unclear what it holds, every further append is refused until the journal is opened anew.
public final class UnitJournal implements AutoCloseable {

    private final SerialNumber serial;

    private final DurableFile file;

    private final Clock clock;

    private final Runnable onClose;

    private JournalState state;

    private long goodBytes;

    private boolean failed;

    private boolean closed;

    /// Reads `file` and cuts a torn entry off.
    UnitJournal(SerialNumber serial, DurableFile file, Clock clock, Runnable onClose)
            throws JournalDamaged, JournalUnavailable {
        this.serial = serial;
        this.file = file;
        this.clock = clock;
        this.onClose = onClose;
        try {
            var octets = file.readAll();
            var contents = JournalFile.read(serial, octets);
            this.state = JournalState.of(contents.entries());
            this.goodBytes = contents.goodBytes();
            repair(octets.length);
        } catch (IOException e) {
            throw unavailable("cannot be read", e);
        }
    }

    public SerialNumber serial() {
        return serial;
    }

    /// What the journal says now.
    public synchronized JournalState state() {
        return state;
    }

    /// Appends `entry`; it is on the disk when this returns.
    ///
    /// @throws IntentRefused when it contradicts what stands there; nothing was written
    /// @throws JournalUnavailable when the disk refused; the entry was not taken
    /// @throws IllegalStateException when this journal was closed
    public synchronized void append(JournalEntry entry) throws IntentRefused, JournalUnavailable {
        requireUsable();
        var refusal = new Admission(state).refusal(entry);
        if (refusal.isPresent()) {
            throw new IntentRefused(entry, refusal.get());
        }
        var recorded =
                new Recorded(state.recorded().size() + 1L, clock.instant().truncatedTo(ChronoUnit.MICROS), entry);
        var octets = JournalFile.encode(recorded);
        try {
            file.write(goodBytes, octets);
            file.sync();
        } catch (IOException e) {
            takeBack();
            throw unavailable("cannot be written", e);
        }
        goodBytes += octets.length;
        state = state.plus(recorded);
    }

    /// Puts a file without the sealed credentials that nobody needs any more in the place of this one, and
    /// closes this journal. The unit stays taken until that is done.
    ///
    /// @param over whether the unit needs no credentials at all any more
    /// @throws JournalUnavailable when the disk refuses; the old file or the new one is there
    /// @throws IllegalStateException when this journal was closed
    synchronized void compact(boolean over, JournalFolder folder, String name) throws JournalUnavailable {
        requireUsable();
        var small = Compaction.octets(serial, state, over);
        closed = true;
        try {
            file.close(); // some systems rename nothing over an open file
            Compaction.replace(folder, name, small);
        } catch (IOException e) {
            throw unavailable("cannot be made small", e);
        } finally {
            onClose.run();
        }
    }

    /// Ends the use; the file stays.
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        onClose.run();
        try {
            file.close();
        } catch (IOException e) {
            // every append was synchronised before it returned, so there is nothing left to lose
            failed = true;
        }
    }

    private void repair(int fileBytes) throws IOException {
        if (goodBytes == 0) {
            file.truncate(0);
            file.write(0, JournalFile.header(serial));
            file.sync();
            goodBytes = JournalFile.FILE_HEADER_BYTES;
        } else if (goodBytes < fileBytes) {
            file.truncate(goodBytes);
            file.sync();
        }
    }

    /// Nothing half may stay. When that fails as well, or what was synchronised is unknown, the reader would cut it
    /// off at the next opening; but this object must not write behind it.
    private void takeBack() {
        try {
            file.truncate(goodBytes);
            file.sync();
        } catch (IOException e) {
            failed = true;
        }
    }

    private void requireUsable() throws JournalUnavailable {
        if (closed) {
            throw new IllegalStateException("journal of " + serial + " was closed");
        }
        if (failed) {
            throw unavailable("failed before and must be opened again", null);
        }
    }

    private JournalUnavailable unavailable(String what, IOException cause) {
        return new JournalUnavailable("journal of %s %s".formatted(serial, what), cause);
    }
}
