package dev.sealbench.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/// A TPM in software (swtpm) and the tools of tpm2-tools, which know nothing of this project. One thread only.
final class SoftwareTpm implements AutoCloseable {

    /// Below the range that the system gives out by itself.
    private static final int FIRST_PORT = 20_000;

    private static final int PORTS = 10_000;

    private final Path folder;
    private final Process process;
    private final int port;

    private SoftwareTpm(Path folder, Process process, int port) {
        this.folder = folder;
        this.process = process;
        this.port = port;
    }

    /// What a tool answered.
    record Answer(int exitCode, String output) {

        boolean ok() {
            return exitCode == 0;
        }
    }

    static SoftwareTpm start(Path folder) throws IOException, InterruptedException {
        var state = Files.createDirectory(folder.resolve("state"));
        int port = freePair();
        var process = new ProcessBuilder(
                        "swtpm",
                        "socket",
                        "--tpm2",
                        "--tpmstate",
                        "dir=" + state.toAbsolutePath(),
                        "--server",
                        "type=tcp,port=%d,bindaddr=127.0.0.1,disconnect".formatted(port),
                        "--ctrl",
                        "type=tcp,port=%d,bindaddr=127.0.0.1".formatted(port + 1),
                        "--flags",
                        "not-need-init,startup-clear")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("swtpm.log").toFile())
                .start();
        awaitListening(process, port + 1);
        return new SoftwareTpm(folder, process, port);
    }

    /// Runs a tool in this TPM's folder.
    Answer run(String... command) {
        try {
            var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
            builder.environment().put("TPM2TOOLS_TCTI", "swtpm:host=127.0.0.1,port=" + port);
            var tool = builder.start();
            var output = new String(tool.getInputStream().readAllBytes(), UTF_8);
            return new Answer(tool.waitFor(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Runs a tool that must succeed, then frees the TPM's slots.
    String must(String... command) {
        var answer = run(command);
        if (!answer.ok()) {
            throw new AssertionError(String.join(" ", command) + ": " + answer.output());
        }
        run("tpm2_flushcontext", "-t");
        return answer.output();
    }

    /// A shell line's words, as none of them holds a space.
    String must(String line) {
        return must(line.split(" "));
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    byte[] read(String name) {
        try {
            return Files.readAllBytes(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(String name, byte[] content) {
        try {
            Files.write(file(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }

    private static int freePair() throws IOException {
        List<Integer> tried = new ArrayList<>();
        while (tried.size() < 100) {
            int port = FIRST_PORT + 2 * ThreadLocalRandom.current().nextInt(PORTS / 2);
            tried.add(port);
            if (isFree(port) && isFree(port + 1)) {
                return port;
            }
        }
        throw new IOException("no free ports among " + tried);
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static void awaitListening(Process process, int port) throws IOException, InterruptedException {
        while (process.isAlive()) {
            try (var socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
                return;
            } catch (IOException e) {
                Thread.sleep(20); // not listening yet
            }
        }
        throw new IOException("swtpm ended with " + process.exitValue());
    }
}
