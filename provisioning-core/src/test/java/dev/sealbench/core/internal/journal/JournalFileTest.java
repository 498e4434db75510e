package dev.sealbench.core.internal.journal;

import static dev.sealbench.core.internal.journal.Entries.SERIAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sealbench.core.SerialNumber;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

class JournalFileTest {

    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00.123456Z");

    private static final List<JournalEntry> ENTRIES = entries();

    @Test
    void whatIsWrittenIsRead() throws Exception {
        var contents = JournalFile.read(SERIAL, write(ENTRIES));

        assertThat(contents.goodBytes()).isEqualTo(write(ENTRIES).length);
        assertThat(contents.entries()).extracting(Recorded::entry).isEqualTo(ENTRIES);
        assertThat(contents.entries().getFirst().at()).isEqualTo(NOW);
    }

    @Test
    void everyTypeOfEntryIsAmongTheTestsEntriesAndHasItsOwnNumber() {
        var classes = new HashSet<Class<?>>();
        var types = new HashSet<Integer>();
        ENTRIES.forEach(entry -> {
            classes.add(entry.getClass());
            types.add(EntryCodec.typeOf(entry));
        });
        var all = Arrays.stream(JournalEntry.class.getDeclaredClasses())
                .filter(Class::isRecord)
                .toList();

        assertThat(classes).containsExactlyInAnyOrderElementsOf(all);
        assertThat(types).hasSameSizeAs(all);
    }

    /// The layout of version 1; an entry that is written must stay readable for years. CRC-32C computed with another
    /// program, the one of ISCSI's check value (`123456789` -> e3069283).
    @Test
    void theLayoutIsPinned() {
        var file = write(List.of(new JournalEntry.Measured("a", "bc")));

        assertThat(HexFormat.of().formatHex(file))
                .isEqualTo("5345414c4a4e4c01" + "43503432363437313030303031323339" + "23ca313b"
                        + "0000000b" + "00000001" + "000660ecfb038240" + "09" + "963028c4"
                        + "0000000161" + "000000026263" + "562244a3" + "a5");
    }

    @Test
    void aFileCutAnywhereYieldsAPrefixOfWholeEntries() throws Exception {
        var file = write(ENTRIES);
        var ends = entryEnds();
        for (int length = 0; length <= file.length; length++) {
            var contents = JournalFile.read(SERIAL, Arrays.copyOf(file, length));

            int size = length;
            long whole = ends.stream().filter(end -> end <= size).count();
            assertThat(contents.entries())
                    .as("cut at %d", length)
                    .extracting(Recorded::entry)
                    .isEqualTo(ENTRIES.subList(0, (int) whole));
        }
        assertThat(ends).hasSize(ENTRIES.size());
    }

    @Test
    void aFileWhoseLastEntryWasNotFilledYieldsThoseBefore() throws Exception {
        var file = write(ENTRIES);
        var ends = entryEnds();
        int start = ends.get(ends.size() - 2);
        for (int filled = start; filled < file.length; filled++) {
            var torn = file.clone();
            Arrays.fill(torn, filled, torn.length, (byte) 0);

            assertThat(JournalFile.read(SERIAL, torn).entries())
                    .as("filled to %d", filled)
                    .hasSize(ENTRIES.size() - 1);
        }
    }

    @Test
    void everyFlippedBitIsNoticed() {
        var file = write(ENTRIES);
        for (int bit = 0; bit < file.length * 8; bit++) {
            var flipped = file.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);

            assertThat(catchThrowableOfType(JournalDamaged.class, () -> JournalFile.read(SERIAL, flipped)))
                    .as("bit %d", bit)
                    .isNotNull();
        }
    }

    @Test
    void exchangedAndLostEntriesAreNoticed() {
        var ends = entryEnds();
        var file = write(ENTRIES);
        var withoutSecond = new ByteArrayOutputStream();
        withoutSecond.write(file, 0, ends.get(0));
        withoutSecond.write(file, ends.get(1), file.length - ends.get(1));

        assertDamaged(SERIAL, withoutSecond.toByteArray());
    }

    @Test
    void theFileOfAnotherUnitIsNotBelieved() {
        assertDamaged(new SerialNumber("CP42647100001247"), write(ENTRIES));
    }

    @Test
    void anEntryOfALaterVersionIsRefusedNotSkipped() {
        var file = write(List.of(new JournalEntry.Released()));
        int typeAt = JournalFile.FILE_HEADER_BYTES + 16;
        file[typeAt] = 99;
        var crc = new CRC32C();
        crc.update(file, JournalFile.FILE_HEADER_BYTES, 17);
        ByteBuffer.wrap(file).putInt(typeAt + 1, (int) crc.getValue());

        assertDamaged(SERIAL, file);
    }

    private static void assertDamaged(SerialNumber serial, byte[] file) {
        var damaged = catchThrowableOfType(JournalDamaged.class, () -> JournalFile.read(serial, file));
        assertThat(damaged).isNotNull();
        assertThat(damaged.serial()).isEqualTo(serial);
    }

    private static List<JournalEntry> entries() {
        var entries = new ArrayList<>(Entries.untilAttested());
        entries.addAll(Entries.fromConfirmToRelease());
        entries.addAll(Entries.others());
        return List.copyOf(entries);
    }

    private static byte[] write(List<JournalEntry> entries) {
        var file = new ByteArrayOutputStream();
        file.writeBytes(JournalFile.header(SERIAL));
        for (int i = 0; i < entries.size(); i++) {
            file.writeBytes(JournalFile.encode(new Recorded(i + 1, NOW.plus(i, ChronoUnit.SECONDS), entries.get(i))));
        }
        return file.toByteArray();
    }

    private static List<Integer> entryEnds() {
        var ends = new ArrayList<Integer>();
        for (int count = 1; count <= ENTRIES.size(); count++) {
            ends.add(write(ENTRIES.subList(0, count)).length);
        }
        return ends;
    }
}
