package dev.sealbench.ui.e2e;

import dev.sealbench.ui.testkit.Tool;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// A copy of a unit's TPM, started as after a reset, with tpm2-tools as its only users. One thread.
final class TpmCopy implements AutoCloseable {

    /// Customer lock and rollback counter.
    private static final List<String> INDICES = List.of("0x1400010", "0x1400011");

    private static final int ATTEMPTS = 1_000;

    private final Path folder;
    private final Process process;

    private TpmCopy(Path folder, Process process) {
        this.folder = folder;
        this.process = process;
    }

    /// Copies the TPM of a unit that does not run, and sends TPM2_Startup(CLEAR).
    static TpmCopy of(Path unit) throws IOException {
        var folder = Files.createTempDirectory("tpm-copy-");
        Tool.must(folder, "cp", "-a", unit.resolve("tpm").toString(), "state");
        var process = new ProcessBuilder(
                        "swtpm",
                        "socket",
                        "--tpm2",
                        "--tpmstate",
                        "dir=" + folder.resolve("state"),
                        "--server",
                        "type=unixio,path=" + folder.resolve("data"),
                        "--ctrl",
                        "type=unixio,path=" + folder.resolve("ctrl"),
                        "--flags",
                        "not-need-init,startup-clear")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        var copy = new TpmCopy(folder, process);
        copy.awaitOpen();
        return copy;
    }

    /// Runs a tool in this TPM's folder; then frees what it left in the TPM.
    Tool.Result run(String... command) {
        var result = tool(List.of(command));
        tool(List.of("tpm2_flushcontext", "-t"));
        return result;
    }

    /// Runs a tool that must succeed.
    String must(String... command) {
        var result = run(command);
        if (!result.succeeded()) {
            throw new IllegalStateException(command[0] + ": " + result.output());
        }
        return result.output();
    }

    /// Writes a file for a tool.
    void write(String name, byte[] content) throws IOException {
        Files.write(folder.resolve(name), content);
    }

    /// Reads a file that a tool wrote.
    byte[] read(String name) throws IOException {
        return Files.readAllBytes(folder.resolve(name));
    }

    /// What stays in the TPM when it loses power: objects and indices by their Names, what the indices hold, who owns
    /// the hierarchies. Not its clock and its count of resets, which every boot changes.
    static String contents(Path unit) throws IOException {
        try (var copy = of(unit)) {
            var said = new StringBuilder(copy.must("tpm2_nvreadpublic"));
            for (var handle : copy.must("tpm2_getcap", "handles-persistent").split("[^0-9A-Fa-fx]+")) {
                if (!handle.isEmpty()) {
                    said.append(handle).append(copy.must("tpm2_readpublic", "-c", handle));
                }
            }
            for (var index : INDICES) {
                said.append(copy.must("tpm2_nvread", index, "-C", index, "-o", "index"));
                said.append(HexFormat.of().formatHex(copy.read("index")));
            }
            return said.append(permanent(copy.must("tpm2_getcap", "properties-variable")))
                    .toString();
        }
    }

    /// TPMA_PERMANENT: which authorisations are set, whether Clear is disabled.
    private static String permanent(String properties) {
        return properties.substring(
                properties.indexOf("TPM2_PT_PERMANENT"), properties.indexOf("TPM2_PT_STARTUP_CLEAR"));
    }

    /// Puts the state back into a unit that does not run.
    void putInto(Path unit) throws IOException {
        process.destroy();
        Tool.ended(process);
        Tool.must(folder, "cp", "state/tpm2-00.permall", unit.resolve("tpm").toString());
    }

    @Override
    public void close() throws IOException {
        Tool.ended(process.destroyForcibly());
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private Tool.Result tool(List<String> command) {
        var connection = "cmd:socat - UNIX-CONNECT:" + folder.resolve("data");
        return Tool.run(folder, Map.of("TPM2TOOLS_TCTI", connection), command);
    }

    private void awaitOpen() throws IOException {
        var address = UnixDomainSocketAddress.of(folder.resolve("data"));
        for (int attempt = 1; ; attempt++) {
            try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
                channel.connect(address);
                return;
            } catch (IOException e) {
                if (attempt == ATTEMPTS || !process.isAlive()) {
                    throw e;
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(5);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
