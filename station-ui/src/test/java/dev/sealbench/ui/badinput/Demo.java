package dev.sealbench.ui.badinput;

import dev.sealbench.core.EventRecord;
import dev.sealbench.core.Outcome;
import dev.sealbench.core.PassphraseSource;
import dev.sealbench.core.RunListener;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.Slots;
import dev.sealbench.core.Station;
import dev.sealbench.core.StationConfig;
import dev.sealbench.core.StationException;
import dev.sealbench.core.StationHome;
import dev.sealbench.core.UnitState;
import dev.sealbench.core.internal.books.Books;
import dev.sealbench.core.internal.books.BooksConfig;
import dev.sealbench.core.internal.books.BooksException;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A demonstration's folder and what tests do with it.
///
/// @param state the folder that holds home, vendor, slots and chargers
record Demo(Path state) {

    /// What the demonstration's work order covers.
    static final String PREFIX = "CP426471";

    static String slotPath(Path state, int slot) {
        return state.resolve("slots").resolve(Integer.toString(slot)).toString();
    }

    /// The serial number of a counter that is given out.
    static String serial(int counter) {
        return serial(PREFIX, counter);
    }

    static String serial(String prefix, int counter) {
        return SerialNumber.of(prefix, counter).orElseThrow().text();
    }

    StationHome home() {
        return new StationHome(state.resolve("home"));
    }

    String homeArgument() {
        return home().directory().toString();
    }

    /// Opens the station in this process, as `operator`.
    Station open() throws StationException, IOException {
        return open(Clock.systemUTC());
    }

    Station open(Clock clock) throws StationException, IOException {
        return open(home().demoPassphrase(), clock);
    }

    /// @param passphrase a file whose first line is tried
    Station open(Path passphrase, Clock clock) throws StationException, IOException {
        try (var file = new FileInputStream(passphrase.toFile());
                var entered = PassphraseSource.descriptor(descriptorOf(file, passphrase))
                        .read()) {
            return Station.open(home(), entered, "operator", clock);
        }
    }

    /// One run in a station that is opened for it.
    Outcome provision(int slot, String serial) throws StationException, IOException {
        try (var station = open()) {
            return station.provision(slot, serial, Optional.empty(), RunListener.silent());
        }
    }

    /// Where the books have the unit; empty when they never saw it.
    Optional<UnitState> stateOf(String serial) throws StationException, IOException {
        try (var station = open()) {
            return station.units().list(Optional.empty()).stream()
                    .filter(unit -> unit.serial().text().equals(serial))
                    .map(unit -> unit.state())
                    .findFirst();
        }
    }

    /// The whole log. The station may be open in this process.
    List<EventRecord> events() throws BooksException, IOException {
        var events = new ArrayList<EventRecord>();
        try (var books = books()) {
            books.events().forEach(booksConfig().station(), 1, events::add);
        }
        return List.copyOf(events);
    }

    /// The books by themselves, for looking and for breaking; the caller closes them.
    Books books() throws BooksException, IOException {
        return Books.open(booksConfig(), Clock.systemUTC());
    }

    BooksConfig booksConfig() throws IOException {
        return BooksConfig.h2(
                home().books(), StationConfig.read(home().config()).stationId());
    }

    /// What the charger on a slot says of its life: `blank`, `trial`, `locked`.
    String lifecycle(int slot) {
        return Slots.ask(slot, slotPath(state, slot)).lifecycle();
    }

    /// The number under which `open`, which reads `file`, is known to the kernel.
    private static int descriptorOf(FileInputStream open, Path file) throws IOException {
        if (!open.getFD().valid()) {
            throw new IllegalStateException("closed: " + file);
        }
        var wanted = file.toRealPath();
        try (var descriptors = Files.list(Path.of("/proc/self/fd"))) {
            for (var each : descriptors.toList()) {
                if (Files.isSymbolicLink(each) && Files.readSymbolicLink(each).equals(wanted)) {
                    return Integer.parseInt(each.getFileName().toString());
                }
            }
        }
        throw new IllegalStateException("no descriptor is open on " + file);
    }
}
