package dev.sealbench.ui.badinput;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// One virtual charger that is plugged into a slot of a demonstration. Closing it unplugs it in order; its
/// flash and
/// TPM stay in the demonstration's folder.
final class VirtualCharger implements AutoCloseable {

    private static final int STOP_SECONDS = 20;

    private final Process process;
    private final JsonNode ready;

    private VirtualCharger(Process process, JsonNode ready) {
        this.process = process;
        this.ready = ready;
    }

    /// Plugs the charger `name` in, a fresh one if there is none of that name, and returns when its line is
    /// there.
    static VirtualCharger plugIn(Demo demo, String name, int slot) throws IOException {
        var process = new ProcessBuilder(
                        Repository.file("scripts/virtual-charger").toString(),
                        name,
                        "--state",
                        demo.state().toString(),
                        "--port",
                        Demo.slotPath(demo.state(), slot))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var line = process.inputReader().readLine();
        if (line == null) {
            throw new IllegalStateException("charger " + name + " did not start");
        }
        return new VirtualCharger(process, new ObjectMapper().readTree(line));
    }

    /// Where the TPM of the charger `name` keeps its state.
    static Path tpmFolder(Demo demo, String name) {
        return demo.state().resolve("chargers").resolve(name).resolve("tpm");
    }

    /// Tears the cable out: the serial device is gone, the charger stays powered.
    void tearCableOut() {
        ProcessHandle.of(ready.get("bridge_pid").asLong()).ifPresent(bridge -> bridge.destroyForcibly());
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
