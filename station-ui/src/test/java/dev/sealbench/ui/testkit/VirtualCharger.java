package dev.sealbench.ui.testkit;

import com.fasterxml.jackson.databind.JsonNode;
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
public final class VirtualCharger implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    static final Duration BOOT = Duration.ofSeconds(30);

    private final Plug plug;
    private Process script;
    private JsonNode ready;

    /// Where a unit lives and where it is connected.
    ///
    /// @param state folder of all units and of the simulator's CA
    /// @param name of the unit: letters, digits, hyphen
    /// @param port path at which its serial device appears
    /// @param record folder for what goes over the line
    /// @param debugger socket at which its machine's debugger is served
    public record Plug(Path state, String name, Path port, Optional<Path> record, Optional<Path> debugger) {

        /// Flash and TPM of the unit.
        public Path folder() {
            return state.resolve("chargers").resolve(name);
        }
    }

    /// The unit that has this name, a new one when there is none; not plugged in.
    VirtualCharger(Plug plug) {
        this.plug = plug;
    }

    /// Plugs the unit in, again as often as it was pulled out. Returns when its line is open.
    ///
    /// @return this, to be closed
    public VirtualCharger plugIn() throws IOException {
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
        ready = JSON.readTree(line);
        return this;
    }

    /// SIGKILL to the machine: the plug is pulled. Returns when nothing of the unit runs.
    public void pullPlug() {
        kill("qemu_pid");
        Tool.ended(script);
    }

    /// Tears the cable out: the serial device is gone, the unit stays powered.
    public void tearCableOut() {
        kill("bridge_pid");
    }

    /// Stops the unit in order. Harmless when it does not run.
    public void stop() {
        script.destroy();
        Tool.ended(script);
    }

    /// Whether the machine runs.
    public boolean hasPower() {
        return script.isAlive();
    }

    /// Flash and TPM.
    public Path folder() {
        return plug.folder();
    }

    /// Where its machine's debugger is served.
    public Path debuggerSocket() {
        return plug.debugger().orElseThrow();
    }

    /// A link of the test's own. The caller closes it.
    public ChargerLink link() throws LinkException {
        return ChargerLink.open(PortAddress.parse(plug.port().toString()), LinkTimes.standard());
    }

    /// What the unit says of itself once it answers.
    public Hello hello() throws LinkException {
        try (var link = link()) {
            return link.awaitHello(BOOT);
        }
    }

    /// Where its line appears.
    public Path port() {
        return plug.port();
    }

    /// Where its TPM keeps its state.
    public Path tpmFolder() {
        return folder().resolve("tpm");
    }

    /// A copy of this unit, which must not run, as `other`; not plugged in.
    public VirtualCharger copy(Plug other) throws IOException {
        if (script != null && script.isAlive()) {
            throw new IllegalStateException("a running unit cannot be copied");
        }
        Tool.must(
                plug.state(),
                "cp",
                "-a",
                "--sparse=always",
                folder().toString(),
                other.folder().toString());
        Files.deleteIfExists(other.folder().resolve("lock"));
        return new VirtualCharger(other);
    }

    @Override
    public void close() {
        if (script != null) {
            stop();
        }
    }

    private List<String> command() {
        var command = new ArrayList<>(List.of(
                Repository.virtualCharger(),
                plug.name(),
                "--state",
                plug.state().toString(),
                "--port",
                plug.port().toString()));
        plug.record().ifPresent(folder -> command.addAll(List.of("--record", folder.toString())));
        plug.debugger().ifPresent(socket -> command.addAll(List.of("--gdb", socket.toString())));
        return command;
    }

    private void kill(String process) {
        ProcessHandle.of(ready.required(process).asLong()).ifPresent(ProcessHandle::destroyForcibly);
    }
}
