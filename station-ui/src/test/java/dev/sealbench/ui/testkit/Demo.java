package dev.sealbench.ui.testkit;

import dev.sealbench.core.DemoSetup;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.StationException;
import dev.sealbench.ui.testkit.VirtualCharger.Plug;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// A demonstration in a folder of its own: vendor, release machine, simulator's CA, chargers, and any
/// number of stations, each a copy of the fresh home. Making it takes some 20 s (LMS keys); closing it
/// deletes all of it.
///
/// Safe to share between threads.
public final class Demo implements AutoCloseable {

    /// What the work order of a demonstration covers; each station has its own books, so all tests may
    /// use them.
    public static final String PREFIX = "CP426471";

    /// The first of them.
    public static final String SERIAL = serial(1);

    private static final int UNITS = 1_000;

    private final Path folder;
    private final AtomicInteger names = new AtomicInteger();

    /// Never plugged in again; copied, because making a TPM takes longer.
    private final List<VirtualCharger> blanks = new ArrayList<>();

    private Demo(Path folder) {
        this.folder = folder;
    }

    /// Makes one below the folder for temporary files.
    public static Demo create() throws IOException, StationException {
        Repository.requireFirmware();
        var demo = new Demo(Files.createTempDirectory("sealbench-demo-"));
        demo.makeSimulatorCa(demo.folder);
        DemoSetup.create(demo.folder, Repository.application(), Repository.rom(), TestStation.SLOTS, UNITS);
        return demo;
    }

    /// The serial number of a counter, from 1, that the work order covers.
    public static String serial(int counter) {
        return serial(PREFIX, counter);
    }

    /// Any serial number.
    public static String serial(String prefix, int counter) {
        return SerialNumber.of(prefix, counter).orElseThrow().text();
    }

    /// A station with fresh books, its slots and its labels in a folder of its own.
    public TestStation newStation() throws IOException {
        var station = new TestStation(newFolder("station"), new AtomicInteger());
        copyHome(folder, station);
        return station;
    }

    /// A station that has the history of `original`, which must not be open.
    public TestStation copyOf(TestStation original) throws IOException {
        var station = new TestStation(newFolder("station"), original.chips());
        copyHome(original.folder(), station);
        return station;
    }

    /// A new, blank unit for slot 1 of `station`, not plugged in. No two units of one station have the same chip;
    /// units of two stations may have.
    public VirtualCharger newCharger(TestStation station) throws IOException {
        return newCharger(station, Optional.empty(), Optional.empty());
    }

    /// As [#newCharger], for another slot of the station.
    public VirtualCharger newCharger(TestStation station, int slot) throws IOException {
        int chip = station.chips().getAndIncrement();
        return blank(chip)
                .copy(new Plug(folder, newName("unit"), station.port(slot), Optional.empty(), Optional.empty()));
    }

    /// As [#newCharger]; what goes over its line is kept in `record`.
    public VirtualCharger newRecordedCharger(TestStation station, Path record) throws IOException {
        return newCharger(station, Optional.of(record), Optional.empty());
    }

    /// As [#newCharger]; a debugger can stop its machine.
    public VirtualCharger newDebuggedCharger(TestStation station) throws IOException {
        return newCharger(
                station, Optional.empty(), Optional.of(station.folder().resolve("gdb")));
    }

    /// A name that no unit and no station has.
    public String newName(String kind) {
        return kind + "-" + names.incrementAndGet();
    }

    /// The root of everything.
    public Path folder() {
        return folder;
    }

    /// Has the simulated TPMs' maker make its CA below `state`, in the folder `simulator-ca`.
    public void makeSimulatorCa(Path state) {
        Tool.must(folder, Repository.virtualCharger(), "--prepare", "--state", state.toString());
    }

    /// Forgets a station and a unit that do not run any more, to make room.
    public void discard(TestStation station, VirtualCharger charger) throws IOException {
        delete(station.folder());
        delete(charger.folder());
    }

    /// Puts a station and a unit that do not run any more where an engineer can look at them.
    ///
    /// @return the folder
    public Path keep(TestStation station, VirtualCharger charger) throws IOException {
        var target = Files.createDirectories(Repository.file("station-ui/target/campaign"));
        var kept = Files.createTempDirectory(target, "case-");
        Tool.must(kept, "mv", station.folder().toString(), charger.folder().toString(), kept.toString());
        return kept;
    }

    @Override
    public void close() throws IOException {
        delete(folder);
    }

    /// Deletes a folder and all that is in it.
    public static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private VirtualCharger newCharger(TestStation station, Optional<Path> record, Optional<Path> debugger)
            throws IOException {
        int chip = station.chips().getAndIncrement();
        return blank(chip).copy(new Plug(folder, newName("unit"), station.port(), record, debugger));
    }

    private Path newFolder(String kind) throws IOException {
        return Files.createDirectories(folder.resolve("stations").resolve(newName(kind)));
    }

    private static void copyHome(Path from, TestStation station) throws IOException {
        Tool.must(
                from,
                "cp",
                "-a",
                from.resolve("home").toString(),
                station.folder().toString());
        station.useOwnFolder();
    }

    private synchronized VirtualCharger blank(int chip) throws IOException {
        while (blanks.size() <= chip) {
            var name = newName("blank");
            var plug = new Plug(folder, name, folder.resolve(name), Optional.empty(), Optional.empty());
            var made = new VirtualCharger(plug);
            made.plugIn().close();
            blanks.add(made);
        }
        return blanks.get(chip);
    }
}
