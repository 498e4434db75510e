package dev.sealbench.vault;

/// What may be derived from a device secret and lent (ORDER.md 3.3).
public enum Derivation {
    /// authValue of the attestation key.
    AK("ak"),
    /// authValue of the device key that the charger uses for TLS.
    DEVICE_KEY("tls"),
    /// Authorisation of the endorsement hierarchy, which the ROM sets; the customer's, after hand-over.
    ENDORSEMENT("endorsement");

    private final String label;

    Derivation(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
