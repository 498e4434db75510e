package dev.sealbench.ui.command;

import dev.sealbench.core.Fault;
import dev.sealbench.core.PassphraseSource;
import dev.sealbench.core.Session;
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
            description = "read your secret from this file descriptor; else it is asked for")
    private Integer passphraseDescriptor;

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "print one JSON value")
    private boolean json;

    @Option(names = "--user", paramLabel = "U", scope = ScopeType.INHERIT, description = "your name to sign in with")
    private String user;

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

    /// Takes the home; the caller closes it.
    Station open() throws StationException {
        return Station.open(home(), Clock.systemUTC());
    }

    /// Signs in who is named on the command line; the caller closes the session.
    Session signIn(Station station) throws StationException {
        var name = requireUser();
        try (var secret = secret().read()) {
            return station.signIn(name, secret);
        }
    }

    /// The secret of who is named on the command line.
    PassphraseSource secret() throws StationException {
        return Secret.of(passphraseDescriptor, "secret of " + requireUser() + ": ");
    }

    /// The name to sign in with.
    String requireUser() throws StationException {
        if (user == null) {
            throw new StationException(Fault.NOT_SIGNED_IN, "say who you are: --user NAME");
        }
        return user;
    }

    /// The file descriptor of the passphrase, or null when it is asked for.
    Integer passphraseDescriptor() {
        return passphraseDescriptor;
    }

    private static Path defaultHome() {
        var data = System.getenv("XDG_DATA_HOME");
        return data == null || data.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".local", "share", "sealbench")
                : Path.of(data, "sealbench");
    }
}
