package dev.sealbench.ui.command;

import dev.sealbench.core.SecurityLogLine;
import dev.sealbench.core.Session;
import dev.sealbench.core.StationException;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `unit log`: what a connected unit noted in its own security log.
@Command(name = "log", description = "Show the security log of the connected unit, oldest first.")
final class UnitLogCommand extends SessionCommand {

    @Parameters(paramLabel = "SERIAL")
    private String serial;

    @Option(names = "--slot", paramLabel = "N", description = "where it is connected (default: look for it)")
    private Integer slot;

    @Override
    int work(Session session) throws StationException {
        var lines = session.units().securityLog(serial, Optional.ofNullable(slot));
        if (lines.isEmpty() && !home().json()) {
            return say("the unit has noted nothing");
        }
        return list(lines, UnitLogCommand::asMap, UnitLogCommand::text);
    }

    private static String text(SecurityLogLine line) {
        return "%6d  %s  %-11s  %s".formatted(line.sequence(), line.at(), line.writer(), line.text());
    }

    private static Map<String, Object> asMap(SecurityLogLine line) {
        return Json.map(
                "sequence", line.sequence(),
                "at", line.at().toString(),
                "writer", line.writer(),
                "text", line.text());
    }
}
