package dev.sealbench.ui.command;

import dev.sealbench.core.Doctor;
import dev.sealbench.core.HealthFinding;
import dev.sealbench.core.HealthFinding.Severity;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `doctor`: what is missing or wrong, and how to mend it. Needs no passphrase.
@Command(name = "doctor", description = "Say what is missing or wrong on this station, and how to mend it.")
final class DoctorCommand implements Callable<Integer> {

    private static final int STATION_FAULTED = 3;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var findings = Doctor.examine(HomeOptions.of(spec).home(), Clock.systemUTC());
        Json.list(
                spec,
                findings,
                DoctorCommand::asMap,
                finding -> "%-7s %s%s"
                        .formatted(
                                word(finding.severity()),
                                finding.what(),
                                finding.isGood() ? "" : "\n        mend: " + finding.mend()));
        boolean well = findings.stream().noneMatch(finding -> finding.severity() == Severity.WRONG);
        return well ? 0 : STATION_FAULTED;
    }

    private static String word(Severity severity) {
        return switch (severity) {
            case GOOD -> "ok";
            case WARNING -> "WARNING";
            case WRONG -> "WRONG";
        };
    }

    private static Map<String, Object> asMap(HealthFinding finding) {
        return Json.map(
                "severity", finding.severity().name(),
                "area", finding.area().name(),
                "what", finding.what(),
                "mend", finding.mend());
    }
}
