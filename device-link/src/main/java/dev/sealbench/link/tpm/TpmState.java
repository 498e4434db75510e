package dev.sealbench.link.tpm;

import java.util.List;

/// What a TPM reports of itself.
///
/// @param authenticated true when it was read inside the EK-salted session, so that no relay can have changed it
/// @param manufacturer TPM_PT_MANUFACTURER, four characters, "IFX " or "IBM "; blanks kept
/// @param vendor the four vendor strings joined, zeros dropped
/// @param firmwareVersion TPM_PT_FIRMWARE_VERSION_1 in the upper half, _2 in the lower
/// @param permanentFlags TPMA_PERMANENT
/// @param lockoutCounter failed authorisations that count towards the dictionary-attack lockout
/// @param persistentSlotsAvailable how many more objects can be made persistent, by the TPM's estimate
/// @param persistentHandles objects present
/// @param nvIndices indices present
public record TpmState(
        boolean authenticated,
        String manufacturer,
        String vendor,
        long firmwareVersion,
        int permanentFlags,
        int lockoutCounter,
        int persistentSlotsAvailable,
        List<Integer> persistentHandles,
        List<Integer> nvIndices) {

    // TPMA_PERMANENT, TPM 2.0 part 2, 8.6
    private static final int OWNER_AUTH_SET = 1;
    private static final int ENDORSEMENT_AUTH_SET = 1 << 1;
    private static final int LOCKOUT_AUTH_SET = 1 << 2;
    private static final int DISABLE_CLEAR = 1 << 8;
    private static final int IN_LOCKOUT = 1 << 9;

    /// What provisioning leaves behind: owner and lockout auth set, Clear disabled; the endorsement auth is the ROM's
    /// to set.
    static final int CLOSED_FLAGS = OWNER_AUTH_SET | LOCKOUT_AUTH_SET | DISABLE_CLEAR;

    static final int CHECKED_FLAGS = CLOSED_FLAGS | ENDORSEMENT_AUTH_SET | IN_LOCKOUT;

    /// The owner hierarchy has an auth.
    public boolean ownerAuthSet() {
        return (permanentFlags & OWNER_AUTH_SET) != 0;
    }

    /// The endorsement hierarchy has an auth.
    public boolean endorsementAuthSet() {
        return (permanentFlags & ENDORSEMENT_AUTH_SET) != 0;
    }

    /// The lockout has an auth.
    public boolean lockoutAuthSet() {
        return (permanentFlags & LOCKOUT_AUTH_SET) != 0;
    }

    /// TPM2_Clear by lockout is disabled.
    public boolean clearDisabled() {
        return (permanentFlags & DISABLE_CLEAR) != 0;
    }

    /// The TPM refuses authorisations for a while.
    public boolean inLockout() {
        return (permanentFlags & IN_LOCKOUT) != 0;
    }

    /// None of the objects, indices and auths of ORDER.md 4 that a station makes is there yet.
    public boolean virgin() {
        boolean ours =
                persistentHandles.stream().anyMatch(TpmState::isOurs) || nvIndices.contains(TpmHandles.PUK_INDEX);
        return !ours && (permanentFlags & CHECKED_FLAGS) == 0;
    }

    private static boolean isOurs(int handle) {
        return handle == TpmHandles.SRK
                || handle == TpmHandles.AK
                || handle >= TpmHandles.FIRST_CREDENTIAL && handle < TpmHandles.FIRST_CREDENTIAL + 4;
    }
}
