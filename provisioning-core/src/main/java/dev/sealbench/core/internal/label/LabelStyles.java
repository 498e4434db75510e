package dev.sealbench.core.internal.label;

import static dev.sealbench.core.internal.label.TextStyle.Align.LEFT;

/// The few text styles that all labels share, so that they look like one family.
final class LabelStyles {

    /// Name of the maker.
    static final TextStyle BRAND = new TextStyle(Typeface.SANS_BOLD, 14, LEFT);

    /// What this label is for.
    static final TextStyle TITLE = new TextStyle(Typeface.SANS_BOLD, 12, LEFT);

    /// A value that people look for.
    static final TextStyle VALUE = new TextStyle(Typeface.SANS_BOLD, 9, LEFT);

    /// A value in a table.
    static final TextStyle PLAIN_VALUE = new TextStyle(Typeface.SANS, 8, LEFT);

    /// A serial or an address.
    static final TextStyle MONO_VALUE = new TextStyle(Typeface.MONO_BOLD, 9, LEFT);

    /// A secret that is typed: capitals 2.5 mm high.
    static final TextStyle SECRET = new TextStyle(Typeface.MONO_BOLD, 11.5, LEFT);

    /// Says what the value below it is.
    static final TextStyle CAPTION = new TextStyle(Typeface.SANS, 6.5, LEFT);

    /// Advice and small print.
    static final TextStyle SMALL = new TextStyle(Typeface.SANS, 6.5, LEFT);

    /// Small print that must not be missed.
    static final TextStyle SMALL_BOLD = new TextStyle(Typeface.SANS_BOLD, 6.5, LEFT);

    private LabelStyles() {}
}
