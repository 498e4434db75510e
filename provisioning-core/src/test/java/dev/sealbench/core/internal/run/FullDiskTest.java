package dev.sealbench.core.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sealbench.core.Fault;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.internal.books.LostBooks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A disk of the station has no room left: a small file system in memory, which only root may mount.
class FullDiskTest {

    private static final SerialNumber UNIT = LostBooks.serials(2).getFirst();
    private static final SerialNumber NEXT = LostBooks.serials(2).getLast();

    @TempDir
    Path directory;

    private Optional<Path> mounted = Optional.empty();
    private boolean filled;

    @AfterEach
    void unmount() throws Exception {
        if (mounted.isPresent()) {
            exec("umount", mounted.get().toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"OrderIntended", "ConfirmIntended"})
    void aUnitStopsBeforeTheEffectThatTheJournalCannotTakeAndGoesOnWhenThereIsRoom(String intent) throws Exception {
        var disk = Files.createDirectories(directory.resolve("home/journal"));
        mount(disk, "64k");
        try (var station = station(directory.resolve("h2"), point -> fillAt(intent, point, disk, 0))) {
            var failure = station.provision(UNIT).orElseThrow();

            assertThat(failure.fault()).isEqualTo(Fault.JOURNAL_UNAVAILABLE);
            assertThat(failure).hasMessageContaining("cannot be written");
            var charger = new VirtualCharger(directory.resolve("home/chargers").resolve(UNIT.text()));
            assertThat(charger.standing().order().isPresent()).isEqualTo(intent.equals("ConfirmIntended"));
            assertThat(charger.standing().locked()).isFalse();

            Files.delete(disk.resolve("filler"));
            assertThat(station.provision(UNIT)).isEmpty();
            assertThat(BookedOnce.complaints(station.books(), List.of(UNIT))).isEmpty();
        }
    }

    /// H2 and journal on the same disk: the last of it is for the journal.
    @Test
    void aUnitThatIsUnderWayWhenTheDiskFillsIsFinishedAndNoOtherStarts() throws Exception {
        var disk = Files.createDirectories(directory.resolve("home"));
        mount(disk, "96m");
        try (var station =
                station(disk.resolve("h2"), point -> fillAt("burn", point, disk, LostBooks.RESERVE_BYTES / 2))) {
            assertThat(station.provision(UNIT).orElseThrow().fault()).isEqualTo(Fault.BOOKED_LATER);
            assertThat(station.journal().peek(UNIT).isToBeBooked()).isTrue();
            assertThat(station.provision(NEXT).orElseThrow().fault()).isEqualTo(Fault.BOOKS_UNAVAILABLE);
            assertThat(station.journal().peek(NEXT).recorded()).isEmpty();

            Files.delete(disk.resolve("filler"));
            assertThat(station.provision(UNIT)).isEmpty();
            assertThat(station.provision(NEXT)).isEmpty();
            assertThat(BookedOnce.complaints(station.books(), List.of(UNIT, NEXT)))
                    .isEmpty();
        }
    }

    private VirtualStation station(Path h2, Consumer<String> before) throws Exception {
        var config = LostBooks.fresh(LostBooks.h2(h2), "line-1", 5);
        var settings = new VirtualStation.Settings(Duration.ZERO, before);
        return VirtualStation.open(directory.resolve("home"), config, settings);
    }

    private void fillAt(String wanted, String point, Path disk, long leave) {
        if (point.equals(wanted) && !filled) {
            filled = true;
            try {
                fill(disk, leave);
            } catch (IOException e) {
                assertThat(e).hasMessageContaining("No space left");
            }
        }
    }

    private static void fill(Path disk, long leave) throws IOException {
        var block = new byte[4096];
        try (var out = Files.newOutputStream(disk.resolve("filler"))) {
            while (leave == 0 || Files.getFileStore(disk).getUsableSpace() > leave) {
                out.write(block);
            }
        }
    }

    private void mount(Path disk, String size) throws Exception {
        assumeTrue(exec("mount", "-t", "tmpfs", "-o", "size=" + size, "sealbench", disk.toString()), "not root");
        mounted = Optional.of(disk);
    }

    private static boolean exec(String... command) throws Exception {
        return new ProcessBuilder(command).start().waitFor() == 0;
    }
}
