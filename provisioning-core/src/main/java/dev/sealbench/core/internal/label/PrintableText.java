package dev.sealbench.core.internal.label;

import java.text.Normalizer;

/// Decides whether a text from outside may stand on a label.
///
/// Refused are control, formatting, private and unassigned characters, separators other than a plain space,
/// marks that combine, writing that runs from right to left (we do not shape it) and all that the font
/// lacks. Nothing is dropped or replaced silently.
///
/// Stateless apart from the fonts; not safe to share between threads.
public final class PrintableText {

    private final FontCoverage fonts;

    /// Checks against the glyphs of `fonts`.
    public PrintableText(FontCoverage fonts) {
        this.fonts = fonts;
    }

    /// Returns `text` in Unicode NFC if every character can be printed in all faces.
    ///
    /// @param field what people call it, for the refusal
    /// @param text from outside, not trusted
    /// @param maxCharacters in Unicode code points after NFC
    /// @throws LabelRefused if it may not be printed; the text itself is not quoted
    public String check(String field, String text, int maxCharacters) throws LabelRefused {
        if (text.length() > 4L * maxCharacters) {
            throw new LabelRefused(field, "longer than %d characters".formatted(maxCharacters));
        }
        var normal = Normalizer.normalize(text, Normalizer.Form.NFC);
        if (normal.isBlank()) {
            throw new LabelRefused(field, "nothing to print");
        }
        if (normal.codePointCount(0, normal.length()) > maxCharacters) {
            throw new LabelRefused(field, "longer than %d characters".formatted(maxCharacters));
        }
        for (int at = 0; at < normal.length(); at += Character.charCount(normal.codePointAt(at))) {
            checkCharacter(field, normal.codePointAt(at));
        }
        return normal;
    }

    /// Refuses lent characters that are not printable ASCII; for secrets, so no character is named.
    static void checkAscii(String field, char[] lent, int minLength, int maxLength) throws LabelRefused {
        if (lent.length < minLength || lent.length > maxLength) {
            throw new LabelRefused(field, "needs %d to %d characters".formatted(minLength, maxLength));
        }
        for (char c : lent) {
            if (c < 0x20 || c > 0x7e) {
                throw new LabelRefused(field, "a character is not printable ASCII");
            }
        }
    }

    private void checkCharacter(String field, int codePoint) throws LabelRefused {
        if (codePoint != ' ' && !isOrdinary(codePoint)) {
            throw new LabelRefused(field, "U+%04X is not an ordinary character".formatted(codePoint));
        }
        if (!fonts.covers(codePoint)) {
            throw new LabelRefused(field, "the font has no U+%04X".formatted(codePoint));
        }
    }

    private static boolean isOrdinary(int codePoint) {
        return isOrdinaryType(Character.getType(codePoint)) && !isRightToLeft(Character.getDirectionality(codePoint));
    }

    private static boolean isOrdinaryType(int type) {
        return switch (type) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR,
                    Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.COMBINING_SPACING_MARK -> false;
            default -> true;
        };
    }

    private static boolean isRightToLeft(byte directionality) {
        return directionality == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                || directionality == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC
                || directionality == Character.DIRECTIONALITY_ARABIC_NUMBER;
    }
}
