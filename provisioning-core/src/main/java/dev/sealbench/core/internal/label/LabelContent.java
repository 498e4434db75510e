package dev.sealbench.core.internal.label;

import java.util.Objects;

/// What a text or a code of a label says.
public sealed interface LabelContent {

    /// Something that anybody may read.
    ///
    /// @param text already checked by {@link PrintableText}
    record Plain(String text) implements LabelContent {
        /// Refuses null.
        public Plain {
            Objects.requireNonNull(text);
        }
    }

    /// Something that only the holder of the printed label may read.
    ///
    /// @param text owned by the layout
    record Hidden(SecretText text) implements LabelContent {
        /// Refuses null.
        public Hidden {
            Objects.requireNonNull(text);
        }
    }
}
