package dev.sealbench.ui.command;

import dev.sealbench.core.Doctor;
import dev.sealbench.core.HealthFinding;
import dev.sealbench.core.HealthFinding.Severity;
import java.time.Clock;
import java.util.LinkedHashMap;
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
        var home = HomeOptions.of(spec);
        var findings = Doctor.examine(home.home(), Clock.systemUTC());
        var out = spec.commandLine().getOut();
        if (home.json()) {
            out.println(Json.text(findings.stream().map(DoctorCommand::asMap).toList()));
        } else {
            findings.forEach(finding -> out.printf(
                    "%-7s %s%s%n",
                    word(finding.severity()),
                    finding.what(),
                    finding.isGood() ? "" : "\n        mend: " + finding.mend()));
        }
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
        var map = new LinkedHashMap<String, Object>();
        map.put("severity", finding.severity().name());
        map.put("area", finding.area().name());
        map.put("what", finding.what());
        map.put("mend", finding.mend());
        return map;
    }
}
