package dev.sealbench.ui.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.Outcome;
import dev.sealbench.core.RunResult;
import dev.sealbench.link.internal.frame.Frame;
import dev.sealbench.ui.Main;
import dev.sealbench.ui.testkit.Demo;
import dev.sealbench.ui.testkit.Relay;
import dev.sealbench.ui.testkit.TestStation;
import dev.sealbench.ui.testkit.Tool;
import dev.sealbench.ui.testkit.VirtualCharger;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/// Ctrl-C at a `provision` whose burn is held in the middle: SIGINT to the process, as a terminal sends it.
@Tag("e2e")
@ExtendWith(EndToEnd.class)
@Timeout(600)
class CtrlCTest {

    private static final int MIDDLE_THOUSANDTHS = 400;
    private static final String STOPPING = "stopping at the next safe moment";

    private TestStation station;
    private VirtualCharger charger;
    private Held held;
    private Relay relay;

    /// Keeps the line still in the middle of the burn until it is let go.
    private static final class Held implements Relay.Gate {

        private final LineWatch watch = new LineWatch();
        private final CompletableFuture<Void> reached = new CompletableFuture<>();
        private final CompletableFuture<Void> letGo = new CompletableFuture<>();

        @Override
        public Optional<Frame> pass(Frame frame) {
            var event = watch.see(frame);
            if (event.filter(each -> each.isBurnData() && each.number() > MIDDLE_THOUSANDTHS)
                    .isPresent()) {
                reached.complete(null);
                letGo.join();
            }
            return Optional.of(frame);
        }
    }

    @BeforeEach
    void plugIn(Demo demo) throws Exception {
        station = demo.newStation();
        charger = demo.newCharger(station).plugIn();
        held = new Held();
        relay = Relay.open(station.port(), held);
        station.connect(relay.address());
    }

    @AfterEach
    void pullOut() throws Exception {
        held.letGo.complete(null);
        relay.close();
        charger.close();
    }

    @Test
    void theFirstStopsTheRunAndSaysWhatTheUnitIs() throws Exception {
        var log = station.folder().resolve("ctrl-c.log");
        var process = start(log, "provision", "--slot", "1", "--serial", Demo.SERIAL);
        interruptInTheBurn(process, log);
        held.letGo.complete(null);

        assertThat(Tool.ended(process)).as(Files.readString(log)).isEqualTo(4);
        assertThat(Files.readString(log))
                // how much of it the charger had acknowledged by then is chance
                .containsPattern("STOPPED " + Demo.SERIAL + " at burn: blank, .*burned.*: scan it again to go on");
        try (var open = station.open()) {
            var run = open.units().history(Demo.SERIAL).runs().getLast();
            assertThat(run.end().orElseThrow().result()).isEqualTo(RunResult.ABANDONED);
        }
        assertThat(station.provision(Demo.SERIAL)).isInstanceOf(Outcome.Passed.class);
    }

    @Test
    void theSecondEndsTheProcessAtOnceAndTheUnitIsRunAgain() throws Exception {
        var log = station.folder().resolve("ctrl-c.log");
        var process = start(log, "provision", "--slot", "1", "--serial", Demo.SERIAL);
        interruptInTheBurn(process, log);
        interrupt(process);

        assertThat(Tool.ended(process)).as("while the line is held").isEqualTo(130);
        held.letGo.complete(null);
        assertThat(station.provision(Demo.SERIAL)).isInstanceOf(Outcome.Passed.class);
    }

    @Test
    void aBatchEndsThoughItsInputIsOpenAndWhatWaitedIsUntouched() throws Exception {
        var log = station.folder().resolve("ctrl-c.log");
        var process = start(log, "provision", "--batch");
        var lines = process.outputWriter(StandardCharsets.UTF_8);
        lines.write("1 %s%n1 %s%n".formatted(Demo.SERIAL, Demo.serial(2)));
        lines.flush();
        interruptInTheBurn(process, log);
        held.letGo.complete(null);

        assertThat(Tool.ended(process)).as(Files.readString(log)).isEqualTo(4);
        assertThat(Files.readString(log))
                .contains("STOPPED " + Demo.SERIAL + " at burn")
                .contains("STOPPED " + Demo.serial(2) + " at scan: nothing was done to the unit");
    }

    private Process start(Path log, String... words) throws IOException {
        var builder = station.builder(Main.class, words).redirectOutput(log.toFile());
        // a shell's background job passes on that SIGINT is ignored
        builder.command().addAll(0, List.of("env", "--default-signal=INT"));
        return builder.start();
    }

    private void interruptInTheBurn(Process process, Path log) throws Exception {
        CompletableFuture.anyOf(held.reached, process.onExit()).join();
        assertThat(held.reached).as(Files.readString(log)).isDone();
        interrupt(process);
        while (!Files.readString(log).contains(STOPPING)) {
            assertThat(process.isAlive()).as(Files.readString(log)).isTrue();
            Thread.sleep(20);
        }
    }

    private static void interrupt(Process process) {
        Tool.must(Path.of("."), "kill", "-INT", Long.toString(process.pid()));
    }
}
