package dev.sealbench.core.internal.journal;

import static dev.sealbench.core.internal.journal.Entries.ORDER;
import static dev.sealbench.core.internal.journal.Entries.SERIAL;
import static dev.sealbench.core.internal.journal.Entries.TRIAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sealbench.core.LabelKind;
import dev.sealbench.core.internal.journal.JournalEntry.*;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnitJournalTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T08:00:00Z"), ZoneOffset.UTC);

    private final MemoryFile file = new MemoryFile(new byte[0]);

    @Test
    void aStepSeesWhatWasIntended() throws Exception {
        var journal = journal();
        appendAll(journal, Entries.untilAttested());

        var state = reopened().state();

        assertThat(state.openRun()).isPresent();
        assertThat(state.chip()).contains(Entries.chip("one"));
        assertThat(state.burned()).contains(new BurnDone(Entries.digest("image")));
        assertThat(state.credentials()).contains(Entries.credentials("one"));
        assertThat(state.deviceKey()).isPresent();
        assertThat(state.tpmNames().orElseThrow().credentialNames()).hasSize(4);
        assertThat(state.certifications()).containsOnlyKeys(0x8100_8001L);
        assertThat(state.measurements()).containsEntry("burn.ms", "8123");
        assertThat(state.orders()).hasSize(1);
        assertThat(state.order(ORDER)).isPresent();
        assertThat(state.acknowledged()).contains(new OrderAcknowledged(ORDER, TRIAL));
        assertThat(state.trialReceipt(ORDER)).isPresent();
        assertThat(state.decision(TRIAL)).isEmpty();
        assertThat(state.isToBeBooked()).isFalse();
    }

    @Test
    void theEndOfTheWayIsSeen() throws Exception {
        var journal = journal();
        appendAll(journal, Entries.untilAttested());
        appendAll(journal, Entries.fromConfirmToRelease().subList(0, 2));
        assertThat(journal.state().isToBeBooked()).isTrue();

        appendAll(journal, Entries.fromConfirmToRelease().subList(2, 7));

        var state = reopened().state();
        assertThat(state.isBooked()).isTrue();
        assertThat(state.isToBeBooked()).isFalse();
        assertThat(state.isLabelDone(LabelKind.PLATE)).isTrue();
        assertThat(state.isLabelDone(LabelKind.ACCESS)).isFalse();
        assertThat(state.isReleased()).isTrue();
        assertThat(state.openRun()).isEmpty();
    }

    @Test
    void aConfirmedTrialIsNeverReverted() throws Exception {
        var journal = journal();
        appendAll(journal, Entries.untilAttested());
        journal.append(Entries.confirm());

        assertRefused(reopened(), Entries.revert());
        assertRefused(reopened(), new Voided("no"));
        reopened().append(Entries.confirm()); // the same again, after a crash
    }

    @Test
    void aConfirmedOrderIsNotRevertedUnderAnotherTrialId() throws Exception {
        var journal = journal();
        appendAll(journal, Entries.untilAttested());
        journal.append(Entries.confirm());

        var invented = new RevertIntended(ORDER, Entries.octets("another trial id"), Entries.octets("revert"));
        assertRefused(reopened(), invented);
        assertThat(reopened().state().isConfirmIntended()).isTrue();
    }

    @Test
    void aRevertedTrialIsNeverConfirmedNotEvenAfterTheVoid() throws Exception {
        var journal = journal();
        appendAll(journal, Entries.untilAttested());
        journal.append(Entries.revert());
        assertRefused(journal, Entries.confirm());

        journal.append(new Voided("self-test failed"));
        journal.append(Entries.credentials("two"));
        journal.append(Entries.order(ORDER));
        journal.append(new TrialReceipt(ORDER, Entries.octets("n"), Entries.octets("r")));

        assertRefused(reopened(), Entries.confirm());
        assertThat(reopened().state().decision(TRIAL)).contains(Entries.revert());
    }

    @Test
    void aVoidEndsTheCredentialsAndAllThatWasMadeWithThem() throws Exception {
        var journal = journal();
        appendAll(journal, Entries.untilAttested());
        journal.append(Entries.revert());
        journal.append(new Voided("self-test failed"));

        var state = reopened().state();
        assertThat(state.credentials()).isEmpty();
        assertThat(state.orders()).isEmpty();
        assertThat(state.trialReceipt(ORDER)).isEmpty();
        assertThat(state.chip()).contains(Entries.chip("one"));
    }

    @Test
    void secondCredentialsAreRefusedWhileTheFirstAreNotVoid() throws Exception {
        var journal = journal();
        journal.append(Entries.credentials("one"));

        assertRefused(journal, Entries.credentials("two"));
        assertThat(journal.state().credentials()).contains(Entries.credentials("one"));
    }

    @Test
    void anotherChipIsRefused() throws Exception {
        var journal = journal();
        journal.append(Entries.chip("one"));
        journal.append(Entries.chip("one"));

        assertRefused(journal, Entries.chip("two"));
    }

    @Test
    void nothingIsWrittenThatLacksWhatItRestsOn() throws Exception {
        var journal = journal();
        assertRefused(journal, Entries.order(ORDER));
        assertRefused(journal, new DeviceKeyIssued(Entries.octets("b"), Entries.octets("c")));
        journal.append(Entries.credentials("one"));
        assertRefused(journal, new OrderAcknowledged(ORDER, TRIAL));
        assertRefused(journal, new TrialReceipt(ORDER, Entries.octets("n"), Entries.octets("r")));
        journal.append(Entries.order(ORDER));
        assertRefused(journal, Entries.confirm());
        assertRefused(journal, new FinalReceipt(ORDER, Entries.octets("n"), Entries.octets("r")));
        assertRefused(journal, new Booked(ORDER));
        assertRefused(journal, new Released());
        assertThat(reopened().state().recorded()).hasSize(2);
    }

    @Test
    void ordersOfOneSetOfCredentialsAreAllKept() throws Exception {
        var journal = journal();
        var again = Entries.digest("order with a fresh nonce");
        appendAll(journal, List.of(Entries.credentials("one"), Entries.order(ORDER), Entries.order(again)));

        // the acknowledgement of the first was lost, and the charger turns out to have executed it
        journal.append(new OrderAcknowledged(ORDER, TRIAL));

        assertThat(journal.state().orders()).hasSize(2);
        assertThat(journal.state().acknowledged().orElseThrow().order()).isEqualTo(ORDER);
    }

    @Test
    void aFullDiskTakesNothingAndLeavesNothingHalf() throws Exception {
        var journal = journal();
        journal.append(Entries.credentials("one"));
        var before = file.content();
        int entryBytes = JournalFile.encode(new Recorded(2, CLOCK.instant(), Entries.order(ORDER))).length;
        for (int space = 0; space < entryBytes; space++) {
            file.leaveSpace(space);
            assertThatThrownBy(() -> journal.append(Entries.order(ORDER)))
                    .isInstanceOf(JournalUnavailable.class)
                    .hasMessageContaining(SERIAL.text())
                    .hasRootCauseMessage("No space left on device");
            assertThat(file.content()).as("space %d", space).isEqualTo(before);
            assertThat(journal.state().orders()).isEmpty();
        }
        file.leaveSpace(entryBytes);
        journal.append(Entries.order(ORDER));
        assertThat(reopened().state().orders()).hasSize(1);
    }

    @Test
    void afterTheDiskDiedNothingIsAppendedBehindWhatIsUnclear() throws Exception {
        var journal = journal();
        journal.append(Entries.credentials("one"));
        file.failSync(true);
        file.failTruncate(true);
        assertThatThrownBy(() -> journal.append(Entries.order(ORDER))).isInstanceOf(JournalUnavailable.class);
        file.failSync(false);
        file.failTruncate(false);

        assertThatThrownBy(() -> journal.append(Entries.order(ORDER)))
                .isInstanceOf(JournalUnavailable.class)
                .hasMessageContaining("opened again");
        assertThat(reopened().state().credentials()).isPresent();
    }

    @Test
    void whateverAPowerCutLeftTheNextAppendStandsBehindAWholeEntry() throws Exception {
        var journal = journal();
        appendAll(journal, Entries.untilAttested());
        var whole = file.content();
        for (int length = 0; length < whole.length; length++) {
            var cut = new MemoryFile(Arrays.copyOf(whole, length));
            int entries;
            try (var opened = new UnitJournal(SERIAL, cut, CLOCK, () -> {})) {
                entries = opened.state().recorded().size();
                opened.append(new Measured("after", "cut"));
            }
            assertThat(JournalFile.read(SERIAL, cut.content()).entries())
                    .as("cut at %d", length)
                    .hasSize(entries + 1);
        }
    }

    @Test
    void aClosedJournalTakesNothing() throws Exception {
        var journal = journal();
        journal.close();
        journal.close();

        assertThatIllegalStateException().isThrownBy(() -> journal.append(new Measured("a", "b")));
    }

    private UnitJournal journal() throws JournalException {
        return new UnitJournal(SERIAL, file, CLOCK, () -> {});
    }

    private UnitJournal reopened() throws JournalException {
        return journal();
    }

    private static void appendAll(UnitJournal journal, List<JournalEntry> entries) throws JournalException {
        for (var entry : entries) {
            journal.append(entry);
        }
    }

    private static void assertRefused(UnitJournal journal, JournalEntry entry) {
        int before = journal.state().recorded().size();
        assertThatThrownBy(() -> journal.append(entry))
                .isInstanceOf(IntentRefused.class)
                .hasMessageStartingWith(entry.getClass().getSimpleName());
        assertThat(journal.state().recorded()).hasSize(before);
    }
}
