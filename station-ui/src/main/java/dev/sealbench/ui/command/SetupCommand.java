package dev.sealbench.ui.command;

import dev.sealbench.core.DemoSetup;
import dev.sealbench.core.StationException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `setup demo`: everything for a demonstration in one folder.
@Command(name = "setup", description = "Set up a station.", subcommands = SetupCommand.Demo.class)
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

        @Override
        public Integer call() throws StationException {
            DemoSetup.create(state, application, rom, slots, units);
            spec.commandLine()
                    .getOut()
                    .println("demonstration set up in " + state.toAbsolutePath().normalize());
            return 0;
        }
    }
}
