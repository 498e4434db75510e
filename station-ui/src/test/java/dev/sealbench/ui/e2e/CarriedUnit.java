package dev.sealbench.ui.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.Fault;
import dev.sealbench.core.Outcome;
import dev.sealbench.core.RunListener;
import dev.sealbench.core.Step;
import dev.sealbench.core.UnitState;
import dev.sealbench.ui.testkit.OpenStation;
import dev.sealbench.ui.testkit.TestStation;
import dev.sealbench.ui.testkit.VirtualCharger;
import java.util.List;
import java.util.Optional;

/// A charger that is carried between two stations before either has finished it.
final class CarriedUnit {

    private CarriedUnit() {}

    /// Begun at the other station, at the first, and at the other again; then the first finishes it. Both stay
    /// open: one that opens takes replaced credentials out of its journal.
    static void takeInTurn(VirtualCharger charger, String serial, TestStation first, TestStation other)
            throws Exception {
        try (var here = first.open("olga");
                var there = other.open("olga")) {
            for (var station : List.of(there, here, there)) {
                assertThat(take(charger, station, serial, stopInBurn()))
                        .isInstanceOfSatisfying(
                                Outcome.Abandoned.class,
                                outcome -> assertThat(outcome.left()).isLessThan(UnitState.KEYED));
            }

            assertThat(take(charger, here, serial, RunListener.silent())).isInstanceOf(Outcome.Passed.class);
        }
    }

    static void rejected(VirtualCharger charger, TestStation station, String serial, Fault fault) throws Exception {
        assertThat(take(charger, station, serial, RunListener.silent()))
                .isInstanceOfSatisfying(
                        Outcome.UnitRejected.class,
                        outcome -> assertThat(outcome.fault()).isEqualTo(fault));
    }

    static Outcome take(VirtualCharger charger, TestStation station, String serial, RunListener listener)
            throws Exception {
        try (var open = station.open("olga")) {
            return take(charger, open, serial, listener);
        }
    }

    static Outcome take(VirtualCharger charger, OpenStation open, String serial, RunListener listener) {
        return open.provisionAt(charger.port().toString(), serial, Optional.empty(), listener);
    }

    /// As a cable that comes off, but sooner.
    static RunListener stopInBurn() {
        return new StopInBurn();
    }

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
