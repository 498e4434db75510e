package dev.sealbench.core.internal.journal;

import dev.sealbench.core.MalformedSerial;
import dev.sealbench.core.SerialNumber;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    /// @param withCredentials units whose sealed credentials stand in the journal, needed or not
    /// @param damaged units whose file cannot be believed, and why
    public record Survey(
            List<SerialNumber> toBeBooked,
            List<SerialNumber> withCredentials,
            Map<SerialNumber, JournalDamaged> damaged) {}

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
        var withCredentials = new ArrayList<SerialNumber>();
        var damaged = new LinkedHashMap<SerialNumber, JournalDamaged>();
        for (var serial : units()) {
            try {
                var state = peek(serial);
                if (state.isToBeBooked()) {
                    toBeBooked.add(serial);
                }
                if (state.holdsCredentials()) {
                    withCredentials.add(serial);
                }
            } catch (JournalDamaged e) {
                damaged.put(serial, e);
            }
        }
        return new Survey(List.copyOf(toBeBooked), List.copyOf(withCredentials), Map.copyOf(damaged));
    }

    /// Removes the sealed credentials that nobody needs any more from this disk: those that are void, and, when
    /// the unit is over, all. Decisions, chip, final receipt and labels stay. Closes `unit`. The old file or the
    /// new one is there at any time, never a mixture. The file system frees the old one's blocks and does not
    /// overwrite them.
    ///
    /// @param over whether the unit needs no credentials at all any more: it is labelled, or scrapped
    /// @throws JournalUnavailable when the disk refuses; the old file or the new one is there
    public void compact(UnitJournal unit, boolean over) throws JournalUnavailable {
        unit.compact(over, JournalFolder.of(directory), unit.serial() + SUFFIX);
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
