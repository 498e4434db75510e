package dev.sealbench.core;

import dev.sealbench.core.internal.setup.Demo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/// Makes a demonstration: vendor, release machine, station, customer, release and work order in one folder.
public final class DemoSetup {

    private DemoSetup() {}

    /// What the station of a demonstration is to have.
    ///
    /// @param slots 1 to 16; slot N listens at `state/slots/N`
    /// @param units quantity of the work order
    /// @param database that keeps the books, empty of tables or of books; empty: the file in the home
    public record Wanted(int slots, int units, Optional<DatabaseConfig> database) {}

    /// With the books in the home.
    ///
    /// @param slots as in [Wanted]
    /// @param units as in [Wanted]
    /// @throws StationException as the other
    public static void create(Path state, Path application, Path rom, int slots, int units) throws StationException {
        create(state, application, rom, new Wanted(slots, units, Optional.empty()));
    }

    /// @param state an empty or new folder that holds nothing but `simulator-ca`
    /// @param application the built application of the charger, raw
    /// @param rom the built boot ROM
    /// @throws StationException when the folder holds a demonstration already or cannot be written, or the database
    ///     cannot be used
    public static void create(Path state, Path application, Path rom, Wanted wanted) throws StationException {
        try {
            new Demo(state, Clock.systemUTC()).create(Files.readAllBytes(application), Files.readAllBytes(rom), wanted);
        } catch (IOException e) {
            throw new StationException(Fault.CONFIGURATION, "the built firmware cannot be read: " + e.getMessage(), e);
        }
    }
}
