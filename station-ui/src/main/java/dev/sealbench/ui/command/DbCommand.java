package dev.sealbench.ui.command;

import dev.sealbench.core.BooksAdmin;
import dev.sealbench.core.StationException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `db`: the books' tables.
@Command(
        name = "db",
        description = "Bring the books' tables up to date, or check them.",
        subcommands = {DbCommand.Migrate.class, DbCommand.Check.class})
final class DbCommand {

    @Command(name = "migrate", description = "Make the tables, or bring them up to date.")
    static final class Migrate implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Option(
                names = "--owner",
                paramLabel = "ROLE",
                description = "PostgreSQL: who makes the tables; the station's role gets the rights it needs")
        private String owner;

        @Option(
                names = "--owner-password-from",
                paramLabel = "PLACE",
                description = "file:PATH or credential:NAME with that role's password")
        private String passwordFrom;

        @Override
        public Integer call() throws StationException {
            var home = HomeOptions.of(spec);
            if (owner == null) {
                BooksAdmin.migrate(home.home());
            } else {
                BooksAdmin.migrate(home.home(), owner, passwordFrom);
            }
            spec.commandLine().getOut().println("the books are up to date");
            return 0;
        }
    }

    @Command(name = "check", description = "Look for what is missing or does not fit.")
    static final class Check implements Callable<Integer> {
        private static final int STATION_FAULTED = 3;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws StationException {
            var home = HomeOptions.of(spec);
            var report = BooksAdmin.check(home.home());
            var out = spec.commandLine().getOut();
            report.lines().forEach(out::println);
            out.println(report.good() ? "the books are in order" : "the books are NOT in order");
            return report.good() ? 0 : STATION_FAULTED;
        }
    }
}
