package dev.sealbench.ui.window.login;

import dev.sealbench.core.Role;
import java.util.Set;

/// Who works here now. Immutable.
///
/// @param name as people say it
/// @param roles what this sign-in may do: a badge alone may give fewer than the person has
/// @param hasSecret whether the person has a secret, which can be changed then
public record SignedIn(String name, Set<Role> roles, boolean hasSecret) {

    /// Copies the set.
    public SignedIn {
        roles = Set.copyOf(roles);
    }
}
