package dev.sealbench.core.internal.journal;

import static dev.sealbench.core.internal.journal.Entries.SERIAL;
import static dev.sealbench.core.internal.journal.Entries.TRIAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sealbench.core.LabelKind;
import dev.sealbench.core.internal.journal.JournalEntry.Voided;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CompactionTest {

    private static final String NAME = SERIAL + ".journal";

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T08:00:00Z"), ZoneOffset.UTC);

    private static final int NEVER = Integer.MAX_VALUE;

    @Test
    void aUnitThatIsOverKeepsItsRecordAndNoCredentials() throws Exception {
        var journal = opened(compacted(finished(), true));

        var state = journal.state();
        assertThat(state.holdsCredentials()).isFalse();
        assertThat(state.chip()).contains(Entries.chip("one"));
        assertThat(state.decision(TRIAL)).contains(Entries.confirm());
        assertThat(state.finalReceipt()).isPresent();
        assertThat(state.isBooked()).isTrue();
        assertThat(state.isToBeBooked()).isFalse();
        assertThat(state.isLabelDone(LabelKind.PLATE)).isTrue();
        assertThat(state.openRun()).isPresent();
        assertThatThrownBy(() -> journal.append(Entries.revert())).isInstanceOf(IntentRefused.class);
        assertThatThrownBy(() -> journal.append(Entries.chip("two"))).isInstanceOf(IntentRefused.class);
    }

    @Test
    void compactingAgainChangesNothing() throws Exception {
        var once = compacted(finished(), true);

        assertThat(compacted(once, true)).isEqualTo(once);
    }

    @Test
    void aBookedUnitThatIsNotLabelledKeepsWhatARunNeeds() throws Exception {
        assertThat(opened(finished()).state().holdsSpentCredentials(false)).isFalse();
        assertThat(compacted(finished(), false)).isEqualTo(finished());
    }

    @Test
    void voidCredentialsGoAndTheLiveOnesStay() throws Exception {
        var entries = new ArrayList<>(Entries.untilAttested());
        entries.add(Entries.revert());
        entries.add(new Voided("self-test failed"));
        entries.add(Entries.credentials("two"));
        var file = written(entries);
        assertThat(opened(file).state().holdsSpentCredentials(false)).isTrue();

        var small = compacted(file, false);

        assertThat(text(small)).doesNotContain("sealed one").contains("sealed two");
        var state = opened(small).state();
        assertThat(state.credentials()).contains(Entries.credentials("two"));
        assertThat(state.decision(TRIAL)).contains(Entries.revert());
        assertThat(state.isVoidOrder(Entries.ORDER)).isTrue();
        assertThat(state.holdsSpentCredentials(false)).isFalse();
    }

    @Test
    void aScrappedUnitThatWasNeverBookedKeepsAllButItsCredentials() throws Exception {
        var small = compacted(written(Entries.untilAttested()), true);

        assertThat(text(small)).doesNotContain("sealed one");
        assertThat(opened(small).state().recorded())
                .hasSize(Entries.untilAttested().size() - 1);
        assertThat(opened(small).state().order(Entries.ORDER)).isPresent();
    }

    @Test
    void powerLostAtAnyOperationLeavesTheOldFileOrTheNewOne() throws Exception {
        var old = finished();
        var small = compacted(old, true);
        int cuts = 0;
        while (true) {
            var folder = MemoryFolder.with(NAME, old, cuts);
            try {
                Compaction.replace(folder, NAME, small);
            } catch (MemoryFolder.PowerLost e) {
                for (var files : folder.afterPowerCut()) {
                    assertThat(files.get(NAME)).as("cut %d", cuts).isIn(old, small);
                    requireFinishedBy(files);
                }
                cuts++;
                continue;
            }
            break; // got through: every operation has had its turn
        }
        assertThat(cuts).as("power was cut").isGreaterThanOrEqualTo(6);
    }

    @Test
    void whenItReturnsNoPowerCutBringsTheCredentialsBack() throws Exception {
        var folder = MemoryFolder.with(NAME, finished(), NEVER);

        Compaction.replace(folder, NAME, compacted(finished(), true));

        for (var files : folder.afterPowerCut()) {
            assertThat(files).containsOnlyKeys(NAME);
            assertThat(text(files.get(NAME))).doesNotContain("sealed one");
        }
    }

    /// The next start, on what the power cut left.
    private static void requireFinishedBy(Map<String, byte[]> files) throws Exception {
        var folder = MemoryFolder.with(NAME, files.get(NAME), NEVER);
        for (var name : files.keySet()) {
            if (!name.equals(NAME)) {
                folder.create(name);
                folder.open(name).write(0, files.get(name));
            }
        }
        Compaction.replace(folder, NAME, compacted(files.get(NAME), true));
        var after = folder.afterPowerCut();
        assertThat(after).hasSize(1);
        assertThat(after.getFirst()).containsOnlyKeys(NAME);
        assertThat(text(after.getFirst().get(NAME))).doesNotContain("sealed one");
    }

    private static byte[] compacted(byte[] file, boolean over) throws JournalException {
        return Compaction.octets(SERIAL, opened(file).state(), over);
    }

    private static UnitJournal opened(byte[] file) throws JournalException {
        return new UnitJournal(SERIAL, new MemoryFile(file), CLOCK, () -> {});
    }

    private static byte[] finished() throws JournalException {
        var entries = new ArrayList<>(Entries.untilAttested());
        entries.addAll(Entries.fromConfirmToRelease().subList(0, 5));
        return written(entries);
    }

    private static byte[] written(List<JournalEntry> entries) throws JournalException {
        var file = new MemoryFile(new byte[0]);
        try (var journal = new UnitJournal(SERIAL, file, CLOCK, () -> {})) {
            for (var entry : entries) {
                journal.append(entry);
            }
        }
        return file.content();
    }

    private static String text(byte[] content) {
        return new String(content, StandardCharsets.ISO_8859_1);
    }
}
