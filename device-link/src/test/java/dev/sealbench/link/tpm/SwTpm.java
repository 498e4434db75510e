package dev.sealbench.link.tpm;

import dev.sealbench.link.LinkException;
import dev.sealbench.link.PortAddress;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HexFormat;

/// A software TPM of its own state, started up, over a Unix socket; also the judge: tpm2-tools talk to the same one.
final class SwTpm implements TpmTransport, AutoCloseable {

    private static final int HEADER_BYTES = 10;
    private static final byte[] STARTUP_CLEAR = HexFormat.of().parseHex("80010000000c000001440000");
    private static final int ATTEMPTS = 500;

    private final Path folder;
    private final Process process;
    private SocketChannel channel;

    private SwTpm(Path folder, Process process) {
        this.folder = folder;
        this.process = process;
    }

    /// Starts one and sends TPM2_Startup(CLEAR), as a boot ROM would.
    static SwTpm start() throws Exception {
        var folder = Files.createTempDirectory("swtpm");
        var process = new ProcessBuilder(
                        "swtpm",
                        "socket",
                        "--tpm2",
                        "--tpmstate",
                        "dir=" + folder,
                        "--server",
                        "type=unixio,path=" + folder.resolve("data"),
                        "--ctrl",
                        "type=unixio,path=" + folder.resolve("data.ctrl"),
                        "--flags",
                        "not-need-init")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        var tpm = new SwTpm(folder, process);
        tpm.connect();
        tpm.exchange(STARTUP_CLEAR);
        return tpm;
    }

    @Override
    public byte[] exchange(byte[] command) throws LinkException {
        try {
            channel.write(ByteBuffer.wrap(command));
            var in = new DataInputStream(Channels.newInputStream(channel));
            var header = in.readNBytes(HEADER_BYTES);
            int size = ByteBuffer.wrap(header).getInt(Short.BYTES);
            return Algorithms.join(header, in.readNBytes(size - HEADER_BYTES));
        } catch (IOException e) {
            throw new LinkException.PortUnavailable(
                    LinkException.PortUnavailable.Reason.GONE, new PortAddress.SerialPath("/swtpm"), e);
        }
    }

    /// Runs one of tpm2-tools against this TPM, below the folder of this TPM, and returns what it prints.
    String tool(String... command) throws Exception {
        channel.close(); // swtpm serves one connection at a time
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("TPM2TOOLS_TCTI", "cmd:socat - UNIX-CONNECT:" + folder.resolve("data"));
        var run = builder.start();
        var output = new String(run.getInputStream().readAllBytes());
        boolean succeeded = run.waitFor() == 0;
        connect();
        if (!succeeded) {
            throw new IllegalStateException(String.join(" ", command) + ": " + output);
        }
        return output;
    }

    /// A file that a tool wrote or reads.
    Path file(String name) {
        return folder.resolve(name);
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
        process.destroyForcibly().onExit().join();
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private void connect() throws Exception {
        var address = UnixDomainSocketAddress.of(folder.resolve("data"));
        for (int attempt = 1; ; attempt++) {
            channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            try {
                channel.connect(address);
                return;
            } catch (IOException e) {
                channel.close();
                if (attempt == ATTEMPTS || !process.isAlive()) {
                    throw e;
                }
                Thread.sleep(10);
            }
        }
    }
}
