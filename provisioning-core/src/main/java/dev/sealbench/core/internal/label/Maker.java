package dev.sealbench.core.internal.label;

import java.util.List;

/// Who stands behind the product (CRA Art. 13(16): name and contact on the product).
///
/// Immutable.
///
/// @param name as registered
/// @param contact 1 to 3 lines: postal address, web or mail address
public record Maker(String name, List<String> contact) {

    /// Copies the list.
    public Maker {
        contact = List.copyOf(contact);
    }
}
