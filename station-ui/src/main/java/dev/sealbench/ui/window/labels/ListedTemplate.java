package dev.sealbench.ui.window.labels;

import dev.sealbench.core.LabelKind;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A version of a template as the list shows it. Immutable.
///
/// @param version from 1; 0 is the program's own
/// @param saved when; empty for the program's own
/// @param person who saved it, by name; empty for the program's own
/// @param inUse whether work orders that name none are labelled with it
/// @param orders open work orders that name it
public record ListedTemplate(
        LabelKind kind, int version, Optional<Instant> saved, String person, boolean inUse, List<String> orders) {

    /// Copies the list.
    public ListedTemplate {
        orders = List.copyOf(orders);
    }

    /// `plate-3`; `plate` for the program's own.
    public String id() {
        var name = kind.name().toLowerCase(Locale.ROOT);
        return version == 0 ? name : name + "-" + version;
    }
}
