package dev.sealbench.ui.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.Author;
import dev.sealbench.core.Fault;
import dev.sealbench.core.Outcome;
import dev.sealbench.core.RunListener;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.Step;
import dev.sealbench.core.UnitState;
import dev.sealbench.core.internal.books.TestEngine;
import dev.sealbench.ui.testkit.Demo;
import dev.sealbench.ui.testkit.OpenStation;
import dev.sealbench.ui.testkit.SharedBooks;
import dev.sealbench.ui.testkit.TestStation;
import dev.sealbench.ui.testkit.VirtualCharger;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/// Chargers that are carried between two stations with the same books before either has finished them:
/// docs/design/056-moved-units.md. The tests are one story, told in order.
@Tag("e2e")
@ExtendWith(EndToEnd.class)
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MovedUnitTest {

    private static final Author SOMEBODY = new Author("setup", "test");

    private Demo demo;
    private TestStation first;
    private TestStation other;

    @BeforeAll
    void open(Demo demo) throws Exception {
        this.demo = demo;
        var shared = new SharedBooks(demo, TestEngine.postgres());
        first = shared.firstStation();
        other = shared.otherStation("demo-2");
    }

    /// Each station draws credentials and begins the burn, twice; the one that finishes it has drawn some before. It is
    /// the first, because nobody certified the other's device CA.
    @Test
    @Order(1)
    void theChargerHoldsWhatTheLabelsSayWhicheverStationFinishesIt() throws Exception {
        try (var charger = demo.newCharger(first).plugIn()) {
            takeInTurn(charger);
            assertThat(FinishedUnit.faults(first, charger)).isEmpty();
        }
        try (var books = first.books()) {
            var newest = books.secrets().current(new SerialNumber(Demo.SERIAL));
            assertThat(newest.orElseThrow().generation())
                    .as("one for each change of station")
                    .isEqualTo(4);
        }
    }

    /// Both stay open: one that opens takes replaced credentials out of its journal.
    private void takeInTurn(VirtualCharger charger) throws Exception {
        try (var here = first.open("olga");
                var there = other.open("olga")) {
            for (var station : List.of(there, here, there)) {
                assertThat(take(charger, station, Demo.SERIAL, new StopInBurn()))
                        .isInstanceOfSatisfying(
                                Outcome.Abandoned.class,
                                outcome -> assertThat(outcome.left()).isLessThan(UnitState.KEYED));
            }

            assertThat(take(charger, here, Demo.SERIAL, RunListener.silent())).isInstanceOf(Outcome.Passed.class);
        }
    }

    @Test
    @Order(2)
    void aUsedTpmThatTheseBooksDoNotKnowStaysOut() throws Exception {
        var stranger = demo.newStation();
        try (var charger = demo.newCharger(first).plugIn()) {
            take(charger, stranger, Demo.serial(2), new StopInBurn());

            assertThat(take(charger, first, Demo.serial(2), RunListener.silent()))
                    .isInstanceOfSatisfying(
                            Outcome.UnitRejected.class,
                            outcome -> assertThat(outcome.fault()).isEqualTo(Fault.TPM_NOT_VIRGIN));
        }
    }

    @Test
    @Order(3)
    void aUsedTpmOfAnotherUnitStaysOut() throws Exception {
        try (var charger = demo.newCharger(first).plugIn()) {
            take(charger, first, Demo.serial(3), new StopInBurn());

            assertThat(take(charger, other, Demo.serial(4), RunListener.silent()))
                    .isInstanceOfSatisfying(
                            Outcome.UnitRejected.class,
                            outcome -> assertThat(outcome.fault()).isEqualTo(Fault.CHIP_KNOWN));
        }
    }

    /// Whatever a charger says of itself: what was locked is never blank again.
    @Test
    @Order(4)
    void aUsedTpmOfAUnitThatWasLockedStaysOut() throws Exception {
        var serial = Demo.serial(5);
        try (var charger = demo.newCharger(first).plugIn()) {
            take(charger, first, serial, new StopInBurn());
            try (var books = other.books()) {
                books.units().advance(new SerialNumber(serial), UnitState.LOCKED, SOMEBODY);
            }

            assertThat(take(charger, other, serial, RunListener.silent()))
                    .isInstanceOfSatisfying(
                            Outcome.UnitRejected.class,
                            outcome -> assertThat(outcome.fault()).isEqualTo(Fault.TPM_NOT_VIRGIN));
        }
    }

    private static Outcome take(VirtualCharger charger, TestStation station, String serial, RunListener listener)
            throws Exception {
        try (var open = station.open("olga")) {
            return take(charger, open, serial, listener);
        }
    }

    private static Outcome take(VirtualCharger charger, OpenStation open, String serial, RunListener listener) {
        return open.provisionAt(charger.port().toString(), serial, Optional.empty(), listener);
    }

    /// As a cable that comes off, but sooner.
    private static final class StopInBurn implements RunListener {

        private boolean burning;

        @Override
        public void started(Step step) {
            // what counts is how far the burn is
        }

        @Override
        public void progress(Step step, long done, long total) {
            burning = step == Step.BURN && done > 0;
        }

        @Override
        public boolean stopRequested() {
            return burning;
        }
    }
}
