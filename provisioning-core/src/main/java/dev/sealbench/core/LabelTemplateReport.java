package dev.sealbench.core;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A label template as it would be printed, and all that keeps it from being used. Immutable.
///
/// @param findings empty when it may be used: every code was read back then
/// @param picture PNG with the values of a unit that does not exist, as a reprint; without the items that cannot be
///     drawn, empty when nothing can
/// @param places where the items stand, by number; those that cannot be drawn are absent
public record LabelTemplateReport(
        List<LabelTemplateFinding> findings, Optional<Octets> picture, Map<Integer, Place> places) {

    /// A rectangle, in millimetres from the upper left corner.
    public record Place(double xMm, double yMm, double widthMm, double heightMm) {}

    /// Copies list and map.
    public LabelTemplateReport {
        findings = List.copyOf(findings);
        places = Map.copyOf(places);
    }

    /// Whether it may be saved.
    public boolean isGood() {
        return findings.isEmpty();
    }
}
