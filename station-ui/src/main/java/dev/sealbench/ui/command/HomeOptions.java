package dev.sealbench.ui.command;

import dev.sealbench.core.Fault;
import dev.sealbench.core.PassphraseSource;
import dev.sealbench.core.Station;
import dev.sealbench.core.StationException;
import dev.sealbench.core.StationHome;
import java.nio.file.Path;
import java.time.Clock;
import picocli.CommandLine.Option;

/// Where the station is and who opens it; mixed into each command that needs it.
final class HomeOptions {

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "the station's home (default: the user's data directory)")
    private Path home = defaultHome();

    @Option(
            names = "--pass-fd",
            paramLabel = "N",
            description = "read the vault's passphrase from this file descriptor; else it is asked for")
    private Integer passphraseDescriptor;

    @Option(names = "--json", description = "print one JSON value")
    private boolean json;

    @Option(names = "--user", paramLabel = "U", description = "who works here, as events name them")
    private String user = "operator";

    StationHome home() {
        return new StationHome(home.toAbsolutePath().normalize());
    }

    boolean json() {
        return json;
    }

    /// Opens the station; the caller closes it.
    Station open() throws StationException {
        return open(passphrase());
    }

    /// The same with a passphrase from elsewhere.
    Station open(PassphraseSource source) throws StationException {
        try (var passphrase = source.read()) {
            return Station.open(home(), passphrase, user, Clock.systemUTC());
        }
    }

    /// Whether the command line says where the passphrase comes from.
    boolean namesPassphraseSource() {
        return passphraseDescriptor != null;
    }

    /// Where the passphrase comes from.
    PassphraseSource passphrase() throws StationException {
        if (passphraseDescriptor != null) {
            return PassphraseSource.descriptor(passphraseDescriptor);
        }
        if (System.console() == null) {
            throw new StationException(Fault.VAULT_UNAVAILABLE, "no terminal to ask for the passphrase: use --pass-fd");
        }
        return PassphraseSource.terminal("passphrase of the vault: ");
    }

    private static Path defaultHome() {
        var data = System.getenv("XDG_DATA_HOME");
        return data == null || data.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".local", "share", "sealbench")
                : Path.of(data, "sealbench");
    }
}
