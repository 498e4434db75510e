package dev.sealbench.core;

import java.util.List;

/// Why a label template cannot be used. Immutable.
///
/// @param problem what it is
/// @param items numbers of the items that it is about, from 0, the one to change first; empty for the label as a whole
/// @param about the field, caption, code or number that it is about; may be empty
/// @param text one clause in English
public record LabelTemplateFinding(Problem problem, List<Integer> items, String about, String text) {

    /// What can be wrong with a template.
    public enum Problem {
        /// It cannot be read as a template.
        NO_TEMPLATE,
        /// A field that has to stand on this label does not.
        FIELD_MISSING,
        /// There is no such field for this label.
        FIELD_UNKNOWN,
        /// The ratings are missing on a plate, or stand on another label.
        RATINGS,
        /// A text that says nothing, or lacks a part.
        TEXT_EMPTY,
        /// A brace that belongs to no field and no caption.
        BRACES,
        CAPTION_UNKNOWN,
        /// A secret of another label.
        SECRET_FOREIGN,
        /// A secret smaller than people can type it from.
        SECRET_SMALL,
        /// A secret beside other words.
        SECRET_NOT_ALONE,
        CODE_MISSING,
        CODE_TWICE,
        /// A code of another label.
        CODE_FOREIGN,
        /// A logo is placed, and there is none.
        LOGO_MISSING,
        /// A size that is none.
        SIZE,
        /// Wider than its place; `about` says what.
        TOO_WIDE,
        /// A character that cannot be printed; `about` says in which field.
        NOT_PRINTABLE,
        /// In the margin that printers may miss.
        CUT_OFF,
        /// On top of another item.
        OVERLAP,
        /// A code whose modules are too small; `about` says for how many dots per inch.
        CODE_SMALL,
        /// A code that does not read back.
        CODE_UNREADABLE,
        /// An item of which nothing is seen.
        NO_INK,
        /// Ink where none belongs.
        STRAY_INK
    }

    /// Copies the list.
    public LabelTemplateFinding {
        items = List.copyOf(items);
    }

    /// The same about these items.
    public LabelTemplateFinding of(List<Integer> other) {
        return new LabelTemplateFinding(problem, other, about, text);
    }
}
