package dev.sealbench.core.internal.run;

import dev.sealbench.core.EventRecord;
import dev.sealbench.core.Fault;
import dev.sealbench.core.StationConfig;
import dev.sealbench.core.StationException;
import dev.sealbench.core.internal.books.NewEvent;
import dev.sealbench.link.PortAddress;
import java.io.IOException;
import java.util.Optional;

/// `station.json`, changed by one person after the other.
///
/// The event comes before the file: what cannot be booked is not changed. Safe to share between threads; the home is
/// held by one process.
public final class SettingsFile {

    private static final Object TURN = new Object();

    private final Bench bench;

    public SettingsFile(Bench bench) {
        this.bench = bench;
    }

    /// Settings that are to be kept, and how the event says it.
    public record Change(StationConfig after, String what) {}

    /// Makes a change from what the file says now.
    @FunctionalInterface
    public interface Work {
        /// @throws IllegalArgumentException when the settings would contradict each other
        Change from(StationConfig before) throws StationException;
    }

    /// What the file says.
    public StationConfig read() throws StationException {
        try {
            return StationConfig.read(bench.home().config());
        } catch (IOException | IllegalArgumentException e) {
            throw new StationException(Fault.CONFIGURATION, e.getMessage(), e);
        }
    }

    /// Changes it; does nothing, and books nothing, when all is as it was.
    public StationConfig change(Work work) throws StationException {
        synchronized (TURN) {
            var before = read();
            var change = checked(work, before);
            if (!change.after().equals(before)) {
                note("settings.changed", change.what());
                write(change.after());
            }
            return change.after();
        }
    }

    /// Books what was done.
    public void note(String action, String detail) throws StationException {
        var event = new NewEvent(action, Optional.empty(), Optional.empty(), EventRecord.Result.OK, detail);
        Desks.ask(() -> {
            bench.books().events().append(event, bench.author());
            return null;
        });
    }

    /// A port's address as it is kept.
    ///
    /// @throws IllegalArgumentException when it is none
    public static String port(String typed) {
        return PortAddress.parse(typed.strip()).toString();
    }

    private static Change checked(Work work, StationConfig before) throws StationException {
        try {
            return work.from(before);
        } catch (IllegalArgumentException e) {
            throw new StationException(Fault.SETTING_REFUSED, e.getMessage(), e);
        }
    }

    private void write(StationConfig after) throws StationException {
        try {
            after.write(bench.home().config());
        } catch (IOException e) {
            throw new StationException(
                    Fault.SETTING_REFUSED, "station.json is as it was, it cannot be written: " + e.getMessage(), e);
        }
    }
}
