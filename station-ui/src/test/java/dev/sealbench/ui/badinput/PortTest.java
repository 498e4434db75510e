package dev.sealbench.ui.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.Fault;
import dev.sealbench.core.Outcome;
import dev.sealbench.core.RunListener;
import dev.sealbench.core.Step;
import dev.sealbench.core.UnitState;
import dev.sealbench.ui.testkit.Demo;
import dev.sealbench.ui.testkit.DemoParameter;
import dev.sealbench.ui.testkit.OpenStation;
import dev.sealbench.ui.testkit.TestStation;
import dev.sealbench.ui.testkit.VirtualCharger;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Cables and ports, and two people at two slots.
@Tag("e2e")
@ExtendWith(DemoParameter.class)
class PortTest {

    private static final String SERIAL = Demo.serial(1);

    private final TestStation station;
    private final VirtualCharger charger;

    PortTest(Demo demo) throws IOException {
        station = demo.newStation();
        charger = demo.newCharger(station);
    }

    @Test
    void anAbsentPortIsTheStationsFault() throws Exception {
        var run = station.command("provision", "--slot", "1", "--serial", SERIAL);

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out().lines().filter(line -> line.startsWith("STATION FAULT")))
                .hasSize(1)
                .allMatch(line -> line.contains(Fault.PORT_ABSENT.text()) && line.contains(Fault.PORT_ABSENT.next()));
        assertThat(run.err()).doesNotContain("Exception");
        assertThat(station.stateOf(SERIAL)).contains(UnitState.SCANNED);
    }

    @Test
    void aSlotThatIsNotThereIsTheStationsFault() throws Exception {
        try (var open = station.open()) {
            var outcome = open.provision(9, SERIAL, Optional.empty(), RunListener.silent());

            Expect.faulted(station, outcome, Fault.CONFIGURATION);
        }
    }

    @Test
    void anAddressThatIsNoneIsTheConfigurationsFault() throws Exception {
        station.configure("ttyUSB0");

        Expect.faulted(station, station.provision(SERIAL), Fault.CONFIGURATION);
        var log = station.command("unit", "log", SERIAL, "--slot", "1");
        assertThat(log.exitCode()).as(log.output()).isEqualTo(3);
        assertThat(log.output())
                .contains(Fault.CONFIGURATION.text(), "a port is /dev/...")
                .doesNotContain("Exception");
    }

    @Test
    void aFileIsNoPort() throws Exception {
        var port = station.port();
        Files.writeString(port, "not a serial device");

        Expect.faulted(station, station.provision(SERIAL), Fault.PORT_ABSENT);

        assertThat(Files.readString(port)).isEqualTo("not a serial device");
    }

    @Test
    void aPortThatAnotherProgramHoldsIsLeftAlone() throws Exception {
        try (var _ = charger.plugIn()) {
            var holder = new ProcessBuilder(
                            "flock", "--exclusive", station.port().toString(), "sh", "-c", "echo held; exec cat")
                    .start();
            try {
                assertThat(holder.inputReader().readLine()).isEqualTo("held");
                Expect.faulted(station, station.provision(SERIAL), Fault.PORT_BUSY);
            } finally {
                holder.getOutputStream().close(); // cat ends, and flock with it: then nobody holds the lock any more
                holder.waitFor();
            }

            assertThat(station.lifecycle()).isEqualTo("blank");
        }
    }

    @Test
    void aCableTornOutDuringTheBurnCostsOnlyTime() throws Exception {
        try (var _ = charger.plugIn();
                var open = station.open()) {
            var outcome = open.provision(1, SERIAL, Optional.empty(), whenBurning(charger::tearCableOut));

            Expect.faulted(station, outcome, Fault.PORT_GONE);
            assertThat(outcome.reached()).isEqualTo(Step.BURN);
        }
        assertThat(station.stateOf(SERIAL)).contains(UnitState.IDENTIFIED);

        try (var _ = charger.plugIn()) {
            assertThat(station.lifecycle()).isEqualTo("blank");
            Expect.passed(station.provision(SERIAL));
        }
        assertThat(station.stateOf(SERIAL)).contains(UnitState.LABELLED);
    }

    @Test
    void aSecondClickTouchesNothing() throws Exception {
        var burning = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        try (var _ = charger.plugIn();
                var open = station.open()) {
            var first =
                    CompletableFuture.supplyAsync(() -> open.provision(1, SERIAL, Optional.empty(), whenBurning(() -> {
                        burning.countDown();
                        await(goOn);
                    })));
            await(burning);
            try {
                // the same unit again, on its slot and on another; another unit on the same slot
                Expect.refused(station, provision(open, 1, SERIAL), Fault.UNIT_IN_WORK);
                Expect.refused(station, provision(open, 2, SERIAL), Fault.UNIT_IN_WORK);
                Expect.faulted(station, provision(open, 1, Demo.serial(2)), Fault.PORT_BUSY);
            } finally {
                goOn.countDown();
            }

            Expect.passed(first.join());
        }
    }

    private static Outcome provision(OpenStation open, int slot, String serial) {
        return open.provision(slot, serial, Optional.empty(), RunListener.silent());
    }

    /// Does `once` when the first octets of the image have arrived, on the run's own thread.
    private static RunListener whenBurning(Runnable once) {
        return new RunListener() {
            private boolean done;

            @Override
            public void started(Step step) {
                // the burn has to be under way
            }

            @Override
            public void progress(Step step, long octets, long total) {
                if (step == Step.BURN && !done) {
                    done = true;
                    once.run();
                }
            }
        };
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
