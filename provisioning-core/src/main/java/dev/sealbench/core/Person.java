package dev.sealbench.core;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/// Somebody who may sign in. No secrets. Immutable.
///
/// @param id the pseudonym that events carry: `p-` and 16 hexadecimal digits, drawn at random
/// @param name what is typed to sign in: 1 to 32 of `a-z 0-9 . _ -`
/// @param displayName as people say it, 1 to 64 characters
/// @param roles at least one
/// @param disabled whether signing in is refused
/// @param hasSecret whether there is a secret; without one, only a badge signs in
/// @param hasBadge whether there is a badge
public record Person(
        String id,
        String name,
        String displayName,
        Set<Role> roles,
        boolean disabled,
        boolean hasSecret,
        boolean hasBadge) {

    /// @throws IllegalArgumentException when a text is out of bounds or there is no role
    public Person {
        if (!name.matches("[a-z0-9._-]{1,32}")) {
            throw new IllegalArgumentException("a name to sign in with has 1 to 32 of a-z 0-9 . _ -");
        }
        FieldBounds.requireText("display name", displayName, 64);
        if (roles.isEmpty()) {
            throw new IllegalArgumentException("a person has at least one role");
        }
        roles = Collections.unmodifiableSet(EnumSet.copyOf(roles));
    }

    /// Whether this person counts as one of two who confirm something together.
    public boolean confirms() {
        return confirms(roles);
    }

    /// The same of roles.
    static boolean confirms(Set<Role> roles) {
        return roles.contains(Role.LEAD) || roles.contains(Role.SECURITY_OFFICER);
    }

    /// A name as it was typed, brought to the form that names have; it may still be none.
    public static String normalised(String typed) {
        return typed.strip().toLowerCase(Locale.ROOT);
    }
}
