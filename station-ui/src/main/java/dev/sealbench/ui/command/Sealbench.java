package dev.sealbench.ui.command;

import dev.sealbench.core.StationException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// The root of all commands; without one, the window opens.
@Command(
        name = "sealbench",
        description = "End-of-line provisioning of EV chargers.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            UiCommand.class,
            SetupCommand.class,
            DoctorCommand.class,
            SlotsCommand.class,
            PortsCommand.class,
            ProvisionCommand.class,
            UnitCommand.class,
            FirmwareCommand.class,
            CustomerCommand.class,
            VaultCommand.class,
            WorkOrderCommand.class,
            UserCommand.class,
            LabelCommand.class,
            QualityCommand.class,
            AuditCommand.class,
            DbCommand.class
        })
public final class Sealbench implements Callable<Integer> {

    private static final int USAGE = 2;
    private static final int STATION_FAULTED = 3;

    @Mixin
    private final HomeOptions options = new HomeOptions();

    @Option(names = "--help", usageHelp = true, scope = ScopeType.INHERIT, description = "say how it is used")
    private boolean help;

    private Sealbench() {}

    /// Runs one command.
    ///
    /// @return the process's exit code
    public static int run(String[] arguments) {
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        return new CommandLine(new Sealbench())
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(Sealbench::explain)
                .setParameterExceptionHandler(Sealbench::usage)
                .execute(arguments);
    }

    @Override
    public Integer call() throws StationException {
        return UiCommand.open(options);
    }

    HomeOptions options() {
        return options;
    }

    private static int usage(CommandLine.ParameterException failure, String[] arguments) {
        var command = failure.getCommandLine();
        command.getErr().println(failure.getMessage());
        command.usage(command.getErr());
        return USAGE;
    }

    private static int explain(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        if (failure instanceof StationException station) {
            command.getErr().println("REFUSED " + station.getMessage());
            return station.exitCode();
        }
        LoggerFactory.getLogger(Sealbench.class).error("the command broke off", failure);
        command.getErr().println("an error inside the station; the log has the details: " + failure.getMessage());
        return STATION_FAULTED;
    }
}
