package dev.sealbench.link;

/// Who answers on the link.
public enum Program {
    /// The boot ROM: the charger is blank, or nothing boots.
    BOOT_ROM,
    /// The customer's application.
    APPLICATION
}
