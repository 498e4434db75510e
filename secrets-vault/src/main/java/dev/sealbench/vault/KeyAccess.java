package dev.sealbench.vault;

import java.util.EnumSet;
import java.util.Set;

/// Why a secret is opened. Searching the code for `KeyAccess.FOR_` lists every place that opens one.
///
/// Each purpose opens only what it needs, whatever its caller asks for.
public enum KeyAccess {
    /// To print the access or the recovery label, and to check the print.
    FOR_LABEL(SecretKind.WEB_LOGIN, SecretKind.WEB_PUK, SecretKind.ACCESS_POINT),
    /// To set up the charger's TPM: the authorisations, and the PUK for its attempts index.
    FOR_CHARGER(SecretKind.WEB_PUK, SecretKind.OWNER_AUTH, SecretKind.LOCKOUT_AUTH),
    /// To hand the OCPP password over to the customer, encrypted.
    FOR_HAND_OVER(SecretKind.OCPP),
    /// To show a credential to two people who asked for it by name; the caller books it first.
    FOR_TWO_PERSONS(SecretKind.WEB_LOGIN, SecretKind.WEB_PUK, SecretKind.ACCESS_POINT, SecretKind.OCPP);

    private final Set<SecretKind> kinds;

    KeyAccess(SecretKind first, SecretKind... others) {
        this.kinds = EnumSet.of(first, others);
    }

    /// Whether this purpose opens secrets of that kind.
    public boolean opens(SecretKind kind) {
        return kinds.contains(kind);
    }
}
