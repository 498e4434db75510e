package dev.sealbench.ui.command;

import dev.sealbench.core.DatabaseConfig;
import dev.sealbench.core.DemoSetup;
import dev.sealbench.core.StationException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `setup demo`: everything for a demonstration in one folder. `setup first-lead`: the first person of a home.
@Command(
        name = "setup",
        description = "Set up a station.",
        subcommands = {SetupCommand.Demo.class, SetupCommand.FirstLead.class})
final class SetupCommand {

    /// See the class above.
    @Command(name = "demo", description = "Set up vendor, release, station and a work order for a demonstration.")
    static final class Demo implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @Option(names = "--state", required = true, paramLabel = "DIR", description = "new or empty folder")
        private Path state;

        @Option(names = "--application", required = true, paramLabel = "FILE", description = "the built application")
        private Path application;

        @Option(names = "--rom", required = true, paramLabel = "FILE", description = "the built boot ROM")
        private Path rom;

        @Option(names = "--slots", paramLabel = "N", description = "slots, 1 to 16")
        private int slots = 2;

        @Option(names = "--units", paramLabel = "N", description = "quantity of the work order")
        private int units = 1_000;

        @Option(
                names = "--database",
                paramLabel = "URL",
                description = "jdbc:postgresql://HOST/DATABASE that keeps the books; else a file in the home")
        private String database;

        @Option(names = "--database-user", paramLabel = "ROLE", description = "the station's role in it")
        private String databaseUser;

        @Option(
                names = "--database-password-from",
                paramLabel = "PLACE",
                description = "file:PATH or credential:NAME; none if the role needs no password")
        private String passwordFrom;

        @Override
        public Integer call() throws StationException {
            DemoSetup.create(state, application, rom, new DemoSetup.Wanted(slots, units, database()));
            spec.commandLine()
                    .getOut()
                    .println("demonstration set up in " + state.toAbsolutePath().normalize());
            return 0;
        }

        private Optional<DatabaseConfig> database() {
            try {
                return Optional.ofNullable(database).map(url -> new DatabaseConfig(url, databaseUser, passwordFrom));
            } catch (IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), e.getMessage(), e);
            }
        }
    }

    /// See the class above.
    @Command(
            name = "first-lead",
            description = "Make the first lead of a home that knows nobody: --user NAME, the secret from --pass-fd.")
    static final class FirstLead implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @Option(names = "--display-name", required = true, paramLabel = "D", description = "as people say it")
        private String displayName;

        @Option(
                names = "--vault-pass-fd",
                paramLabel = "N",
                description = "read the vault's passphrase from this file descriptor; else it is asked for")
        private Integer vaultDescriptor;

        @Override
        public Integer call() throws StationException {
            var home = HomeOptions.of(spec);
            try (var station = home.open();
                    var passphrase = Secret.of(vaultDescriptor, "passphrase of the vault: ")
                            .read();
                    var secret = Secret.ofNew(home.passphraseDescriptor(), "your new secret: ")
                            .read();
                    var session = station.makeFirstLead(home.requireUser(), displayName, secret, passphrase)) {
                spec.commandLine().getOut().println(session.person().name() + " is lead");
            }
            return 0;
        }
    }
}
