package dev.sealbench.ui.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.sealbench.core.Outcome;
import dev.sealbench.core.RunListener;
import dev.sealbench.core.RunResult;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.Step;
import dev.sealbench.core.UnitState;
import dev.sealbench.core.internal.books.Finding;
import dev.sealbench.ui.testkit.Demo;
import dev.sealbench.ui.testkit.TestStation;
import dev.sealbench.ui.testkit.VirtualCharger;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// One charger whose run the operator stops at every step, one after the other. The tests are one story,
/// told in order.
@Tag("e2e")
@ExtendWith(EndToEnd.class)
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StopTest {

    private static final SerialNumber SERIAL = new SerialNumber(Demo.SERIAL);

    private TestStation station;
    private VirtualCharger charger;

    @BeforeAll
    void plugIn(Demo demo) throws Exception {
        station = demo.newStation();
        charger = demo.newCharger(station).plugIn();
    }

    @AfterAll
    void pullOut() {
        charger.close();
    }

    /// Asks for the end once `step` is the next to begin, or once the burn is under way.
    private static final class Stopping implements RunListener {

        private final Step before;
        private final boolean inBurn;
        private Step next = Step.SCAN;
        private boolean burning;

        Stopping(Step before, boolean inBurn) {
            this.before = before;
            this.inBurn = inBurn;
        }

        @Override
        public void started(Step step) {
            // what was asked about was this step
        }

        @Override
        public void done(Step step, long millis) {
            next = Step.values()[step.ordinal() + 1];
        }

        @Override
        public void progress(Step step, long done, long total) {
            burning = step == Step.BURN && done > 0;
        }

        @Override
        public boolean stopRequested() {
            return inBurn ? burning : next == before;
        }
    }

    @ParameterizedTest(name = "before {0}, in the burn: {1}")
    @Order(1)
    @CsvSource({
        "IDENTIFY, false, SCANNED, nothing was done",
        "BURN, false, IDENTIFIED, no firmware",
        "BURN, true, IDENTIFIED, % burned",
        "KEY, false, BURNED, 'blank, firmware burned:'",
        "ORDER, false, KEYED, credentials in its TPM",
        "ATTEST, false, ORDERED, 'on trial, not yet proven'",
        "LOCK, false, ATTESTED, 'on trial and proven, not locked'",
        "RECORD, false, LOCKED, not booked",
        "LABEL, false, RECORDED, not labelled"
    })
    void aRunEndsWhereItIsAskedToAndSaysWhatTheUnitIs(Step step, boolean inBurn, UnitState left, String words)
            throws Exception {
        try (var open = station.open()) {
            var outcome = open.provision(1, Demo.SERIAL, Optional.empty(), new Stopping(step, inBurn));

            assertThat(outcome)
                    .asInstanceOf(type(Outcome.Abandoned.class))
                    .satisfies(stopped -> assertThat(stopped.reached()).isEqualTo(step))
                    .satisfies(stopped -> assertThat(stopped.left()).isEqualTo(left))
                    .satisfies(stopped ->
                            assertThat(stopped.sentence()).contains(words).contains("scan it again"))
                    .satisfies(stopped -> assertThat(stopped.exitCode()).isEqualTo(4));
            var last = open.units().history(Demo.SERIAL).runs().getLast().end().orElseThrow();
            assertThat(last.result()).isEqualTo(RunResult.ABANDONED);
            assertThat(last.reached()).isEqualTo(left);
        }
        assertThat(station.events().stream()
                        .filter(event -> event.action().equals("run.stopped"))
                        .map(event -> event.serial().orElseThrow()))
                .isNotEmpty()
                .allMatch(SERIAL::equals);
    }

    @Test
    @Order(2)
    void afterAllTheseStopsTheUnitPasses() throws Exception {
        try (var open = station.open()) {
            assertThat(open.provision(1, Demo.SERIAL, Optional.empty(), RunListener.silent()))
                    .isInstanceOf(Outcome.Passed.class);
            var run = open.units().history(Demo.SERIAL).runs().getLast();
            assertThat(run.end().orElseThrow().result()).isEqualTo(RunResult.PASSED);
        }
        try (var books = station.books()) {
            var runs = books.runs().ofUnit(SERIAL);
            Map<Step, Duration> steps = books.runs().steps(runs.getLast().id());
            assertThat(steps).as("it had been locked").containsKeys(Step.RECORD, Step.LABEL);
            assertThat(steps).doesNotContainKeys(Step.BURN, Step.KEY, Step.ORDER, Step.ATTEST, Step.LOCK);
            assertThat(books.check().run()).noneMatch(finding -> finding.severity() == Finding.Severity.ERROR);
        }
    }

    @Test
    @Order(3)
    void theCommandLineTellsTheFigures() {
        var quality = station.command("quality", "--json");

        assertThat(quality.exitCode()).as(quality.output()).isZero();
        assertThat(quality.output())
                .contains("\"passed\":1")
                .contains("\"ABANDONED\":9")
                .contains("\"firstPass\":{\"good\":1,\"all\":1}");
    }
}
