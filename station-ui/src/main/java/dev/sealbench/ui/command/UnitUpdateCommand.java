package dev.sealbench.ui.command;

import dev.sealbench.core.StationException;
import dev.sealbench.core.UpdateReport;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `unit update`: brings a finished unit to another release of its customer.
@Command(
        name = "update",
        description = "Bring a finished unit to another release of its customer. After a power cut, run it again.")
final class UnitUpdateCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "SERIAL")
    private String serial;

    @Option(
            names = "--release",
            required = true,
            paramLabel = "R",
            description = "version, or image digest (eight digits are enough)")
    private String release;

    @Option(names = "--slot", paramLabel = "N", description = "where it is connected (default: look for it)")
    private Integer slot;

    @Override
    public Integer call() throws StationException {
        var home = HomeOptions.of(spec);
        var out = spec.commandLine().getOut();
        try (var station = home.open();
                var session = home.signIn(station)) {
            var printer = new RunPrinter(out, serial);
            var report = session.units().update(serial, Optional.ofNullable(slot), release, printer);
            out.println(home.json() ? Json.text(asMap(report)) : sentence(report));
        }
        return 0;
    }

    private static String sentence(UpdateReport report) {
        var to = report.to();
        return report.burned()
                ? "UPDATED %s from %s to %s, image digest %s"
                        .formatted(
                                report.serial(),
                                report.from().isEmpty() ? "nothing that boots" : report.from(),
                                to.version(),
                                to.image())
                : "UPDATED %s runs %s already, image digest %s".formatted(report.serial(), to.version(), to.image());
    }

    private static LinkedHashMap<String, Object> asMap(UpdateReport report) {
        var map = new LinkedHashMap<String, Object>();
        map.put("serial", report.serial().text());
        map.put("from", report.from());
        map.put("to", report.to().version());
        map.put("image", report.to().image().hex());
        map.put("burned", report.burned());
        return map;
    }
}
