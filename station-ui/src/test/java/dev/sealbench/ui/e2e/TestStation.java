package dev.sealbench.ui.e2e;

import dev.sealbench.core.Outcome;
import dev.sealbench.core.RunListener;
import dev.sealbench.core.StationConfig;
import dev.sealbench.core.StationException;
import dev.sealbench.core.StationHome;
import dev.sealbench.core.internal.run.Bench;
import dev.sealbench.core.internal.run.BenchOpening;
import dev.sealbench.core.internal.run.Provisioner;
import dev.sealbench.link.PortAddress;
import dev.sealbench.ui.Main;
import dev.sealbench.vault.Passphrase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// One station: its home, its slot, its labels. Commands run in a Java of their own, as a user's do.
///
/// @param folder holds home, labels, slot-1
record TestStation(Path folder) {

    /// Where the station keeps what is its own.
    StationHome home() {
        return new StationHome(folder.resolve("home"));
    }

    /// Where the charger on slot 1 appears.
    Path port() {
        return folder.resolve("slot-1");
    }

    /// Where label files go.
    Path labels() {
        return folder.resolve("labels");
    }

    /// Opens the station inside this process. The caller closes it.
    Bench open() throws IOException, StationException {
        try (var in = Files.newInputStream(home().demoPassphrase());
                var passphrase = Passphrase.read(in)) {
            return BenchOpening.open(home(), passphrase, "tester", Clock.systemUTC());
        }
    }

    /// Says where slot 1 is from now on.
    void connect(PortAddress slot) throws IOException {
        var config = StationConfig.read(home().config());
        new StationConfig(
                        config.stationId(),
                        config.production(),
                        config.allowSimulator(),
                        new TreeMap<>(Map.of(1, slot.toString())),
                        config.romSha256(),
                        config.board(),
                        labels().toString(),
                        config.maker())
                .write(home().config());
    }

    /// Takes the unit on the slot as far as it goes, inside this process.
    Outcome provision(String serial, RunListener listener) throws IOException, StationException {
        try (var bench = open()) {
            var job = new Provisioner.Job(serial, 1, Optional.empty(), Optional.empty());
            return new Provisioner(bench).provision(job, listener);
        }
    }

    /// Runs one command to its end; `--home` and the passphrase are added.
    Tool.Result command(String... words) throws IOException {
        var process = start(ProcessBuilder.Redirect.PIPE, words);
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Tool.Result(Tool.ended(process), output);
    }

    /// Starts a command, output and errors together to `output`. The process is Java's own: killing it
    /// kills the station.
    Process start(ProcessBuilder.Redirect output, String... words) throws IOException {
        return builder(Main.class, words).redirectOutput(output).start();
    }

    /// Starts to provision the demonstration's unit on slot 1 behind another command, say strace, or
    /// none.
    Process provisioning(List<String> wrapper) throws IOException {
        var builder = builder(Main.class, "provision", "--slot", "1", "--serial", DemoState.SERIAL);
        builder.command().addAll(0, wrapper);
        return builder.redirectOutput(folder.resolve("provision.log").toFile()).start();
    }

    /// A command that `main` will run, not started yet; output and errors together.
    ProcessBuilder builder(Class<?> main, String... words) {
        var command = new ArrayList<>(List.of("bash", "-c", "exec \"$@\" 3<\"$0\""));
        command.add(home().demoPassphrase().toString());
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Djava.awt.headless=true"));
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path")));
        command.add(main.getName());
        command.addAll(List.of(words));
        command.addAll(List.of("--home", home().directory().toString(), "--pass-fd", "3"));
        return new ProcessBuilder(command).redirectErrorStream(true);
    }
}
