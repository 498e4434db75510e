package dev.sealbench.core.internal.verify;

/// Compares a cell of units.csv with a text: cells were made harmless for spreadsheets.
final class PlainCell {

    private static final char REPLACED = '\ufffd';
    private static final char CUT = '\u2026';

    private PlainCell() {}

    /// Whether `cell` can have been made of a part of `text`. One that was cut or in which something was replaced
    /// can have been made of anything.
    static boolean isIn(String cell, String text) {
        boolean changed = cell.indexOf(REPLACED) >= 0 || cell.indexOf(CUT) >= 0;
        return changed || text.contains(cell) || cell.startsWith("'") && text.contains(cell.substring(1));
    }

    /// Whether `cell` can have been made of `text`: with an apostrophe in front, U+FFFD for any character, cut
    /// after 200.
    static boolean shows(String cell, String text) {
        var shown = cell.startsWith("'") && !text.startsWith("'") ? cell.substring(1) : cell;
        var left = shown.codePoints().toArray();
        var right = text.codePoints().toArray();
        boolean cut = left.length == 201 && left[200] == CUT && right.length > 200;
        int length = cut ? 200 : left.length;
        if (!cut && left.length != right.length) {
            return false;
        }
        for (int at = 0; at < length; at++) {
            if (left[at] != right[at] && left[at] != REPLACED) {
                return false;
            }
        }
        return true;
    }
}
