package dev.sealbench.core;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Looks at a home and its surroundings without opening the vault, and says what is wrong and how to mend it.
public final class Doctor {

    private static final long MIN_FREE_BYTES = 512L << 20;

    private Doctor() {}

    /// One thing that was looked at.
    ///
    /// @param what it is, in words
    /// @param mend what to do when it is not good; empty when it is
    public record Finding(boolean good, String what, String mend) {}

    /// Looks at everything.
    public static List<Finding> examine(StationHome home) {
        var findings = new ArrayList<Finding>();
        file(findings, home.vault(), "vault", "create or restore the vault");
        file(findings, home.vendorRoot(), "vendor root's public key", "copy it from the vendor's release of keys");
        file(findings, home.stationStatement(), "station statement", "have the vendor enrol this station");
        file(findings, home.deviceCa(), "device CA's certificate", "have the vendor certify the device CA");
        space(findings, home);
        config(findings, home);
        return List.copyOf(findings);
    }

    private static void file(List<Finding> findings, Path file, String what, String mend) {
        boolean there = Files.isReadable(file);
        findings.add(new Finding(there, there ? what : what + " is missing: " + file.getFileName(), there ? "" : mend));
    }

    private static void space(List<Finding> findings, StationHome home) {
        try {
            long free = Files.getFileStore(home.directory()).getUsableSpace();
            boolean enough = free >= MIN_FREE_BYTES;
            findings.add(new Finding(
                    enough, "free disk space %,d MiB".formatted(free >> 20), enough ? "" : "free at least 512 MiB"));
        } catch (IOException e) {
            findings.add(new Finding(false, "the home cannot be read: " + e.getMessage(), "check --home"));
        }
    }

    private static void config(List<Finding> findings, StationHome home) {
        try {
            var config = StationConfig.read(home.config());
            findings.add(new Finding(true, "configuration of station " + config.stationId(), ""));
            if (config.allowSimulator()) {
                findings.add(new Finding(true, "TPM simulators are trusted: demonstration only", ""));
            }
            config.slots().forEach((slot, address) -> slot(findings, Slots.ask(slot, address)));
        } catch (IOException | IllegalArgumentException e) {
            findings.add(new Finding(false, e.getMessage(), "mend station.json"));
        }
    }

    private static void slot(List<Finding> findings, SlotAnswer answer) {
        findings.add(new Finding(
                answer.answers(),
                "slot %d at %s: %s".formatted(answer.slot(), answer.address(), answer.sentence()),
                answer.answers() ? "" : "connect and power a charger, or take the slot out of station.json"));
    }
}
