package dev.sealbench.core.internal.label;

import dev.sealbench.core.LabelKind;
import dev.sealbench.core.SerialNumber;
import java.util.Optional;
import java.util.regex.Pattern;

/// Which label this is: unit, kind, number of the print. A small Data Matrix on the labels that hold secrets, so that
/// a scan tells an old print from the one that replaced it. Says nothing secret. No GS1 code: no till reads it.
///
/// Immutable.
///
/// @param copy from 1
public record IdentityCode(SerialNumber serial, LabelKind kind, int copy) {

    private static final Pattern FORM = Pattern.compile("([0-9A-Z]{16})-([AR])([1-9][0-9]{0,3})");

    /// What the code says: `CP42647100001239-A2` is the second print of an access label.
    public String text() {
        return "%s-%s%d".formatted(serial, kind == LabelKind.ACCESS ? "A" : "R", copy);
    }

    /// Reads such a code; nothing when it is none.
    public static Optional<IdentityCode> parse(String scanned) {
        var parts = FORM.matcher(scanned);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new IdentityCode(
                    SerialNumber.parse(parts.group(1)),
                    parts.group(2).equals("A") ? LabelKind.ACCESS : LabelKind.RECOVERY,
                    Integer.parseInt(parts.group(3))));
        } catch (IllegalArgumentException _) { // the check character is wrong
            return Optional.empty();
        }
    }
}
