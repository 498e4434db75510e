package dev.sealbench.core;

/// What a person does with the station (docs/people.md). The names are stored: never rename one.
public enum Role {
    /// Provisions units, scans labels, releases.
    OPERATOR,
    /// Reprints labels.
    QA,
    /// Exports.
    AUDITOR,
    /// Opens work orders, decides about units, looks after people.
    LEAD,
    /// Looks after the vault and the customers' keys.
    SECURITY_OFFICER
}
