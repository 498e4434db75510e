package dev.sealbench.ui.window.health;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// The findings as plain text in English, for whoever is asked for help. Holds what the page shows: no secrets.
/// Needs no toolkit; immutable.
record HealthReport(String stationId, Instant at, List<Finding> findings) {

    HealthReport {
        findings = List.copyOf(findings);
    }

    String text() {
        var text = new StringBuilder("Sealbench, health of station %s, %s%n"
                .formatted(oneLine(stationId), at.truncatedTo(ChronoUnit.SECONDS)));
        for (var finding : findings) {
            text.append("%-8s %-14s %s%n".formatted(finding.severity(), finding.area(), oneLine(finding.what())));
            if (!finding.mend().isEmpty()) {
                text.append("%-23s mend: %s%n".formatted("", oneLine(finding.mend())));
            }
        }
        return text.toString();
    }

    /// What came from a device or a file cannot add lines of its own.
    private static String oneLine(String words) {
        return words.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    }
}
