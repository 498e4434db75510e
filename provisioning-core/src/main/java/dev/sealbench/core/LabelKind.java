package dev.sealbench.core;

/// The labels of a unit. The names are stored: never rename one.
public enum LabelKind {
    /// Outside; no secret.
    PLATE,
    /// Inside the cover: access point and web login.
    ACCESS,
    /// The PUK only.
    RECOVERY
}
