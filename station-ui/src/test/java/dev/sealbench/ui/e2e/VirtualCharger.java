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
/// One thread at a time, but [#pullPlug] may come from another.
final class VirtualCharger implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration BOOT = Duration.ofSeconds(30);

    private final Plug plug;
    private Process script;
    private long machine;

    /// Where a unit lives and where it is connected.
    ///
    /// @param state folder of all units and of the simulator's CA
    /// @param name of the unit: letters, digits, hyphen
    /// @param port path at which its serial device appears
    /// @param record folder for what goes over the line
    /// @param debugger socket at which its machine's debugger is served
    record Plug(Path state, String name, Path port, Optional<Path> record, Optional<Path> debugger) {

        /// Flash and TPM of the unit.
        Path folder() {
            return state.resolve("chargers").resolve(name);
        }
    }

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
        machine = JSON.readTree(line).required("qemu_pid").asLong();
    }

    /// SIGKILL to the machine: the plug is pulled. Returns when nothing of the unit runs.
    void pullPlug() {
        ProcessHandle.of(machine).ifPresent(ProcessHandle::destroyForcibly);
        ended();
    }

    /// Stops the unit in order. Harmless when it does not run.
    void stop() {
        script.destroy();
        ended();
    }

    /// Whether the machine runs.
    boolean hasPower() {
        return script.isAlive();
    }

    /// Flash and TPM.
    Path folder() {
        return plug.folder();
    }

    /// Where its machine's debugger is served.
    Path debuggerSocket() {
        return plug.debugger().orElseThrow();
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
        return copy(original, new Plug(original.state(), name, port, Optional.empty(), Optional.empty()));
    }

    /// A copy of the unit of `original`, which must not run, as `plug`; not plugged in.
    static VirtualCharger copy(Plug original, Plug plug) throws IOException {
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
        plug.debugger().ifPresent(socket -> command.addAll(List.of("--gdb", socket.toString())));
        return command;
    }

    private void ended() {
        Tool.ended(script);
    }
}
