package dev.sealbench.link.tpm;

import dev.sealbench.link.LinkException;
import java.security.MessageDigest;
import tss.tpm.TPMS_NULL_SIG_SCHEME;
import tss.tpm.TPM_HANDLE;

/// Has the attestation key certify, and checks signature and meaning before anybody gets to see the result.
final class Certifier {

    private static final int ATTEST_BYTES = 512;

    private final SessionTpm tpm;
    private final TpmSessions sessions;
    private final TPM_HANDLE ak;
    private final TpmPublic akPublic;

    /// `ak` carries its Name and authValue.
    Certifier(SessionTpm tpm, TpmSessions sessions, TPM_HANDLE ak, TpmPublic akPublic) {
        this.tpm = tpm;
        this.sessions = sessions;
        this.ak = ak;
        this.akPublic = akPublic;
    }

    /// That `object` (with Name and authValue) is loaded. Both authorisations are HMACs: no authValue travels.
    Certified certify(TPM_HANDLE object, byte[] qualifyingData) throws LinkException, TpmFault {
        var second = sessions.second();
        TpmCommands.run(
                () -> tpm.in(sessions.first(), second).Certify(object, ak, qualifyingData, new TPMS_NULL_SIG_SCHEME()));
        var certified = signed(qualifyingData);
        if (Attest.parse(certified.attest()) instanceof Attest.ObjectCertification it
                && MessageDigest.isEqual(it.name(), object.Name)) {
            return certified;
        }
        throw new TpmFault.Tampered("the certification of an object names another");
    }

    /// That `index` (with Name and authValue, which must allow reading) holds `contents`.
    Certified certifyIndex(TPM_HANDLE index, byte[] contents, byte[] qualifyingData) throws LinkException, TpmFault {
        var second = sessions.second();
        TpmCommands.run(() -> tpm.in(sessions.first(), second)
                .NV_Certify(ak, index, index, qualifyingData, new TPMS_NULL_SIG_SCHEME(), contents.length, 0));
        var certified = signed(qualifyingData);
        if (Attest.parse(certified.attest()) instanceof Attest.NvCertification it
                && it.offset() == 0
                && MessageDigest.isEqual(it.indexName(), index.Name)
                && MessageDigest.isEqual(it.contents(), contents)) {
            return certified;
        }
        throw new TpmFault.Tampered("the certification of an index shows another Name or content");
    }

    void wipe() {
        AuthValues.forget(ak);
    }

    private Certified signed(byte[] qualifyingData) throws TpmFault {
        var answer = tpm.lastResponse("a certification");
        byte[] attest = answer.sized(ATTEST_BYTES);
        byte[] signature = answer.rest();
        if (!AttestSignature.verify(akPublic, attest, signature)) {
            throw new TpmFault.Tampered("a certification is not signed by the attestation key");
        }
        if (!MessageDigest.isEqual(Attest.parse(attest).header().extraData(), qualifyingData)) {
            throw new TpmFault.Tampered("a certification answers another question");
        }
        return new Certified(attest, signature);
    }
}
