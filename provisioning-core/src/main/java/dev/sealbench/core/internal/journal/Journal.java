package dev.sealbench.core.internal.journal;

import dev.sealbench.core.MalformedSerial;
import dev.sealbench.core.SerialNumber;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The station's journal: a directory with a file per unit that is not yet done.
///
/// One process owns it from [#open] to [#close]; one slot owns a unit from [#unit] to [UnitJournal#close]. Safe for
/// several threads.
public final class Journal implements AutoCloseable {

    private static final String SUFFIX = ".journal";

    private final Path directory;

    private final Clock clock;

    private final OwnerLock lock;

    private final Set<SerialNumber> inUse = new HashSet<>();

    private Journal(Path directory, Clock clock, OwnerLock lock) {
        this.directory = directory;
        this.clock = clock;
        this.lock = lock;
    }

    /// What lies in a journal, to be looked at when the station starts.
    ///
    /// @param toBeBooked units with a final receipt that the books do not hold
    /// @param interrupted units whose run was neither closed nor is to be booked
    /// @param damaged units whose file cannot be believed, and why
    public record Survey(
            List<SerialNumber> toBeBooked, List<SerialNumber> interrupted, Map<SerialNumber, JournalDamaged> damaged) {}

    /// Opens the journal in `directory`, which is created where absent (0700).
    ///
    /// @param clock dates the entries
    /// @throws JournalInUse when another process, or this one, has it open
    /// @throws JournalUnavailable when the disk refuses
    public static Journal open(Path directory, Clock clock) throws JournalInUse, JournalUnavailable {
        try {
            Directories.create(directory);
            return new Journal(directory, clock, OwnerLock.take(directory.resolve("lock")));
        } catch (IOException e) {
            throw new JournalUnavailable("the journal in %s cannot be opened".formatted(directory), e);
        }
    }

    /// The journal of `serial`, made if there is none yet; belongs to the caller until closed.
    ///
    /// @throws JournalInUse when this unit is open elsewhere, i.e. on another slot
    /// @throws JournalDamaged when the file says what no power cut explains
    /// @throws JournalUnavailable when the disk refuses
    public UnitJournal unit(SerialNumber serial) throws JournalInUse, JournalDamaged, JournalUnavailable {
        synchronized (inUse) {
            if (!inUse.add(serial)) {
                throw new JournalInUse("unit %s is being worked on already".formatted(serial));
            }
        }
        try {
            return openUnit(serial);
        } catch (IOException e) {
            giveBack(serial);
            throw new JournalUnavailable("journal of %s cannot be opened".formatted(serial), e);
        } catch (JournalDamaged | JournalUnavailable e) {
            giveBack(serial);
            throw e;
        }
    }

    /// What stands in the journal of `serial` as far as it is written whole; empty state when there is none. May be
    /// called while a slot works on the unit.
    ///
    /// @throws JournalDamaged when the file says what no power cut explains
    /// @throws JournalUnavailable when the disk refuses
    public JournalState peek(SerialNumber serial) throws JournalDamaged, JournalUnavailable {
        var file = fileOf(serial);
        try {
            var octets = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
            return JournalState.of(JournalFile.read(serial, octets).entries());
        } catch (IOException e) {
            throw new JournalUnavailable("journal of %s cannot be read".formatted(serial), e);
        }
    }

    /// Serial numbers that have a journal, in order.
    ///
    /// @throws JournalUnavailable when the disk refuses
    public List<SerialNumber> units() throws JournalUnavailable {
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .filter(Journal::isSerial)
                    .map(SerialNumber::new)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new JournalUnavailable("the journal in %s cannot be listed".formatted(directory), e);
        }
    }

    /// Looks at every unit. A damaged file does not keep the others from being seen.
    ///
    /// @throws JournalUnavailable when the disk refuses
    public Survey survey() throws JournalUnavailable {
        var toBeBooked = new ArrayList<SerialNumber>();
        var interrupted = new ArrayList<SerialNumber>();
        var damaged = new LinkedHashMap<SerialNumber, JournalDamaged>();
        for (var serial : units()) {
            try {
                var state = peek(serial);
                if (state.isToBeBooked()) {
                    toBeBooked.add(serial);
                } else if (state.openRun().isPresent()) {
                    interrupted.add(serial);
                }
            } catch (JournalDamaged e) {
                damaged.put(serial, e);
            }
        }
        return new Survey(List.copyOf(toBeBooked), List.copyOf(interrupted), Map.copyOf(damaged));
    }

    /// Makes the file of a booked unit small and removes its sealed credentials from this disk. Closes `unit`. The
    /// old file or the new one is there at any time, never a mixture.
    ///
    /// @throws JournalUnavailable when the disk refuses; the old file is still there
    /// @throws IllegalStateException when the unit is not booked
    public void compact(UnitJournal unit) throws JournalUnavailable {
        var small = unit.compacted();
        var fresh = directory.resolve(unit.serial() + ".new");
        try {
            Files.deleteIfExists(fresh);
            Directories.createFile(fresh);
            try (var file = DurableFile.open(fresh)) {
                file.write(0, small);
                file.sync();
            }
            Files.move(
                    fresh, fileOf(unit.serial()), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            Directories.sync(directory);
        } catch (IOException e) {
            throw new JournalUnavailable("journal of %s cannot be made small".formatted(unit.serial()), e);
        } finally {
            unit.close();
        }
    }

    /// Removes the file of a unit that is booked and released; the books hold everything. Closes `unit`.
    ///
    /// @throws JournalUnavailable when the disk refuses
    /// @throws IllegalStateException when the unit is not booked and released
    public void retire(UnitJournal unit) throws JournalUnavailable {
        if (!unit.state().isBooked() || !unit.state().isReleased()) {
            throw new IllegalStateException("unit " + unit.serial() + " is not done");
        }
        unit.close();
        try {
            Files.deleteIfExists(fileOf(unit.serial()));
            Directories.sync(directory);
        } catch (IOException e) {
            throw new JournalUnavailable("journal of %s cannot be removed".formatted(unit.serial()), e);
        }
    }

    /// Gives the directory back; close the units first.
    @Override
    public void close() {
        lock.close();
    }

    private UnitJournal openUnit(SerialNumber serial) throws IOException, JournalDamaged, JournalUnavailable {
        var path = fileOf(serial);
        if (!Files.exists(path)) {
            Directories.createFile(path);
        }
        var file = DurableFile.open(path);
        try {
            return new UnitJournal(serial, file, clock, () -> giveBack(serial));
        } catch (JournalDamaged | JournalUnavailable e) {
            file.close();
            throw e;
        }
    }

    private void giveBack(SerialNumber serial) {
        synchronized (inUse) {
            inUse.remove(serial);
        }
    }

    private Path fileOf(SerialNumber serial) {
        return directory.resolve(serial + SUFFIX);
    }

    private static boolean isSerial(String name) {
        try {
            return new SerialNumber(name).text().equals(name);
        } catch (MalformedSerial e) {
            return false;
        }
    }
}
