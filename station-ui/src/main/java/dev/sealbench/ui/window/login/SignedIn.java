package dev.sealbench.ui.window.login;

import dev.sealbench.core.Role;
import java.util.Set;

/// Who works here now. Immutable.
///
/// @param name as people say it
/// @param roles what this sign-in may do: a badge alone may give fewer than the person has
public record SignedIn(String name, Set<Role> roles) {

    /// Copies the set.
    public SignedIn {
        roles = Set.copyOf(roles);
    }
}
