package dev.sealbench.core.internal.label;

import dev.sealbench.core.Gtin;
import dev.sealbench.core.LabelKind;
import dev.sealbench.core.SerialNumber;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;

/// Values that the label tests share. The secrets are the known answers of the credential generator.
final class LabelSamples {

    static final LabelTemplate PLATE = LabelTemplate.standard(LabelKind.PLATE);
    static final LabelTemplate ACCESS = LabelTemplate.standard(LabelKind.ACCESS);
    static final LabelTemplate RECOVERY = LabelTemplate.standard(LabelKind.RECOVERY);

    static final SerialNumber SERIAL = new SerialNumber("CP42647100001239");
    static final String SSID = "EVC-HLXRTF";
    static final String PASSPHRASE = "83HL-PLPV-FNMX-CV7D-DCWW";
    static final String PASSWORD = "LV63R5CTN4C4MNW5";
    static final String PUK = "6691880780220228";

    private LabelSamples() {}

    static PlateFacts plate() {
        return plate("Wallbox One 22");
    }

    static PlateFacts plate(String model) {
        return new PlateFacts(
                new Maker(
                        "Voltgoed",
                        List.of("Voltgoed B.V., Kanaalstraat 12, 3531 CJ Utrecht, NL", "www.voltgoed.example")),
                new PlateFacts.Product(model, "EV charging station", ratings()),
                SERIAL,
                new Gtin("08712345678906"),
                LocalDate.of(2026, 11, 23),
                YearMonth.of(2031, 11),
                "www.voltgoed.example/security");
    }

    static AccessFacts access() {
        return new AccessFacts("Voltgoed", "Wallbox One 22", SERIAL, SSID, "https://evc-hlxrtf.local", "admin");
    }

    static RecoveryFacts recovery() {
        return new RecoveryFacts("Voltgoed", "Wallbox One 22", SERIAL);
    }

    private static List<Rating> ratings() {
        return List.of(
                new Rating("Input", "230/400 V~  3N+PE  50 Hz"),
                new Rating("Output", "22 kW max.  6 \u2013 32 A  Mode 3"),
                new Rating("Connector", "Type 2 (EN 62196-2)"),
                new Rating("Standby", "< 4 W"),
                new Rating("Temperature", "-30 \u2026 +50 \u00b0C"),
                new Rating("Protection", "IP54  IK10  Class I"),
                new Rating("Standard", "EN IEC 61851-1"));
    }
}
