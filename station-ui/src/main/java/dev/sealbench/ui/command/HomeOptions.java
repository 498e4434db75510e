package dev.sealbench.ui.command;

import dev.sealbench.core.Fault;
import dev.sealbench.core.PassphraseSource;
import dev.sealbench.core.Station;
import dev.sealbench.core.StationException;
import dev.sealbench.core.StationHome;
import java.nio.file.Path;
import java.time.Clock;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// Where the station is, who opens it and how the answer is printed. These options belong to all commands and may stand
/// before or behind their names.
final class HomeOptions {

    @Option(
            names = "--home",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "the station's home (default: the user's data directory)")
    private Path home = defaultHome();

    @Option(
            names = "--pass-fd",
            paramLabel = "N",
            scope = ScopeType.INHERIT,
            description = "read the passphrase from this file descriptor; else it is asked for")
    private Integer passphraseDescriptor;

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "print one JSON value")
    private boolean json;

    @Option(
            names = "--user",
            paramLabel = "U",
            scope = ScopeType.INHERIT,
            description = "who works here, as events name them")
    private String user = "operator";

    /// Those of the command line that a command belongs to.
    static HomeOptions of(CommandSpec command) {
        return ((Sealbench) command.root().userObject()).options();
    }

    StationHome home() {
        return new StationHome(home.toAbsolutePath().normalize());
    }

    String user() {
        return user;
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

    /// The file descriptor of the passphrase, or null when it is asked for.
    Integer passphraseDescriptor() {
        return passphraseDescriptor;
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
