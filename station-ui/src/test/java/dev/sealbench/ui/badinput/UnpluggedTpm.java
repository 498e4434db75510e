package dev.sealbench.ui.badinput;

import dev.sealbench.ui.testkit.Demo;
import dev.sealbench.ui.testkit.Tool;
import dev.sealbench.ui.testkit.VirtualCharger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The TPM of a charger that is not plugged in, on somebody's bench: tpm2-tools talk to it.
final class UnpluggedTpm implements AutoCloseable {

    private static final int ATTEMPTS = 500;
    private static final int PAUSE_MILLIS = 10;

    private final Path folder;
    private final Process process;

    private UnpluggedTpm(Path folder, Process process) {
        this.folder = folder;
        this.process = process;
    }

    static UnpluggedTpm of(VirtualCharger charger) throws IOException, InterruptedException {
        // not below the demonstration: the path of a socket is short
        var folder = Files.createTempDirectory("tpm");
        var process = new ProcessBuilder(
                        "swtpm",
                        "socket",
                        "--tpm2",
                        "--tpmstate",
                        "dir=" + charger.tpmFolder(),
                        "--server",
                        "type=unixio,path=" + folder.resolve("data"),
                        "--ctrl",
                        "type=unixio,path=" + folder.resolve("control"),
                        "--flags",
                        "not-need-init")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        var tpm = new UnpluggedTpm(folder, process);
        for (int attempt = 0; !Files.exists(folder.resolve("data")); attempt++) {
            if (attempt == ATTEMPTS || !process.isAlive()) {
                throw new IllegalStateException("swtpm: " + Files.readString(folder.resolve("log")));
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        tpm.tool("tpm2_startup", "-c");
        return tpm;
    }

    /// Runs a tool that must succeed.
    void tool(String... command) throws IOException, InterruptedException {
        var result = Tool.run(builder(command));
        if (!result.succeeded()) {
            throw new IllegalStateException(String.join(" ", command) + ": " + result.output());
        }
    }

    /// Runs a tool that the TPM must refuse.
    void toolFails(String... command) throws IOException, InterruptedException {
        if (Tool.run(builder(command)).succeeded()) {
            throw new IllegalStateException(String.join(" ", command) + " succeeded");
        }
    }

    /// A file for a tool to read.
    String file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }

    @Override
    public void close() throws IOException {
        try {
            tool("tpm2_shutdown"); // else a TPM counts the power cut as one more wrong try
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroy();
        process.onExit().join();
        Demo.delete(folder);
    }

    private ProcessBuilder builder(String... command) {
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("TPM2TOOLS_TCTI", "cmd:socat - UNIX-CONNECT:" + folder.resolve("data"));
        return builder;
    }
}
