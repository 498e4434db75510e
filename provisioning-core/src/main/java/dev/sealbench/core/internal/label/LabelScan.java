package dev.sealbench.core.internal.label;

import dev.sealbench.core.LabelPrint;
import dev.sealbench.core.MalformedSerial;
import dev.sealbench.core.ScanBack;
import dev.sealbench.core.ScanBack.Complaint;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.internal.label.LabelContent.Hidden;
import dev.sealbench.core.internal.label.LabelContent.Plain;
import dev.sealbench.core.internal.label.LabelElement.Code;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;

/// Holds what somebody scanned against the code that stands on a label. Time does not tell how much of a secret was
/// right, and no sentence repeats what was scanned: at most it names another unit of ours.
///
/// Stateless.
public final class LabelScan {

    private static final int MAX_CHARACTERS = 300;
    private static final int IDENTIFIER_LENGTH = 3;
    private static final char GROUP_SEPARATOR = 0x1d;

    private LabelScan() {}

    /// What is wrong with a scan; nothing when it is the code.
    ///
    /// @param scanned lent; as the scanner typed it, hostile until checked
    /// @param code the one that was asked for
    /// @param layout the label that it stands on
    /// @param print which print of which label that is
    public static Optional<Complaint> complaint(char[] scanned, Code code, LabelLayout layout, LabelPrint print) {
        if (scanned.length > MAX_CHARACTERS) {
            return Optional.of(new Complaint.TooLong());
        }
        int end = end(scanned);
        if (!isPrintable(scanned, end)) {
            return Optional.of(new Complaint.ForeignCharacters());
        }
        var octets = octets(scanned, end);
        try {
            return sameAs(code, octets)
                    ? Optional.empty()
                    : Optional.of(isOther(layout, octets) ? new Complaint.OtherCode() : stranger(octets, print));
        } finally {
            Arrays.fill(octets, (byte) 0);
        }
    }

    /// How people tell the code from the label's others.
    public static ScanBack.Code name(Code code) {
        return switch (code.symbology()) {
            case GS1_DATA_MATRIX -> ScanBack.Code.PLATE;
            case DATA_MATRIX -> ScanBack.Code.IDENTITY;
            case QR -> ScanBack.Code.WIFI;
        };
    }

    private static boolean isOther(LabelLayout layout, byte[] octets) {
        return layout.codes().stream().anyMatch(other -> sameAs(other, octets));
    }

    private static boolean sameAs(Code code, byte[] octets) {
        var identifier = switch (code.symbology()) {
            case GS1_DATA_MATRIX -> "]d2";
            case DATA_MATRIX -> "]d1";
            case QR -> "]Q1";
        };
        int from = startsWith(octets, identifier) ? identifier.length() : 0;
        if (code.symbology() == Symbology.GS1_DATA_MATRIX && from < octets.length && octets[from] == GROUP_SEPARATOR) {
            from++; // FNC1 in first position, as some scanners send it
        }
        var content = Arrays.copyOfRange(octets, from, octets.length);
        try {
            return switch (code.content()) {
                case Plain(var plain) ->
                    MessageDigest.isEqual(ascii(code.symbology().scanned(plain)), content);
                case Hidden(var secret) ->
                    secret.reveal(lent -> {
                        var expected = octets(lent, lent.length);
                        try {
                            return MessageDigest.isEqual(expected, content);
                        } finally {
                            Arrays.fill(expected, (byte) 0);
                        }
                    });
            };
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    /// Whose code it is, as far as it says so itself.
    private static Complaint stranger(byte[] octets, LabelPrint print) {
        // a secret, perhaps: nothing becomes a String that could not stand in a code without one
        if (!hasNoSecret(octets)) {
            int from = octets.length > IDENTIFIER_LENGTH && octets[0] == ']' ? IDENTIFIER_LENGTH : 0;
            boolean wifi = startsWith(Arrays.copyOfRange(octets, from, Math.min(octets.length, from + 5)), "WIFI:");
            return wifi ? new Complaint.ForeignWifi() : new Complaint.Unknown();
        }
        var text = new String(octets, StandardCharsets.US_ASCII).replaceFirst("^]d[12]", "");
        var identity = IdentityCode.parse(text);
        if (identity.isPresent()) {
            return stranger(identity.get(), print);
        }
        return plateOf(text)
                .<Complaint>map(serial -> serial.equals(print.serial())
                        ? new Complaint.PlateOfUnit(print.kind())
                        : new Complaint.PlateOfOther(serial))
                .orElseGet(Complaint.Unknown::new);
    }

    /// Plates and identity codes have capital letters, digits, hyphens and separators, and are short.
    private static boolean hasNoSecret(byte[] octets) {
        int from = startsWith(octets, "]d1") || startsWith(octets, "]d2") ? IDENTIFIER_LENGTH : 0;
        for (int i = from; i < octets.length; i++) {
            boolean known = octets[i] >= '0' && octets[i] <= '9' || octets[i] >= 'A' && octets[i] <= 'Z';
            if (!known && octets[i] != '-' && octets[i] != GROUP_SEPARATOR) {
                return false;
            }
        }
        return octets.length <= 64;
    }

    private static Complaint stranger(IdentityCode identity, LabelPrint print) {
        if (!identity.serial().equals(print.serial())) {
            return new Complaint.LabelOfOther(identity.serial());
        }
        if (identity.kind() != print.kind()) {
            return new Complaint.OtherLabel(identity.kind(), print.kind());
        }
        return new Complaint.VoidPrint(identity.copy(), print.copy());
    }

    private static Optional<SerialNumber> plateOf(String text) {
        int at = text.lastIndexOf("21", Math.max(0, text.length() - SerialNumber.LENGTH - 1));
        if (at < 0
                || text.length() - at - 2 != SerialNumber.LENGTH
                || !text.replace("\u001d", "").startsWith("01")) {
            return Optional.empty();
        }
        try {
            return Optional.of(SerialNumber.parse(text.substring(at + 2)));
        } catch (MalformedSerial _) {
            return Optional.empty();
        }
    }

    /// Scanners end with what they were told to: a line end or a tab.
    private static int end(char[] scanned) {
        int end = scanned.length;
        while (end > 0 && (scanned[end - 1] == '\r' || scanned[end - 1] == '\n' || scanned[end - 1] == '\t')) {
            end--;
        }
        return end;
    }

    private static boolean isPrintable(char[] scanned, int end) {
        for (int i = 0; i < end; i++) {
            if (scanned[i] != GROUP_SEPARATOR && (scanned[i] < 0x20 || scanned[i] > 0x7e)) {
                return false;
            }
        }
        return true;
    }

    private static byte[] octets(char[] ascii, int end) {
        var octets = new byte[end];
        for (int i = 0; i < end; i++) {
            octets[i] = (byte) ascii[i];
        }
        return octets;
    }

    private static boolean startsWith(byte[] octets, String ascii) {
        return octets.length >= ascii.length()
                && Arrays.equals(octets, 0, ascii.length(), ascii(ascii), 0, ascii.length());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
