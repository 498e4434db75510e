package dev.sealbench.link.tpm;

import dev.sealbench.link.LinkException;
import tss.tpm.TPMS_NV_PUBLIC;
import tss.tpm.TPM_HANDLE;

/// The index that counts wrong PUKs (ORDER.md 4): a PIN_FAIL index of the owner.
final class TpmPukIndex {

    /// pinCount 0, pinLimit 10.
    private static final byte[] CONTENT = {0, 0, 0, 0, 0, 0, 0, 10};

    private final SessionTpm tpm;
    private final TpmSessions sessions;
    private final Certifier certifier;

    TpmPukIndex(SessionTpm tpm, TpmSessions sessions, Certifier certifier) {
        this.tpm = tpm;
        this.sessions = sessions;
        this.certifier = certifier;
    }

    void define(byte[] lentPuk) throws LinkException, TpmFault {
        byte[] puk = AuthValues.stripped(lentPuk);
        byte[] definition = TpmNames.pukPublic(0);
        try {
            TpmCommands.run(() -> tpm.encryptedIn(sessions.first())
                    .NV_DefineSpace(owner(), puk, TPMS_NV_PUBLIC.fromBytes(definition)));
        } finally {
            Algorithms.wipe(puk);
        }
        var index = AuthValues.named(TpmHandles.PUK_INDEX, TpmNames.nvName(definition));
        TpmCommands.run(() -> tpm.in(sessions.first()).NV_Write(owner(), index, CONTENT, 0));
    }

    /// Name and content, read with the index's own auth: that works when the owner's is set already, and
    /// from then on
    /// nobody on the line can write the index any more.
    Certified certify(byte[] lentPuk, byte[] qualifyingData) throws LinkException, TpmFault {
        // writing changed the Name: it commits to the WRITTEN bit
        var index =
                AuthValues.named(TpmHandles.PUK_INDEX, TpmNames.nvName(TpmNames.pukPublic(TpmNames.WRITTEN)), lentPuk);
        try {
            return certifier.certifyIndex(index, CONTENT, qualifyingData);
        } finally {
            AuthValues.forget(index);
        }
    }

    private static TPM_HANDLE owner() {
        return AuthValues.permanent(TpmHandles.OWNER);
    }
}
