package dev.sealbench.ui.window;

import dev.sealbench.core.LabelKind;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// Pictures of a finished unit's labels, secrets masked; those that could not be drawn are absent.
///
/// Immutable.
///
/// @param pictures by kind
/// @param missing why one is absent, a sentence for a person; empty when none is
record LabelPictures(Map<LabelKind, LabelPicture> pictures, Optional<String> missing) {

    /// Copies the map.
    LabelPictures {
        pictures = pictures.isEmpty() ? Map.of() : new EnumMap<>(pictures);
    }

    /// No pictures, for runs that made no labels or have not drawn them yet.
    static LabelPictures none() {
        return new LabelPictures(Map.of(), Optional.empty());
    }
}
