package dev.sealbench.ui.e2e;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sealbench.link.ChargerLink;
import dev.sealbench.link.Hello;
import dev.sealbench.link.LinkException;
import dev.sealbench.link.LinkTimes;
import dev.sealbench.link.PortAddress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One unit of `scripts/virtual-charger`: plugged in, cut off, plugged in again. Flash and TPM outlive the
/// plug.
///
/// One thread at a time, but [#pullPlug] and [#cutLine] may come from another.
final class VirtualCharger implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration BOOT = Duration.ofSeconds(30);

    private final Plug plug;
    private Process script;
    private Ready ready;
    private Process otherBridge;

    /// Where a unit lives and where it is connected.
    ///
    /// @param state folder of all units and of the simulator's CA
    /// @param name of the unit: letters, digits, hyphen
    /// @param port path at which its serial device appears
    /// @param record folder for what goes over the line
    record Plug(Path state, String name, Path port, Optional<Path> record) {

        /// Flash and TPM of the unit.
        Path folder() {
            return state.resolve("chargers").resolve(name);
        }
    }

    /// The line of JSON that says that a unit runs.
    private record Ready(long machine, long bridge) {}

    private VirtualCharger(Plug plug) {
        this.plug = plug;
    }

    /// Plugs a unit in: a new one, or the one that has this name. Returns when its line is open.
    static VirtualCharger pluggedIn(Plug plug) throws IOException {
        var charger = new VirtualCharger(plug);
        charger.plugIn();
        return charger;
    }

    /// Plugs the unit in again.
    void plugIn() throws IOException {
        if (script != null && script.isAlive()) {
            throw new IllegalStateException(plug.name() + " is plugged in");
        }
        var errors = Files.createTempFile("charger-" + plug.name(), ".err");
        script = new ProcessBuilder(command()).redirectError(errors.toFile()).start();
        var out = new BufferedReader(new InputStreamReader(script.getInputStream(), StandardCharsets.UTF_8));
        var line = out.readLine();
        if (line == null) {
            throw new IOException("charger " + plug.name() + " did not start: " + Files.readString(errors));
        }
        Files.delete(errors);
        var json = JSON.readTree(line);
        ready = new Ready(
                json.required("qemu_pid").asLong(), json.required("bridge_pid").asLong());
    }

    /// SIGKILL to the machine: the plug is pulled. Returns when nothing of the unit runs.
    void pullPlug() {
        kill(ready.machine());
        ended();
    }

    /// Stops the unit in order. Harmless when it does not run.
    void stop() {
        script.destroy();
        ended();
    }

    /// SIGKILL to the bridge: the cable is pulled while the unit keeps its power.
    void cutLine() {
        kill(ready.bridge());
    }

    /// Plugs the cable in again, where it was; the unit kept its power. `command` is what [#lineCommand]
    /// said before.
    void mendLine(List<String> command) throws IOException {
        otherBridge = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (otherBridge.getInputStream().read() < 0) {
            throw new IOException("the bridge did not start again");
        }
    }

    /// How the bridge was started.
    List<String> lineCommand() throws IOException {
        var words = Files.readString(Path.of("/proc", Long.toString(ready.bridge()), "cmdline"));
        return List.of(words.split("\0"));
    }

    /// Whether the machine runs.
    boolean hasPower() {
        return script.isAlive();
    }

    /// Flash and TPM.
    Path folder() {
        return plug.folder();
    }

    /// A link of the test's own. The caller closes it.
    ChargerLink link() throws LinkException {
        return ChargerLink.open(PortAddress.parse(plug.port().toString()), LinkTimes.standard());
    }

    /// What the unit says of itself once it answers.
    Hello hello() throws LinkException {
        try (var link = link()) {
            return link.awaitHello(BOOT);
        }
    }

    /// A copy of this unit, which must not run, under another name and port; not plugged in.
    VirtualCharger copy(String name, Path port) throws IOException {
        if (script.isAlive()) {
            throw new IllegalStateException("a running unit cannot be copied");
        }
        return copy(plug, name, port);
    }

    /// A copy of the unit of `original`, which must not run.
    static VirtualCharger copy(Plug original, String name, Path port) throws IOException {
        var plug = new Plug(original.state(), name, port, Optional.empty());
        Tool.must(
                original.state(),
                "cp",
                "-a",
                "--sparse=always",
                original.folder().toString(),
                plug.folder().toString());
        Files.deleteIfExists(plug.folder().resolve("lock"));
        return new VirtualCharger(plug);
    }

    @Override
    public void close() {
        if (script != null) {
            stop();
        }
        if (otherBridge != null) {
            Tool.ended(otherBridge.destroyForcibly());
        }
    }

    private List<String> command() {
        var command = new ArrayList<>(List.of(
                Repository.file("scripts/virtual-charger").toString(),
                plug.name(),
                "--state",
                plug.state().toString(),
                "--port",
                plug.port().toString()));
        plug.record().ifPresent(folder -> command.addAll(List.of("--record", folder.toString())));
        return command;
    }

    private void ended() {
        Tool.ended(script);
    }

    private static void kill(long pid) {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }
}
