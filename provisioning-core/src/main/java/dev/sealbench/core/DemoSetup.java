package dev.sealbench.core;

import dev.sealbench.core.internal.setup.Demo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/// Makes a demonstration: vendor, release machine, station, customer, release and work order in one folder.
public final class DemoSetup {

    private DemoSetup() {}

    /// @param state an empty or new folder that holds nothing but `simulator-ca`
    /// @param application the built application of the charger, raw
    /// @param rom the built boot ROM
    /// @param slots 1 to 16; slot N listens at `state/slots/N`
    /// @param units quantity of the work order
    /// @throws StationException when the folder holds a demonstration already or cannot be written
    public static void create(Path state, Path application, Path rom, int slots, int units) throws StationException {
        try {
            new Demo(state, Clock.systemUTC())
                    .create(Files.readAllBytes(application), Files.readAllBytes(rom), slots, units);
        } catch (IOException e) {
            throw new StationException(Fault.CONFIGURATION, "the built firmware cannot be read: " + e.getMessage(), e);
        }
    }
}
