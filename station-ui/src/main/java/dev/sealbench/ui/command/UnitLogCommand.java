package dev.sealbench.ui.command;

import dev.sealbench.core.SecurityLogLine;
import dev.sealbench.core.StationException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `unit log`: what a connected unit noted in its own security log.
@Command(name = "log", description = "Show the security log of the connected unit, oldest first.")
final class UnitLogCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "SERIAL")
    private String serial;

    @Option(names = "--slot", paramLabel = "N", description = "where it is connected (default: look for it)")
    private Integer slot;

    @Override
    public Integer call() throws StationException {
        var home = HomeOptions.of(spec);
        var out = spec.commandLine().getOut();
        try (var station = home.open();
                var session = home.signIn(station)) {
            var lines = session.units().securityLog(serial, Optional.ofNullable(slot));
            if (home.json()) {
                out.println(Json.text(lines.stream().map(UnitLogCommand::asMap).toList()));
                return 0;
            }
            if (lines.isEmpty()) {
                out.println("the unit has noted nothing");
            }
            lines.forEach(
                    line -> out.printf("%6d  %s  %-11s  %s%n", line.sequence(), line.at(), line.writer(), line.text()));
        }
        return 0;
    }

    private static Map<String, Object> asMap(SecurityLogLine line) {
        var map = new LinkedHashMap<String, Object>();
        map.put("sequence", line.sequence());
        map.put("at", line.at().toString());
        map.put("writer", line.writer());
        map.put("text", line.text());
        return map;
    }
}
