package dev.sealbench.core.internal.label;

import java.util.Objects;

/// One thing on a label, with the box that it may not leave.
public sealed interface LabelElement {

    /// The room that this element has; no other element may reach into what it uses of it.
    LabelBox box();

    /// One line of text; it neither wraps nor shrinks.
    ///
    /// @param box at least one line high and as wide as the text
    /// @param style face, size and alignment
    /// @param content what it says
    record Text(LabelBox box, TextStyle style, LabelContent content) implements LabelElement {
        /// Refuses a box that is lower than its line.
        ///
        /// @throws IllegalArgumentException for a mistake in a layout of ours
        public Text {
            Objects.requireNonNull(content);
            if (box.heightMm() + 0.01 < style.lineHeightMm()) {
                throw new IllegalArgumentException(
                        "a line of %s points needs %.2f mm".formatted(style.sizePt(), style.lineHeightMm()));
            }
        }
    }

    /// A two-dimensional code, drawn as large as its box allows, quiet zone included.
    ///
    /// @param box should be square
    /// @param symbology which kind of code
    /// @param content for {@link Symbology#GS1_DATA_MATRIX} with its application identifiers in brackets
    record Code(LabelBox box, Symbology symbology, LabelContent content) implements LabelElement {
        /// Refuses null.
        public Code {
            Objects.requireNonNull(box);
            Objects.requireNonNull(symbology);
            Objects.requireNonNull(content);
        }
    }

    /// A black bar: the box itself, filled or dashed along its longer side.
    ///
    /// @param box its shorter side is the thickness
    /// @param dashed whether it marks where to tear
    record Line(LabelBox box, boolean dashed) implements LabelElement {
        /// Refuses null.
        public Line {
            Objects.requireNonNull(box);
        }
    }

    /// A picture in black and white, stretched over its box.
    ///
    /// @param box all of it
    /// @param logo the dots
    record Picture(LabelBox box, Logo logo) implements LabelElement {
        /// Refuses null.
        public Picture {
            Objects.requireNonNull(box);
            Objects.requireNonNull(logo);
        }
    }
}
