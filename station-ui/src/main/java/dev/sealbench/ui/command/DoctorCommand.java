package dev.sealbench.ui.command;

import dev.sealbench.core.Doctor;
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
        var findings = Doctor.examine(home.home());
        var out = spec.commandLine().getOut();
        findings.forEach(finding -> out.printf(
                "%-5s %s%s%n",
                finding.good() ? "ok" : "WRONG",
                finding.what(),
                finding.good() ? "" : "\n      mend: " + finding.mend()));
        return findings.stream().allMatch(Doctor.Finding::good) ? 0 : STATION_FAULTED;
    }
}
