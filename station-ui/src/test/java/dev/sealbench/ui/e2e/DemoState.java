package dev.sealbench.ui.e2e;

import dev.sealbench.core.DemoSetup;
import dev.sealbench.core.StationException;
import dev.sealbench.link.PortAddress.SerialPath;
import dev.sealbench.ui.e2e.VirtualCharger.Plug;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// One demonstration in a folder of its own: vendor, release machine, simulator's CA, chargers, and any
/// number of stations, each a copy of the fresh home. Making it takes some 20 s (LMS keys); closing it
/// deletes all of it.
///
/// Safe to share between threads.
final class DemoState implements AutoCloseable {

    /// What the work order of a demonstration covers; each station has its own books, so all tests may
    /// use it.
    static final String SERIAL = "CP4264710000001T";

    private final Path folder;
    private final AtomicInteger names = new AtomicInteger();
    private Plug blank;

    private DemoState(Path folder) {
        this.folder = folder;
    }

    /// Makes one below the folder for temporary files.
    static DemoState create() throws IOException, StationException {
        Repository.requireFirmware();
        var folder = Files.createTempDirectory("sealbench-e2e-");
        var script = Repository.file("scripts/virtual-charger").toString();
        Tool.must(folder, script, "--prepare", "--state", folder.toString());
        DemoSetup.create(folder, Repository.application(), Repository.rom(), 1, 1_000);
        return new DemoState(folder);
    }

    /// A station with fresh books, its one slot and its labels in a folder of its own.
    TestStation newStation() throws IOException {
        var own = Files.createDirectories(folder.resolve("stations").resolve(newName("station")));
        Tool.must(folder, "cp", "-a", folder.resolve("home").toString(), own.toString());
        var station = new TestStation(own);
        station.connect(new SerialPath(station.port().toString()));
        return station;
    }

    /// A new, blank unit on the slot of `station`.
    VirtualCharger newCharger(TestStation station) throws IOException {
        return VirtualCharger.pluggedIn(plug(station, Optional.empty()));
    }

    /// As [#newCharger], and what goes over its line is kept in `record`.
    VirtualCharger newCharger(TestStation station, Path record) throws IOException {
        return VirtualCharger.pluggedIn(plug(station, Optional.of(record)));
    }

    /// A blank unit on the slot of `station` whose machine a debugger can stop. All of them are copies
    /// of one, which is quicker than making each: never put two before the same station.
    VirtualCharger newDebuggedCharger(TestStation station) throws IOException {
        var name = newName("unit");
        var socket = folder.resolve("chargers").resolve(name).resolve("gdb");
        var charger = VirtualCharger.copy(
                blank(), new Plug(folder, name, station.port(), Optional.empty(), Optional.of(socket)));
        charger.plugIn();
        return charger;
    }

    /// A name that no unit and no station has.
    String newName(String kind) {
        return kind + "-" + names.incrementAndGet();
    }

    /// The root of everything.
    Path folder() {
        return folder;
    }

    /// Forgets a station and a unit that do not run any more, to make room.
    void discard(TestStation station, VirtualCharger charger) throws IOException {
        delete(station.folder());
        delete(charger.folder());
    }

    /// Puts a station and a unit that do not run any more where an engineer can look at them.
    ///
    /// @return the folder
    Path keep(TestStation station, VirtualCharger charger) throws IOException {
        var target = Files.createDirectories(Repository.file("station-ui/target/campaign"));
        var kept = Files.createTempDirectory(target, "case-");
        Tool.must(kept, "mv", station.folder().toString(), charger.folder().toString(), kept.toString());
        return kept;
    }

    @Override
    public void close() throws IOException {
        delete(folder);
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private Plug plug(TestStation station, Optional<Path> record) {
        return new Plug(folder, newName("unit"), station.port(), record, Optional.empty());
    }

    /// The unit that is copied; made when first asked for.
    private synchronized Plug blank() throws IOException {
        if (blank == null) {
            var fresh =
                    new Plug(folder, newName("unit"), folder.resolve("blank-unit"), Optional.empty(), Optional.empty());
            VirtualCharger.pluggedIn(fresh).close();
            blank = fresh;
        }
        return blank;
    }
}
