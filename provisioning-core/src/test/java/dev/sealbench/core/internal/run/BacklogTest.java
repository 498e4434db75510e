package dev.sealbench.core.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.Fault;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.Step;
import dev.sealbench.core.StepFailure;
import dev.sealbench.core.UnitState;
import dev.sealbench.core.internal.books.BooksConfig;
import dev.sealbench.core.internal.books.LostBooks;
import dev.sealbench.core.internal.books.TestEngine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// PostgreSQL goes away while units are under way, and comes back: each of them is booked once, wholly, in order.
class BacklogTest {

    private static final List<SerialNumber> SERIALS = LostBooks.serials(2);
    private static final SerialNumber UNIT = SERIALS.getFirst();
    private static final SerialNumber NEXT = SERIALS.get(1);

    @TempDir
    Path home;

    private BooksConfig config;
    private boolean away;
    private boolean killed;

    @BeforeEach
    void books() throws Exception {
        config = LostBooks.fresh(TestEngine.postgres(), "line-1", 5);
    }

    @AfterEach
    void bringBack() throws Exception {
        restart();
    }

    @Test
    void aUnitGoesOnWithoutTheBooksAndIsBookedInTheSameRunWhenTheyAreBackInTime() throws Exception {
        try (var station = station(Duration.ofMinutes(5), point -> {
            killAt("burn", point);
            restartAt("record", point);
        })) {
            assertThat(station.provision(UNIT)).isEmpty();

            assertThat(BookedOnce.complaints(station.books(), List.of(UNIT))).isEmpty();
            assertThat(actions(station)).containsOnlyOnce("books.back");
            assertThat(station.backlog().size()).isZero();
        }
    }

    @Test
    void aUnitThatIsFinishedWithoutTheBooksIsBookedByItselfAndLabelledByItsNextRun() throws Exception {
        try (var station = station(Duration.ZERO, point -> killAt("order", point))) {
            assertStopped(station.provision(UNIT).orElseThrow(), Step.RECORD, Fault.BOOKED_LATER);
            assertStopped(station.provision(NEXT).orElseThrow(), Step.SCAN, Fault.BOOKS_UNAVAILABLE);
            assertThat(station.journal().peek(NEXT).recorded()).isEmpty();

            restart();
            station.backlog().requireBooks();
            assertThat(station.books().units().find(UNIT).orElseThrow().state()).isEqualTo(UnitState.RECORDED);

            assertThat(station.provision(UNIT)).isEmpty();
            assertThat(station.provision(NEXT)).isEmpty();
            assertThat(BookedOnce.complaints(station.books(), SERIALS)).isEmpty();
        }
    }

    @Test
    void aStationThatEndsWhileTheBooksAreAwayBooksWhenItStartsAgain() throws Exception {
        try (var station = station(Duration.ZERO, point -> killAt("key", point))) {
            assertStopped(station.provision(UNIT).orElseThrow(), Step.RECORD, Fault.BOOKED_LATER);
        }
        restart();
        try (var station = station(Duration.ZERO, _ -> {})) {
            assertThat(station.books().units().find(UNIT).orElseThrow().state()).isEqualTo(UnitState.RECORDED);
            var ended = station.books().runs().ofUnit(UNIT).getFirst().end().orElseThrow();
            assertThat(ended.faultCode()).isEqualTo(Fault.BOOKED_LATER.code());
            assertThat(ended.reached()).isEqualTo(UnitState.LOCKED);

            assertThat(station.provision(UNIT)).isEmpty();
            assertThat(BookedOnce.complaints(station.books(), List.of(UNIT))).isEmpty();
        }
    }

    @Test
    void aScanThatFindsTheBooksAwayIsTheLastToWaitForThem() throws Exception {
        try (var station = station(Duration.ZERO, _ -> {})) {
            assertThat(station.wrongLog()).isEmpty();
            kill();
            assertStopped(station.provision(UNIT).orElseThrow(), Step.SCAN, Fault.BOOKS_UNAVAILABLE);
            assertThat(station.backlog().isAway()).isTrue();

            restart();
            assertThat(station.provision(UNIT)).isEmpty();
            assertThat(actions(station)).containsOnlyOnce("books.back").doesNotContain("run.refused");
        }
    }

    @Test
    void aUnitWhoseChipTheBooksCouldNotTakeIsStoppedBeforeItsFirstOctet() throws Exception {
        try (var station = station(Duration.ZERO, point -> killAt("identify", point))) {
            assertStopped(station.provision(UNIT).orElseThrow(), Step.IDENTIFY, Fault.BOOKS_UNAVAILABLE);
            var journal = station.journal().peek(UNIT);
            assertThat(journal.chip()).isEmpty();
            assertThat(journal.credentials()).isEmpty();

            restart();
            assertThat(station.provision(UNIT)).isEmpty();
            assertThat(BookedOnce.complaints(station.books(), List.of(UNIT))).isEmpty();
        }
    }

    @Test
    void booksThatAreAwayBetweenTwoLabelsLeaveTheOtherLabelsForTheNextRun() throws Exception {
        try (var station = station(Duration.ZERO, point -> killAt("LabelDone", point))) {
            assertStopped(station.provision(UNIT).orElseThrow(), Step.LABEL, Fault.BOOKS_UNAVAILABLE);
            restart();
            assertThat(station.provision(UNIT)).isEmpty();
            assertThat(BookedOnce.complaints(station.books(), List.of(UNIT))).isEmpty();
        }
    }

    private VirtualStation station(Duration patience, Consumer<String> before) throws Exception {
        return VirtualStation.open(home, config, new VirtualStation.Settings(patience, before));
    }

    private static void assertStopped(StepFailure failure, Step step, Fault fault) {
        assertThat(failure.fault()).isEqualTo(fault);
        assertThat(failure.step()).isEqualTo(step);
    }

    private static List<String> actions(VirtualStation station) throws Exception {
        var actions = new ArrayList<String>();
        station.books().events().forEach("line-1", 1, event -> actions.add(event.action()));
        return actions;
    }

    private void killAt(String wanted, String point) {
        if (point.equals(wanted) && !killed) {
            kill();
        }
    }

    private void kill() {
        killed = true;
        away = true;
        play(TestEngine.postgres()::kill);
    }

    private void restartAt(String wanted, String point) {
        if (point.equals(wanted)) {
            play(this::restart);
        }
    }

    private void restart() throws Exception {
        if (away) {
            away = false;
            TestEngine.postgres().restart();
        }
    }

    private interface Server {
        void change() throws Exception;
    }

    private static void play(Server change) {
        try {
            change.change();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
