package dev.sealbench.ui.command;

import dev.sealbench.core.Session;
import dev.sealbench.core.StationException;
import dev.sealbench.core.UpdateReport;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `unit update`: brings a finished unit to another release of its customer.
@Command(
        name = "update",
        description = "Bring a finished unit to another release of its customer. After a power cut, run it again.")
final class UnitUpdateCommand extends SessionCommand {

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
    int work(Session session) throws StationException {
        var printer = new RunPrinter(out(), serial);
        var report = session.units().update(serial, Optional.ofNullable(slot), release, printer);
        out().println(home().json() ? Json.text(asMap(report)) : sentence(report));
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

    private static Map<String, Object> asMap(UpdateReport report) {
        return Json.map(
                "serial", report.serial().text(),
                "from", report.from(),
                "to", report.to().version(),
                "image", report.to().image().hex(),
                "burned", report.burned());
    }
}
