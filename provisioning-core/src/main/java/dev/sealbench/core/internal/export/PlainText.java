package dev.sealbench.core.internal.export;

/// Makes text from outside harmless for tables and reports: nothing executes, hides, breaks lines or grows.
///
/// Stateless.
public final class PlainText {

    private static final int MAX_CHARACTERS = 200;
    private static final char REPLACEMENT = '\ufffd';
    private static final char ELLIPSIS = '\u2026';

    /// What spreadsheets take for the start of a formula; the wide forms are folded to these by some.
    private static final String FORMULA_STARTS = "=+-@|%\uff1d\uff0b\uff0d\uff20";

    private PlainText() {}

    /// The same text with a replacement character for each control, format, private, unassigned or
    /// separating one (a plain space stays), cut after 200 code points.
    public static String of(String text) {
        var plain = new StringBuilder();
        int count = 0;
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            if (count++ == MAX_CHARACTERS) {
                return plain.append(ELLIPSIS).toString();
            }
            int codePoint = text.codePointAt(at);
            plain.appendCodePoint(isHarmless(codePoint) ? codePoint : REPLACEMENT);
        }
        return plain.toString();
    }

    /// The same as {@link #of}, and with an apostrophe in front if a spreadsheet would calculate it.
    static String cell(String text) {
        var plain = of(text);
        var start = plain.stripLeading();
        return !start.isEmpty() && FORMULA_STARTS.indexOf(start.charAt(0)) >= 0 ? "'" + plain : plain;
    }

    private static boolean isHarmless(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
