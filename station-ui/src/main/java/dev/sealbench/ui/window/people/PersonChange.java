package dev.sealbench.ui.window.people;

import dev.sealbench.core.Role;
import dev.sealbench.ui.window.scan.ScanRule;
import java.util.Optional;
import java.util.Set;

/// One change that a lead asks for. Immutable but for the secrets, whose owner calls [#wipe].
public sealed interface PersonChange {

    /// Whom it is about: the name to sign in with.
    String name();

    /// @param secret the first one; empty for a person who only gets a badge
    record Add(String name, String displayName, Set<Role> roles, Optional<char[]> secret) implements PersonChange {}

    record SetRoles(String name, Set<Role> roles) implements PersonChange {}

    record SetSecret(String name, char[] secret) implements PersonChange {}

    record SetBadge(String name, char[] badge) implements PersonChange {}

    record RemoveBadge(String name) implements PersonChange {}

    record Disable(String name, String reason) implements PersonChange {}

    record Forget(String name) implements PersonChange {}

    /// Overwrites the secret in it, if there is one.
    default void wipe() {
        switch (this) {
            case Add(var _, var _, var _, var secret) -> secret.ifPresent(ScanRule::wipe);
            case SetSecret(var _, var secret) -> ScanRule.wipe(secret);
            case SetBadge(var _, var badge) -> ScanRule.wipe(badge);
            case SetRoles _, RemoveBadge _, Disable _, Forget _ -> {}
        }
    }
}
