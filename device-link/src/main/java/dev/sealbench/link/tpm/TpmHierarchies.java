package dev.sealbench.link.tpm;

import dev.sealbench.link.LinkException;
import java.util.List;
import tss.tpm.TPM_HANDLE;

/// Takes the hierarchies of a provisioned TPM out of everybody's hands (security.md 5, end state).
final class TpmHierarchies {

    private static final int MAX_TRIES = 32;
    private static final int RECOVERY_SECONDS = 7_200;
    private static final int LOCKOUT_RECOVERY_SECONDS = 86_400;
    private static final byte DISABLE = 1;

    /// As [TpmIdentity#dictionaryAttack] reads them back.
    static final List<Integer> DICTIONARY_ATTACK = List.of(MAX_TRIES, RECOVERY_SECONDS, LOCKOUT_RECOVERY_SECONDS);

    private final SessionTpm tpm;
    private final TpmSessions sessions;

    TpmHierarchies(SessionTpm tpm, TpmSessions sessions) {
        this.tpm = tpm;
        this.sessions = sessions;
    }

    /// What the lockout authorises goes first, while its auth is empty; the owner's auth goes last, because
    /// the owner
    /// authorises all else.
    void close(byte[] lentOwnerAuth, byte[] lentLockoutAuth) throws LinkException, TpmFault {
        var lockout = AuthValues.permanent(TpmHandles.LOCKOUT);
        TpmCommands.run(() -> tpm.in(sessions.first())
                .DictionaryAttackParameters(lockout, MAX_TRIES, RECOVERY_SECONDS, LOCKOUT_RECOVERY_SECONDS));
        TpmCommands.run(() -> tpm.in(sessions.first()).ClearControl(lockout, DISABLE));
        setAuth(lockout, lentLockoutAuth);
        setAuth(AuthValues.permanent(TpmHandles.OWNER), lentOwnerAuth);
    }

    private void setAuth(TPM_HANDLE hierarchy, byte[] lentAuth) throws LinkException, TpmFault {
        byte[] auth = AuthValues.stripped(lentAuth);
        try {
            TpmCommands.run(() -> tpm.encryptedIn(sessions.first()).HierarchyChangeAuth(hierarchy, auth));
        } finally {
            Algorithms.wipe(auth);
        }
    }
}
