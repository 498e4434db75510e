package dev.sealbench.core.internal.label;

import dev.sealbench.core.Gtin;
import dev.sealbench.core.SerialNumber;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;

/// A unit that does not exist, to try a template with. Its secrets are none; they are as long and as wide as real ones.
///
/// Immutable.
///
/// @param makerFacts the maker's own data
/// @param ratings the maker's own
/// @param policyAddress the maker's own
/// @param model a designation
public record TemplateSample(Maker makerFacts, List<Rating> ratings, String policyAddress, String model) {

    private static final SerialNumber SERIAL = new SerialNumber("CP42647100001239");
    private static final String SSID = "EVC-WWWWWW";

    /// Lays out as much of the template as can be; the caller closes it.
    ///
    /// @throws LabelRefused when the unit itself cannot have such a label
    TemplateDraft draft(LabelMaker maker, LabelTemplate template, int copy) throws LabelRefused {
        try (var fields = fields(template, copy)) {
            return maker.draft(template, fields);
        }
    }

    private LabelFields fields(LabelTemplate template, int copy) throws LabelRefused {
        return switch (template.kind()) {
            case PLATE -> LabelFields.plate(plate(), copy, template.language());
            case ACCESS ->
                LabelFields.access(
                        new AccessFacts(makerFacts.name(), model, SERIAL, SSID, "https://192.168.4.1", "owner"),
                        "83HL-PLPV-FNMX-CV7D-DCWW".toCharArray(),
                        "LV63R5CTN4C4MNW5".toCharArray(),
                        copy,
                        template.language());
            case RECOVERY ->
                LabelFields.recovery(
                        new RecoveryFacts(makerFacts.name(), model, SERIAL),
                        "6691880780220228".toCharArray(),
                        copy,
                        template.language());
        };
    }

    private PlateFacts plate() {
        return new PlateFacts(
                makerFacts,
                new PlateFacts.Product(model, "EV charging station", ratings),
                SERIAL,
                new Gtin("08712345678906"),
                LocalDate.of(2026, 11, 23),
                YearMonth.of(2031, 11),
                policyAddress);
    }
}
