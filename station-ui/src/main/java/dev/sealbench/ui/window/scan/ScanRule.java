package dev.sealbench.ui.window.scan;

import dev.sealbench.core.MalformedSerial;
import dev.sealbench.core.SerialNumber;
import java.util.Arrays;
import java.util.Locale;

/// What may be scanned at a step: which characters, and how many at most. Everything else is refused before anyone
/// looks at its meaning.
public enum ScanRule {
    /// A serial number, bare or in a GS1 element string, or the number of a slot.
    SERIAL(128),
    /// A person's badge.
    BADGE(64),
    /// A label that was printed, whole: a `WIFI:` code, a web address, a PUK, or the plate's GS1 code.
    LABEL(512);

    private static final String SERIAL_CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-()";
    private static final int LEAST_OF_A_BADGE = 8;
    private static final int IDENTIFIER_LENGTH = 3;

    private final int mostCharacters;

    ScanRule(int mostCharacters) {
        this.mostCharacters = mostCharacters;
    }

    /// Reads a scan. Does not keep `scanned`.
    public ScanReading read(char[] scanned) {
        var refusal = refusal(scanned);
        if (refusal != null) {
            return new ScanReading.Refused(refusal);
        }
        return this == SERIAL ? serial(String.valueOf(scanned)) : new ScanReading.Code(scanned.clone());
    }

    private ScanRefusal refusal(char[] scanned) {
        if (scanned.length == 0 || this == BADGE && scanned.length < LEAST_OF_A_BADGE) {
            return ScanRefusal.EMPTY;
        }
        if (scanned.length > mostCharacters) {
            return ScanRefusal.TOO_LONG;
        }
        for (char character : scanned) {
            boolean separator = character == Gs1.SEPARATOR && this != BADGE;
            if (Character.isISOControl(character) && !separator) {
                return ScanRefusal.CONTROL_CHARACTER;
            }
            if (!separator && (character < ' ' || character > '~')) {
                return ScanRefusal.FOREIGN_CHARACTER;
            }
        }
        return null;
    }

    private static ScanReading serial(String scanned) {
        var text = scanned.strip().toUpperCase(Locale.ROOT);
        if (text.startsWith("]")) {
            return identified(text);
        }
        if (text.matches("[0-9]{1,2}")) {
            return new ScanReading.Slot(Integer.parseInt(text));
        }
        if (Gs1.looksLike(text)) {
            return gs1(text);
        }
        return bare(text);
    }

    /// With a symbology identifier (ISO/IEC 15424) in front, as scanners send it when they are set up to.
    private static ScanReading identified(String text) {
        if (text.length() < IDENTIFIER_LENGTH) {
            return new ScanReading.Refused(ScanRefusal.NOT_A_SERIAL);
        }
        var content = text.substring(IDENTIFIER_LENGTH);
        return switch (text.substring(0, IDENTIFIER_LENGTH)) {
            case "]D2", "]C1", "]Q3", "]E0" -> content.matches("[0-9]{13}") ? wrong() : gs1(content);
            case "]D1", "]Q1", "]C0", "]A0" -> bare(content);
            default -> wrong();
        };
    }

    private static ScanReading gs1(String content) {
        try {
            var serial = Gs1.read(content).get("21");
            return serial == null ? new ScanReading.Refused(ScanRefusal.GS1_WITHOUT_SERIAL) : bare(serial);
        } catch (IllegalArgumentException e) {
            return new ScanReading.Refused(ScanRefusal.GS1_BROKEN);
        }
    }

    private static ScanReading bare(String text) {
        if (text.matches("[0-9]{8}|[0-9]{12,14}")) {
            return wrong();
        }
        if (text.chars().anyMatch(character -> SERIAL_CHARACTERS.indexOf(character) < 0)) {
            return new ScanReading.Refused(ScanRefusal.FOREIGN_CHARACTER);
        }
        try {
            return new ScanReading.Serial(SerialNumber.parse(text));
        } catch (MalformedSerial e) {
            return new ScanReading.Refused(ScanRefusal.NOT_A_SERIAL);
        }
    }

    private static ScanReading wrong() {
        return new ScanReading.Refused(ScanRefusal.WRONG_SYMBOLOGY);
    }

    /// Overwrites a scan that may be a secret.
    public static void wipe(char[] scanned) {
        Arrays.fill(scanned, '\0');
    }
}
