package dev.sealbench.vault;

import java.util.Arrays;
import java.util.List;

/// The secrets that are drawn for one unit and sealed together.
///
/// The number stands in sealed records and, for the four credentials, in the charger's derivations (ORDER.md 3.3).
public enum SecretKind {
    /// Web log-in: 16 symbols, 73.4 bits.
    WEB_LOGIN(1, 16),
    /// Web PUK: 15 digits and a Damm check digit, 49.8 bits.
    WEB_PUK(2, 16),
    /// Access point's passphrase: 20 symbols in five groups with hyphens, which are part of it; 91.7 bits.
    ACCESS_POINT(3, 24),
    /// OCPP authorisation: 20 symbols, 116.1 bits.
    OCPP(4, 20),
    /// Authorisation of the TPM's owner hierarchy: 32 random octets, the last not zero.
    OWNER_AUTH(5, 32),
    /// Authorisation of the TPM's lockout: 32 random octets, the last not zero.
    LOCKOUT_AUTH(6, 32);

    private final int number;
    private final int sizeBytes;

    SecretKind(int number, int sizeBytes) {
        this.number = number;
        this.sizeBytes = sizeBytes;
    }

    /// 1 to 6.
    public int number() {
        return number;
    }

    /// Octets of the value as it is sealed: ASCII for the credentials, binary for the two authorisations.
    public int sizeBytes() {
        return sizeBytes;
    }

    /// Whether it is one of the four credentials that go into the charger's TPM (1 to 4).
    public boolean isCredential() {
        return number <= OCPP.number;
    }

    /// The four, in the order of their numbers.
    public static List<SecretKind> credentials() {
        return Arrays.stream(values()).filter(SecretKind::isCredential).toList();
    }
}
