package dev.sealbench.core.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.Author;
import dev.sealbench.core.Digest;
import dev.sealbench.core.EventRecord;
import dev.sealbench.core.Fault;
import dev.sealbench.core.Octets;
import dev.sealbench.core.RunRecord;
import dev.sealbench.core.RunResult;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.UnitState;
import dev.sealbench.core.UnitStateChange;
import dev.sealbench.core.internal.books.Books;
import dev.sealbench.core.internal.books.LostBooks;
import dev.sealbench.core.internal.journal.Journal;
import dev.sealbench.core.internal.journal.JournalEntry;
import dev.sealbench.core.internal.journal.JournalEntry.BurnDone;
import dev.sealbench.core.internal.journal.JournalEntry.CredentialsSealed;
import dev.sealbench.core.internal.journal.JournalEntry.OrderAcknowledged;
import dev.sealbench.core.internal.journal.JournalEntry.OrderIntended;
import dev.sealbench.core.internal.journal.JournalEntry.RevertIntended;
import dev.sealbench.core.internal.journal.JournalEntry.RunClosed;
import dev.sealbench.core.internal.journal.JournalEntry.RunOpened;
import dev.sealbench.core.internal.journal.JournalEntry.Voided;
import dev.sealbench.core.internal.journal.UnitJournal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a journal holds of runs that the books know only the beginning of.
class SettlingTest {

    private static final SerialNumber UNIT = LostBooks.serials(1).getFirst();
    private static final UUID RUN = UUID.fromString("01939f2e-79b0-7cc3-98c4-dc0c0c07398f");
    private static final Author SOMEBODY = new Author("op-9", "sealbench 0.1.0");
    private static final Author OPENER = new Author("lead-1", "sealbench 0.1.0");
    private static final Digest ORDER = Digest.sha256(new byte[] {1});
    private static final Octets TRIAL = Octets.of(new byte[16]);
    private static final Octets NONCE = Octets.of(new byte[32]);

    @TempDir
    Path home;

    private Books books;
    private Journal journal;
    private UnitJournal unit;

    @BeforeEach
    void open() throws Exception {
        var config = LostBooks.fresh(LostBooks.h2(home.resolve("h2")), "line-1", 5);
        books = Books.open(config, Clock.systemUTC());
        journal = Journal.open(home.resolve("journal"), Clock.systemUTC());
        unit = journal.unit(UNIT);
        books.units().scan(UNIT, Optional.empty(), SOMEBODY);
        books.runs()
                .open(
                        new RunRecord(
                                RUN,
                                UNIT,
                                "line-1",
                                1,
                                SOMEBODY.person(),
                                SOMEBODY.versions(),
                                Clock.systemUTC().instant(),
                                Optional.empty()),
                        SOMEBODY);
        note(new RunOpened(RUN, LostBooks.WORK_ORDER, SOMEBODY.person(), SOMEBODY.versions(), 1));
    }

    @AfterEach
    void close() {
        unit.close();
        journal.close();
        books.close();
    }

    @Test
    void aTrialThatWasRevertedWithoutTheBooksIsBookedOnceAndTheWayBehindItFollows() throws Exception {
        revertedTrial();
        note(new BurnDone(ORDER));

        settle(true);
        settle(true);

        assertThat(states())
                .containsExactly(
                        UnitState.SCANNED,
                        UnitState.IDENTIFIED,
                        UnitState.BURNED,
                        UnitState.KEYED,
                        UnitState.ORDERED,
                        UnitState.REVERTED,
                        UnitState.IDENTIFIED,
                        UnitState.BURNED);
        assertThat(actions()).containsOnlyOnce("unit.reverted");
        assertThat(books.runs().unfinished()).hasSize(1);
    }

    @Test
    void aRunThatFailedWithoutTheBooksEndsInThemAsItEndedByWhoeverRanIt() throws Exception {
        note(new BurnDone(ORDER));
        note(new RunClosed(
                RUN, RunResult.UNIT_REJECTED, UnitState.BURNED, Fault.TPM_TAMPERED.code(), "changed answers"));

        settle(false);
        settle(false);

        var end = books.runs().find(RUN).orElseThrow().end().orElseThrow();
        assertThat(end.result()).isEqualTo(RunResult.UNIT_REJECTED);
        assertThat(end.faultCode()).isEqualTo(Fault.TPM_TAMPERED.code());
        assertThat(states()).endsWith(UnitState.BURNED, UnitState.QUARANTINED);
        assertThat(actions()).containsOnlyOnce("run.failed", "run.closed", "unit.quarantined");
        assertThat(books.events().ofUnit(UNIT)).extracting(EventRecord::person).containsOnly(SOMEBODY.person());
    }

    @Test
    void aRunWithoutAnEndWhoseStationDiedIsInterrupted() throws Exception {
        settle(false);

        assertThat(books.runs().find(RUN).orElseThrow().end().orElseThrow().result())
                .isEqualTo(RunResult.INTERRUPTED);
        assertThat(unit.state().openRun()).isEmpty();
    }

    @Test
    void whatTheBooksRefuseByNowKeepsNothingElseFromThem() throws Exception {
        books.units().decide(UNIT, UnitState.SCRAPPED, "dropped", OPENER);
        note(new BurnDone(ORDER));
        note(new RunClosed(RUN, RunResult.STATION_FAULTED, UnitState.BURNED, Fault.BOOKS_UNAVAILABLE.code(), "away"));

        settle(false);

        assertThat(states()).containsExactly(UnitState.SCANNED, UnitState.SCRAPPED);
        assertThat(books.runs().unfinished()).isEmpty();
    }

    /// The station died with a reverted trial in its journal, and a lead decided about the unit at another one.
    @Test
    void aRevertThatTheBooksRefuseByNowIsSaidOnceAndTheRunEnds() throws Exception {
        revertedTrial();
        books.units().reach(UNIT, UnitState.ORDERED, SOMEBODY);
        books.units().decide(UNIT, UnitState.SCRAPPED, "dropped", OPENER);

        settle(false);
        settle(false);

        assertThat(states()).endsWith(UnitState.ORDERED, UnitState.SCRAPPED);
        assertThat(books.runs().unfinished()).isEmpty();
        assertThat(books.events().ofUnit(UNIT))
                .filteredOn(event -> event.action().equals("unit.not-booked"))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.result()).isEqualTo(EventRecord.Result.FAILED);
                    assertThat(event.run()).contains(RUN);
                    assertThat(event.detail())
                            .isEqualTo("its trial was reverted, and the books refuse to note it:"
                                    + " a unit that is SCRAPPED cannot become REVERTED");
                });
    }

    @Test
    void aUnitWhoseJournalCannotBeBookedKeepsNobodyOutOfTheStation() throws Exception {
        revertedTrial();
        books.units().decide(UNIT, UnitState.QUARANTINED, "its station is gone", OPENER);
        unit.close();

        CatchUp.run(books, journal, Clock.systemUTC(), OPENER);

        assertThat(states()).endsWith(UnitState.QUARANTINED);
        assertThat(books.runs().unfinished()).isEmpty();
        assertThat(actions()).containsOnlyOnce("unit.not-booked", "run.closed");
    }

    /// Somebody edited it, or it is a later version's.
    @Test
    void aUnitWhoseJournalRevertsAnOrderThatItNeverHadKeepsNobodyOutOfTheStation() throws Exception {
        revertedTrial(Digest.sha256(new byte[] {2}));
        unit.close();

        CatchUp.run(books, journal, Clock.systemUTC(), OPENER);

        assertThat(books.runs().unfinished()).isEmpty();
        assertThat(actions()).containsOnlyOnce("unit.not-booked", "run.closed");
        assertThat(books.events().ofUnit(UNIT))
                .filteredOn(event -> event.action().equals("unit.not-booked"))
                .singleElement()
                .satisfies(event -> assertThat(event.detail())
                        .startsWith("what its journal holds cannot be noted in the books: ")
                        .endsWith("(the order is not in the journal)"));
    }

    private void revertedTrial() throws Exception {
        revertedTrial(ORDER);
    }

    private void revertedTrial(Digest reverted) throws Exception {
        note(new BurnDone(ORDER));
        note(new CredentialsSealed(octets("sealed"), NONCE));
        note(new OrderIntended(octets("order"), ORDER, NONCE));
        note(new OrderAcknowledged(ORDER, TRIAL));
        note(new RevertIntended(reverted, TRIAL, octets("revert")));
        note(new Voided("its self-test failed"));
    }

    private void settle(boolean running) throws Exception {
        new Settling(books, unit, Clock.systemUTC(), OPENER, Optional.empty()).settle(running);
    }

    private List<UnitState> states() throws Exception {
        return books.units().history(UNIT).stream().map(UnitStateChange::state).toList();
    }

    private List<String> actions() throws Exception {
        return books.events().ofUnit(UNIT).stream().map(EventRecord::action).toList();
    }

    private void note(JournalEntry entry) throws Exception {
        unit.append(entry);
    }

    private static Octets octets(String text) {
        return Octets.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
