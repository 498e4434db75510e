package dev.sealbench.core.internal.journal;

import static dev.sealbench.core.internal.journal.Entries.SERIAL;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sealbench.core.LabelKind;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.internal.journal.JournalEntry.Released;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    private static final SerialNumber OTHER = new SerialNumber("CP42647100001247");

    private static final SerialNumber THIRD = new SerialNumber("CP42647100001327");

    private final Clock clock = Clock.systemUTC();

    @TempDir
    Path home;

    @Test
    void aUnitIsFoundAgain() throws Exception {
        try (var journal = open();
                var unit = journal.unit(SERIAL)) {
            unit.append(Entries.chip("one"));
        }
        try (var journal = open();
                var unit = journal.unit(SERIAL)) {
            assertThat(unit.state().chip()).contains(Entries.chip("one"));
            assertThat(journal.units()).containsExactly(SERIAL);
            assertThat(journal.peek(OTHER).recorded()).isEmpty();
        }
    }

    @Test
    void onlyTheOwnerMayLookIn() throws Exception {
        try (var journal = open();
                var unit = journal.unit(SERIAL)) {
            unit.append(Entries.credentials("one"));
        }
        assertThat(permissions(home.resolve("journal"))).isEqualTo("rwx------");
        assertThat(permissions(home.resolve("journal").resolve(SERIAL + ".journal")))
                .isEqualTo("rw-------");
    }

    @Test
    void aUnitBelongsToOneSlotAtATime() throws Exception {
        try (var journal = open()) {
            try (var first = journal.unit(SERIAL)) {
                assertThatThrownBy(() -> journal.unit(SERIAL))
                        .isInstanceOf(JournalInUse.class)
                        .hasMessageContaining(SERIAL.text());
                first.append(Entries.chip("one"));
                assertThat(journal.peek(SERIAL).chip()).isPresent();
            }
            try (var again = journal.unit(SERIAL)) {
                assertThat(again.serial()).isEqualTo(SERIAL);
            }
        }
    }

    @Test
    void aJournalIsOpenOnceInAProcess() throws Exception {
        try (var journal = open()) {
            assertThat(journal.units()).isEmpty();
            assertThatThrownBy(this::open).isInstanceOf(JournalInUse.class);
        }
        open().close();
    }

    @Test
    void anotherProcessKeepsTheJournalUntilItDiesHoweverItDies() throws Exception {
        var owner = JavaProcess.start(Appender.class, home.resolve("journal").toString(), "hold");
        try (var out = owner.inputReader()) {
            assertThat(out.readLine()).isEqualTo("ready");
            assertThatThrownBy(this::open)
                    .isInstanceOf(JournalInUse.class)
                    .hasMessageContaining(Long.toString(owner.pid()));
        } finally {
            owner.destroyForcibly().waitFor();
        }
        try (var journal = open();
                var unit = journal.unit(SERIAL)) {
            assertThat(unit.state().chip()).as("written before it was killed").isPresent();
        }
    }

    @Test
    void aDamagedUnitDoesNotHideTheOthers() throws Exception {
        try (var journal = open()) {
            try (var attested = journal.unit(SERIAL);
                    var toBook = journal.unit(OTHER);
                    var broken = journal.unit(THIRD)) {
                attested.append(Entries.credentials("one"));
                for (var entry : Entries.untilAttested()) {
                    toBook.append(entry);
                }
                toBook.append(Entries.confirm());
                toBook.append(Entries.fromConfirmToRelease().get(1));
                broken.append(Entries.chip("one"));
            }
            var file = home.resolve("journal").resolve(THIRD + ".journal");
            var octets = Files.readAllBytes(file);
            octets[JournalFile.FILE_HEADER_BYTES + 30] ^= 1;
            Files.write(file, octets);
            Files.writeString(home.resolve("journal").resolve("notes.journal"), "not ours");

            var survey = journal.survey();

            assertThat(survey.withCredentials()).containsExactly(SERIAL, OTHER);
            assertThat(survey.toBeBooked()).containsExactly(OTHER);
            assertThat(survey.damaged()).containsOnlyKeys(THIRD);
            assertThatThrownBy(() -> journal.unit(THIRD)).isInstanceOf(JournalDamaged.class);
            assertThat(Files.readAllBytes(file)).as("left as it is").isEqualTo(octets);
        }
    }

    @Test
    void aLabelledUnitIsMadeSmallAndGoesOn() throws Exception {
        try (var journal = open()) {
            labelled(journal);
            long before = Files.size(file(SERIAL));
            assertThat(Files.readString(file(SERIAL), ISO_8859_1)).contains("sealed one");

            journal.compact(journal.unit(SERIAL), true);

            assertThat(Files.size(file(SERIAL))).isLessThan(before);
            assertThat(journal.survey().withCredentials()).isEmpty();
            assertThat(permissions(file(SERIAL))).isEqualTo("rw-------");
            try (var again = journal.unit(SERIAL)) {
                assertThat(again.state().isLabelDone(LabelKind.PLATE)).isTrue();
                again.append(new Released());
            }
        }
        try (var files = Files.walk(home)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain("sealed one");
            }
        }
    }

    @Test
    void aUnitThatIsMadeSmallIsNobodyElsesMeanwhileAndFreeAfterwards() throws Exception {
        try (var journal = open()) {
            labelled(journal);
            var unit = journal.unit(SERIAL);
            assertThatThrownBy(() -> journal.unit(SERIAL)).isInstanceOf(JournalInUse.class);
            journal.compact(unit, true);
            assertThatIllegalStateException().isThrownBy(() -> journal.compact(unit, true));
            assertThatIllegalStateException().isThrownBy(() -> unit.append(new Released()));
            journal.unit(SERIAL).close();
        }
    }

    @Test
    void whileAnotherProcessOwnsTheJournalNothingIsMadeSmall() throws Exception {
        try (var journal = open()) {
            labelled(journal);
        }
        var before = Files.readAllBytes(file(SERIAL));
        var owner = JavaProcess.start(Appender.class, home.resolve("journal").toString(), "own");
        try (var out = owner.inputReader()) {
            assertThat(out.readLine()).isEqualTo("ready");
            assertThatThrownBy(this::open).isInstanceOf(JournalInUse.class);
            assertThat(Files.readAllBytes(file(SERIAL))).isEqualTo(before);
        } finally {
            owner.destroyForcibly().waitFor();
        }
        try (var journal = open()) {
            journal.compact(journal.unit(SERIAL), true);
            assertThat(journal.survey().withCredentials()).isEmpty();
        }
    }

    @Test
    void aFullFolderLeavesTheOldFile() throws Exception {
        try (var journal = open()) {
            labelled(journal);
            var before = Files.readAllBytes(file(SERIAL));
            var inTheWay = Files.createDirectories(home.resolve("journal").resolve(SERIAL + ".journal.new/x"));
            assertThatThrownBy(() -> journal.compact(journal.unit(SERIAL), true))
                    .isInstanceOf(JournalUnavailable.class);
            assertThat(Files.readAllBytes(file(SERIAL))).isEqualTo(before);

            Files.delete(inTheWay);
            journal.compact(journal.unit(SERIAL), true);
            assertThat(journal.survey().withCredentials()).isEmpty();
        }
    }

    @Test
    void anInterruptedThreadStillAppends() throws Exception {
        try (var journal = open();
                var unit = journal.unit(SERIAL)) {
            Thread.currentThread().interrupt();
            try {
                unit.append(Entries.chip("one"));
                unit.append(Entries.credentials("one"));
            } finally {
                assertThat(Thread.interrupted()).isTrue();
            }
            assertThat(journal.peek(SERIAL).recorded()).hasSize(2);
        }
    }

    @Test
    void aDirectoryThatCannotBeMadeIsSaid() throws Exception {
        Files.writeString(home.resolve("file"), "");

        assertThatThrownBy(() -> Journal.open(home.resolve("file").resolve("journal"), clock))
                .isInstanceOf(JournalUnavailable.class);
    }

    private static void labelled(Journal journal) throws JournalException {
        try (var unit = journal.unit(SERIAL)) {
            for (var entry : Entries.untilAttested()) {
                unit.append(entry);
            }
            for (var entry : Entries.fromConfirmToRelease().subList(0, 5)) {
                unit.append(entry);
            }
        }
    }

    private Path file(SerialNumber serial) {
        return home.resolve("journal").resolve(serial + ".journal");
    }

    private Journal open() throws JournalException {
        return Journal.open(home.resolve("journal"), clock);
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
