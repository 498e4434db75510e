package dev.sealbench.link;

/// Who answers on the link.
public enum Program {
    /// The boot ROM: the charger is blank, or nothing boots.
    BOOT_ROM("boot ROM"),
    /// The customer's application.
    APPLICATION("application");

    private final String text;

    Program(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
