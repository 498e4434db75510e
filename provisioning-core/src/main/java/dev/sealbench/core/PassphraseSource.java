package dev.sealbench.core;

import dev.sealbench.vault.Passphrase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// Where a secret comes from, be it a person's, a badge's or the vault's passphrase: a terminal or a file descriptor;
/// never an argument or the environment.
@FunctionalInterface
public interface PassphraseSource {

    /// The passphrase, as this module's callers see it: something to hand to a [Station] and close.
    final class Entered implements AutoCloseable {

        private final Passphrase passphrase;

        private Entered(Passphrase passphrase) {
            this.passphrase = passphrase;
        }

        Passphrase passphrase() {
            return passphrase;
        }

        /// Wipes it.
        @Override
        public void close() {
            passphrase.close();
        }

        @Override
        public String toString() {
            return "Entered[hidden]";
        }
    }

    /// Reads it.
    ///
    /// @throws StationException when there is none
    Entered read() throws StationException;

    /// The first line of an open file descriptor.
    static PassphraseSource descriptor(int number) {
        return () -> {
            try (var in = Files.newInputStream(Path.of("/dev/fd/" + number))) {
                return new Entered(Passphrase.read(in));
            } catch (IOException | IllegalArgumentException e) {
                throw new StationException(Fault.NOT_SIGNED_IN, "no secret at file descriptor " + number, e);
            }
        };
    }

    /// What the person typed into a window. Takes `owned` over: the first read wipes it.
    static PassphraseSource typed(char[] owned) {
        return () -> {
            try {
                return new Entered(Passphrase.of(owned));
            } catch (IllegalArgumentException e) {
                throw new StationException(Fault.NOT_SIGNED_IN, "no secret was typed", e);
            }
        };
    }

    /// A new one, which the person types twice, without echo.
    static PassphraseSource terminalTwice(String prompt) {
        return () -> {
            var console = System.console();
            var typed = console == null ? null : console.readPassword("%s", prompt);
            var again = typed == null ? null : console.readPassword("once more: ");
            if (again == null || typed.length == 0 || !Arrays.equals(typed, again)) {
                throw new StationException(Fault.SECRET_WEAK, "it was not typed twice the same");
            }
            Arrays.fill(again, '\0');
            return new Entered(Passphrase.of(typed));
        };
    }

    /// What the person types, without echo.
    static PassphraseSource terminal(String prompt) {
        return () -> {
            var console = System.console();
            var typed = console == null ? null : console.readPassword("%s", prompt);
            if (typed == null || typed.length == 0) {
                throw new StationException(Fault.NOT_SIGNED_IN, "no secret was typed");
            }
            return new Entered(Passphrase.of(typed));
        };
    }
}
