package dev.sealbench.link.noise;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The charger's own link and burn code (`charger-firmware/test/noise`), as a process of this machine. Its power
/// stays on while links come and go.
final class PipeCharger implements AutoCloseable {

    /// Hears what the charger sends.
    interface Ear {
        void hear(byte[] octets, int length);
    }

    private static final int END_SECONDS = 20;

    private final Process process;
    private final Path flash;
    private final Path requests;
    private volatile Ear ear = (_, _) -> {};

    /// `held` is what its slot holds already, empty for an erased one. Its files go into `folder`.
    PipeCharger(Path program, Path folder, byte[] held) throws IOException {
        flash = folder.resolve("flash");
        requests = folder.resolve("requests");
        var command = new ArrayList<>(List.of(program.toString(), flash.toString(), requests.toString()));
        if (held.length > 0) {
            command.add(Files.write(folder.resolve("held"), held).toString());
        }
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Thread.ofPlatform().name("pipe-charger").daemon().start(this::pump);
    }

    private void pump() {
        var octets = new byte[16 << 10];
        try {
            for (int count; (count = process.getInputStream().read(octets)) > 0; ) {
                ear.hear(octets, count);
            }
        } catch (IOException e) {
            // the process is gone: the case ends
        }
    }

    /// From now on `next` hears; what was sent before is lost with the old cable.
    void plugInto(Ear next) {
        ear = next;
    }

    OutputStream line() {
        return process.getOutputStream();
    }

    /// Takes its power and returns what its slot holds.
    byte[] flashAtTheEnd() throws IOException, InterruptedException {
        process.getOutputStream().close();
        if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException("the charger ended badly");
        }
        return Files.readAllBytes(flash);
    }

    /// Session and id of each request that was executed, in order.
    List<String> executed() throws IOException {
        return Files.readAllLines(requests);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
