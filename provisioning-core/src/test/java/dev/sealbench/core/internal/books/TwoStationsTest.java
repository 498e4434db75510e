package dev.sealbench.core.internal.books;

import static dev.sealbench.core.internal.books.Samples.AUTHOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sealbench.core.RunRecord;
import dev.sealbench.core.RunResult;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.UnitState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Two stations on one database do the same thing at the same moment: one wins, the other is told why and has changed
/// nothing. Each has its own connections, so for the database they are two programs.
class TwoStationsTest extends BooksContract {

    private static final int ROUNDS = 30;

    private static final String OTHER = "line-2";

    private Books other;

    private ExecutorService both;

    @BeforeEach
    void openTheOther() throws Exception {
        other = Books.open(server().config(OTHER), clock);
        both = Executors.newFixedThreadPool(2);
    }

    @AfterEach
    void closeTheOther() {
        both.shutdownNow();
        other.close();
    }

    private interface Act {
        void at(Books station, int which) throws BooksException;
    }

    /// What each station was refused with; absent for who was not.
    private List<Optional<Refusal>> race(Act act) throws Exception {
        var together = new CyclicBarrier(2);
        var acts = new ArrayList<Callable<Optional<Refusal>>>();
        for (int which = 0; which < 2; which++) {
            int station = which;
            acts.add(() -> {
                together.await();
                try {
                    act.at(station == 0 ? books : other, station);
                    return Optional.empty();
                } catch (BooksRefused refused) {
                    return Optional.of(refused.refusal());
                }
            });
        }
        var refusals = new ArrayList<Optional<Refusal>>();
        for (var done : both.invokeAll(acts)) {
            try {
                refusals.add(done.get());
            } catch (ExecutionException e) {
                throw new AssertionError("neither won nor refused", e.getCause());
            }
        }
        return refusals;
    }

    /// Asserts that one won.
    ///
    /// @return which, and why the other was refused
    private static Won oneWon(List<Optional<Refusal>> refusals) {
        assertThat(refusals).filteredOn(Optional::isEmpty).hasSize(1);
        int winner = refusals.get(0).isEmpty() ? 0 : 1;
        return new Won(winner, refusals.get(1 - winner).orElseThrow());
    }

    private record Won(int winner, Refusal refusal) {}

    @Test
    void theLastPlaceOfAWorkOrderIsTakenOnce() throws Exception {
        openWorkOrder(1);
        for (int round = 0; round < ROUNDS; round++) {
            var pair = SERIALS.subList(2 * round, 2 * round + 2);
            long before = allEvents();

            var won = oneWon(race((station, which) -> station.units().scan(pair.get(which), Optional.empty(), AUTHOR)));

            assertThat(won.refusal()).isEqualTo(new Refusal.WorkOrderFull("WO-1", 1));
            assertThat(books.units().find(pair.get(1 - won.winner()))).isEmpty();
            assertThat(allEvents()).isEqualTo(before + 1);
            books.units().decide(pair.get(won.winner()), UnitState.SCRAPPED, "makes room", AUTHOR);
        }
        assertSound();
    }

    @Test
    void aSerialNumberBecomesOneUnit() throws Exception {
        openWorkOrder(ROUNDS);
        for (int round = 0; round < ROUNDS; round++) {
            var serial = SERIALS.get(round);
            long before = allEvents();

            assertThat(race((station, _) -> station.units().scan(serial, Optional.empty(), AUTHOR)))
                    .allMatch(Optional::isEmpty);

            assertThat(allEvents()).as("it was scanned once").isEqualTo(before + 1);
        }
        assertSound();
    }

    @Test
    void aUnitIsInWorkAtOneStation() throws Exception {
        openWorkOrder(ROUNDS);
        for (int round = 0; round < ROUNDS; round++) {
            var serial = SERIALS.get(round);
            scan(serial);
            var runs = List.of(run(serial, STATION), run(serial, OTHER));
            long before = allEvents();

            var won = oneWon(race((station, which) -> station.runs().open(runs.get(which), AUTHOR)));

            var winner = runs.get(won.winner());
            assertThat(won.refusal()).isEqualTo(new Refusal.InWorkElsewhere(serial, winner.station(), 3));
            assertThat(books.runs().ofUnit(serial)).extracting(RunRecord::id).containsExactly(winner.id());
            assertThat(allEvents()).isEqualTo(before + 1);
            books.runs().close(winner.id(), end(), AUTHOR);
            (won.winner() == 0 ? other : books).runs().open(runs.get(1 - won.winner()), AUTHOR);
        }
        assertSound();
    }

    @Test
    void aChipBelongsToOneUnit() throws Exception {
        openWorkOrder(2 * ROUNDS);
        for (int round = 0; round < ROUNDS; round++) {
            var pair = SERIALS.subList(2 * round, 2 * round + 2);
            scan(pair.get(0));
            scan(pair.get(1));
            var chip = Samples.binding("chip " + round);
            long before = allEvents();

            var won = oneWon(race((station, which) -> station.units().bindChip(pair.get(which), chip, AUTHOR)));

            assertThat(won.refusal()).isEqualTo(new Refusal.ChipKnownUnderOtherSerial(pair.get(won.winner())));
            var loser = books.units().find(pair.get(1 - won.winner())).orElseThrow();
            assertThat(loser.state()).isEqualTo(UnitState.SCANNED);
            assertThat(loser.chip()).isEmpty();
            assertThat(allEvents()).isEqualTo(before + 1);
        }
        assertSound();
    }

    @Test
    void aUnitHasOneChip() throws Exception {
        openWorkOrder(ROUNDS);
        for (int round = 0; round < ROUNDS; round++) {
            var serial = SERIALS.get(round);
            scan(serial);
            var chips = List.of(Samples.binding("one of " + round), Samples.binding("other of " + round));

            var won = oneWon(race((station, which) -> station.units().bindChip(serial, chips.get(which), AUTHOR)));

            assertThat(won.refusal())
                    .isEqualTo(new Refusal.SerialBoundToOtherChip(
                            chips.get(won.winner()).chip()));
        }
        assertSound();
    }

    @Test
    void aCredentialIsIssuedOnce() throws Exception {
        openWorkOrder(2 * ROUNDS);
        for (int round = 0; round < ROUNDS; round++) {
            var pair = SERIALS.subList(2 * round, 2 * round + 2);
            scan(pair.get(0));
            scan(pair.get(1));
            var fingerprint = List.of(Samples.fingerprint("value " + round));

            var won = oneWon(race((station, which) -> station.secrets()
                    .put(pair.get(which), Samples.octets("sealed"), Samples.salt(), fingerprint, AUTHOR)));

            assertThat(won.refusal()).isEqualTo(new Refusal.DuplicateFingerprint());
            assertThat(books.secrets().current(pair.get(1 - won.winner()))).isEmpty();
        }
    }

    @Test
    void aUnitThatAnotherStationKeyedIsFinishedThere() throws Exception {
        openWorkOrder(3);
        scan(FIRST);
        books.units().advance(FIRST, UnitState.BURNED, AUTHOR);
        other.runs().requireNotElsewhere(FIRST); // nothing was given out yet
        books.units().advance(FIRST, UnitState.KEYED, AUTHOR);

        assertThatThrownBy(() -> other.runs().open(run(FIRST, OTHER), AUTHOR))
                .isInstanceOf(BooksRefused.class)
                .hasMessage("serial number %s was begun at station line-1".formatted(FIRST));
        books.runs().open(run(FIRST, STATION), AUTHOR);
    }

    @Test
    void aStationThatNeverComesBackHoldsAUnitUntilALeadDecides() throws Exception {
        openWorkOrder(3);
        scan(FIRST);
        books.runs().open(run(FIRST, STATION), AUTHOR);
        assertThatThrownBy(() -> other.runs().requireNotElsewhere(FIRST)).isInstanceOf(BooksRefused.class);

        other.units().decide(FIRST, UnitState.QUARANTINED, "line-1 burned down", AUTHOR);
        other.units().liftQuarantine(FIRST, "line-1 burned down", AUTHOR);

        other.runs().open(run(FIRST, OTHER), AUTHOR);
    }

    private RunRecord run(SerialNumber serial, String station) {
        return new RunRecord(UUID.randomUUID(), serial, station, 3, "op-7", "1", clock.instant(), Optional.empty());
    }

    private RunRecord.RunEnd end() {
        return new RunRecord.RunEnd(clock.instant(), RunResult.ABANDONED, UnitState.SCANNED, 0, "");
    }

    private long allEvents() throws BooksException {
        return books.events().last().map(event -> event.sequence()).orElse(0L)
                + other.events().last().map(event -> event.sequence()).orElse(0L);
    }

    private void assertSound() throws BooksException {
        assertThat(books.check().run()).noneMatch(finding -> finding.severity() == Finding.Severity.ERROR);
    }
}
