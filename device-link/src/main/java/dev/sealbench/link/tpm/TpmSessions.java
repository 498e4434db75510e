package dev.sealbench.link.tpm;

import dev.sealbench.link.LinkException;
import java.security.SecureRandom;
import tss.tpm.TPMT_SYM_DEF;
import tss.tpm.TPM_ALG_ID;
import tss.tpm.TPM_HANDLE;
import tss.tpm.TPM_SE;

/// The sessions of a provisioning. The first is salted to the endorsement key; the second, which certifying needs
/// because it authorises two objects, to the storage root key that the first one proved. It is opened as late as
/// that: the boot ROM needs two of the TPM's three session slots to activate a credential in between.
final class TpmSessions implements AutoCloseable {

    private static final int AES_BITS = 128;
    private static final int NULL = 0x40000007;

    private final SessionTpm tpm;
    private final SecureRandom random;
    private final Session first;
    private TpmPublic srk;
    private Session second;

    private TpmSessions(SessionTpm tpm, SecureRandom random, Session first) {
        this.tpm = tpm;
        this.random = random;
        this.first = first;
    }

    /// Opens the first and flushes the key, which takes one of three slots.
    static TpmSessions open(SessionTpm tpm, TPM_HANDLE ekHandle, TpmPublic ek, SecureRandom random)
            throws LinkException, TpmFault {
        var sessions = new TpmSessions(tpm, random, start(tpm, ekHandle, ek, random));
        TpmCommands.run(() -> tpm.FlushContext(ekHandle));
        return sessions;
    }

    Session first() {
        return first;
    }

    /// The storage root key that the first session proved.
    void saltSecondWith(TpmPublic provenSrk) {
        srk = provenSrk;
    }

    /// Opens the second if it is not open yet.
    Session second() throws LinkException, TpmFault {
        if (second == null) {
            if (srk == null) {
                throw new IllegalStateException("createSrk comes first");
            }
            second = start(tpm, TPM_HANDLE.from(TpmHandles.SRK), srk, random);
        }
        return second;
    }

    @Override
    public void close() throws LinkException, TpmFault {
        first.wipe();
        if (second != null) {
            second.wipe();
        }
        TpmCommands.run(() -> tpm.FlushContext(TPM_HANDLE.from(first.handle())));
        if (second != null) {
            TpmCommands.run(() -> tpm.FlushContext(TPM_HANDLE.from(second.handle())));
        }
    }

    private static Session start(SessionTpm tpm, TPM_HANDLE ekHandle, TpmPublic ek, SecureRandom random)
            throws LinkException, TpmFault {
        var salt = Salt.sharedWith(ek.key(), "SECRET", random);
        var nonce = new byte[Session.NONCE_BYTES];
        random.nextBytes(nonce);
        var aesCfb = new TPMT_SYM_DEF(TPM_ALG_ID.AES, AES_BITS, TPM_ALG_ID.CFB);
        var started = TpmCommands.run(() -> tpm.StartAuthSession(
                ekHandle, TPM_HANDLE.from(NULL), nonce, salt.encrypted(), TPM_SE.HMAC, aesCfb, TPM_ALG_ID.SHA256));
        return new Session(started.handle.handle, salt.secret(), started.nonceTPM, nonce);
    }
}
