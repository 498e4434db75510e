package dev.sealbench.ui.command;

import dev.sealbench.core.Fault;
import dev.sealbench.core.StationException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// A passphrase for the release engineer's key files: from a file descriptor or the terminal. The caller wipes it.
final class SecretLine {

    private static final int MAX_BYTES = 1_024;

    private SecretLine() {}

    /// @param descriptor the file descriptor, or null for the terminal
    static char[] read(Integer descriptor) throws StationException {
        return descriptor == null ? typed() : fromDescriptor(descriptor);
    }

    private static char[] typed() throws StationException {
        var console = System.console();
        var typed = console == null ? null : console.readPassword("passphrase of the firmware keys: ");
        if (typed == null || typed.length == 0) {
            throw new StationException(Fault.CONFIGURATION, "no passphrase: use --pass-fd or a terminal");
        }
        return typed;
    }

    private static char[] fromDescriptor(int number) throws StationException {
        var octets = new byte[MAX_BYTES];
        try (var in = Files.newInputStream(Path.of("/dev/fd/" + number))) {
            int length = in.readNBytes(octets, 0, MAX_BYTES);
            int end = 0;
            while (end < length && octets[end] != '\n' && octets[end] != '\r') {
                end++;
            }
            var decoded = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(octets, 0, end));
            var chars = new char[decoded.remaining()];
            decoded.get(chars);
            Arrays.fill(decoded.array(), '\0');
            return chars;
        } catch (IOException e) {
            throw new StationException(Fault.CONFIGURATION, "no passphrase at file descriptor " + number, e);
        } finally {
            Arrays.fill(octets, (byte) 0);
        }
    }
}
