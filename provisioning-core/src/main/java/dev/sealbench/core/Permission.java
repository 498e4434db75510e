package dev.sealbench.core;

import static dev.sealbench.core.Role.AUDITOR;
import static dev.sealbench.core.Role.LEAD;
import static dev.sealbench.core.Role.OPERATOR;
import static dev.sealbench.core.Role.QA;
import static dev.sealbench.core.Role.SECURITY_OFFICER;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/// What a session may be asked for, and whose roles allow it; docs/people.md has the same table.
public enum Permission {
    /// Take a unit through the station.
    PROVISION(OPERATOR, LEAD),
    /// Release a labelled unit after its label was scanned.
    RELEASE_UNIT(OPERATOR, LEAD),
    /// Revert the trial of the unit on a slot.
    REVERT_UNIT(OPERATOR, LEAD),
    /// Bring a finished unit to another firmware release.
    UPDATE_UNIT(OPERATOR, LEAD),
    /// Read the security log of a connected unit.
    READ_UNIT_LOG(OPERATOR, LEAD),
    /// Look at units, work orders, releases, customers, and at whom a pseudonym means.
    LOOK(OPERATOR, QA, AUDITOR, LEAD, SECURITY_OFFICER),
    /// Look at a label, secrets masked.
    PREVIEW_LABEL(OPERATOR, QA, LEAD),
    /// Print a label again.
    REPRINT_LABEL(QA),
    /// Set a unit aside, lift that, or end the unit.
    DECIDE_ABOUT_UNIT(LEAD),
    /// Open and close work orders.
    WORK_ORDERS(LEAD),
    /// Import and block firmware releases.
    RELEASES(LEAD),
    /// Make label templates and say which work order uses which.
    LABEL_TEMPLATES(LEAD),
    /// See the figures of the line.
    QUALITY(QA, AUDITOR, LEAD),
    /// Export for auditors.
    EXPORT(AUDITOR, LEAD),
    /// Add people, change their roles, secrets and badges, disable them.
    PEOPLE(LEAD),
    /// Change the station's settings.
    SETTINGS(LEAD),
    /// Bring in a customer's statement, and with it the customer's keys. A second person confirms.
    CUSTOMER_KEYS(SECURITY_OFFICER),
    /// Destroy credentials whose time has come. A second person confirms.
    DESTROY_CREDENTIALS(SECURITY_OFFICER),
    /// Write a backup of the vault. A second person confirms.
    BACK_UP_VAULT(SECURITY_OFFICER),
    /// Change one's own secret.
    OWN_SECRET(OPERATOR, QA, AUDITOR, LEAD, SECURITY_OFFICER);

    private final Set<Role> roles;

    Permission(Role first, Role... others) {
        this.roles = EnumSet.of(first, others);
    }

    /// Whether one of `held` is enough.
    public boolean isGivenBy(Set<Role> held) {
        return roles.stream().anyMatch(held::contains);
    }

    /// Whose work it is, as a refusal names them: `LEAD or QA`.
    String whose() {
        return Arrays.stream(Role.values())
                .filter(roles::contains)
                .map(Role::name)
                .collect(Collectors.joining(" or "));
    }
}
