package dev.sealbench.link.tpm;

import dev.sealbench.link.LinkException;
import java.security.MessageDigest;
import tss.tpm.CreatePrimaryResponse;
import tss.tpm.TPM2B_PRIVATE;
import tss.tpm.TPMS_PCR_SELECTION;
import tss.tpm.TPMS_SENSITIVE_CREATE;
import tss.tpm.TPMT_PUBLIC;
import tss.tpm.TPMT_SYM_DEF_OBJECT;
import tss.tpm.TPM_HANDLE;

/// The keys and credentials that a station makes (ORDER.md 4), inside the salted sessions.
final class TpmObjects {

    /// No public area of ours is longer.
    static final int PUBLIC_BYTES = 256;

    private static final byte[] NOTHING = {};
    private static final TPMS_PCR_SELECTION[] NO_PCRS = {};

    private final SessionTpm tpm;
    private final TpmSessions sessions;
    private TPM_HANDLE srk;
    private Certifier certifier;

    TpmObjects(SessionTpm tpm, TpmSessions sessions) {
        this.tpm = tpm;
        this.sessions = sessions;
    }

    TpmPublic createSrk() throws LinkException, TpmFault {
        var made = TpmCommands.run(() -> tpm.in(sessions.first())
                .CreatePrimary(owner(), withAuth(NOTHING), template(PublicAreas.srkTemplate()), NOTHING, NO_PCRS));
        var srkPublic = PublicAreas.srk(madeArea());
        srk = AuthValues.named(TpmHandles.SRK, srkPublic.name());
        keep(AuthValues.named(made.handle.handle, srkPublic.name()), TpmHandles.SRK);
        sessions.saltSecondWith(srkPublic);
        return srkPublic;
    }

    TpmPublic createAk(byte[] lentAuth) throws LinkException, TpmFault {
        var made = createAkPrimary(lentAuth);
        var akPublic = PublicAreas.ak(madeArea());
        var ak = AuthValues.named(TpmHandles.AK, akPublic.name(), lentAuth);
        certifier = new Certifier(tpm, sessions, ak, akPublic);
        keep(AuthValues.named(made.handle.handle, akPublic.name()), TpmHandles.AK);
        return akPublic;
    }

    void importCredential(ImportBlob blob, int handle, byte[] expectedName) throws LinkException, TpmFault {
        if (!MessageDigest.isEqual(TpmNames.ofPublicArea(blob.publicArea()), expectedName)) {
            throw new TpmFault.Unsuitable("the credential to import has another Name than expected");
        }
        var area = template(blob.publicArea());
        var parent = madeSrk();
        var privateBlob = TpmCommands.run(() -> tpm.in(sessions.first())
                .Import(
                        parent,
                        NOTHING,
                        area,
                        new TPM2B_PRIVATE(blob.duplicate()),
                        blob.encryptedSeed(),
                        new TPMT_SYM_DEF_OBJECT()));
        keep(load(privateBlob, area, expectedName), handle);
    }

    Certified certify(int handle, byte[] name, byte[] lentAuth, byte[] qualifyingData) throws LinkException, TpmFault {
        var object = AuthValues.named(handle, name, lentAuth);
        try {
            return certifier().certify(object, qualifyingData);
        } finally {
            AuthValues.forget(object);
        }
    }

    DeviceKey createDeviceKey(byte[] policyDigest, byte[] lentAuth, byte[] qualifyingData)
            throws LinkException, TpmFault {
        var certifying = certifier(); // before there is a key to flush
        var privateBlob = createUnderSrk(PublicAreas.deviceKeyTemplate(policyDigest), lentAuth);
        var answer = tpm.lastResponse("the device key");
        answer.sized(privateBlob.buffer.length);
        var keyPublic = PublicAreas.deviceKey(policyDigest, answer.sized(PUBLIC_BYTES));
        var key = load(privateBlob, template(keyPublic.area()), keyPublic.name());
        key.AuthValue = AuthValues.stripped(lentAuth);
        try {
            var certified = certifying.certify(key, qualifyingData);
            return new DeviceKey(keyPublic, privateBlob.buffer, certified);
        } finally {
            AuthValues.forget(key);
            TpmCommands.run(() -> tpm.FlushContext(key));
        }
    }

    Certifier certifier() {
        if (certifier == null) {
            throw new IllegalStateException("createAk comes first");
        }
        return certifier;
    }

    void wipe() {
        if (certifier != null) {
            certifier.wipe();
        }
    }

    /// In the storage hierarchy: a primary of the endorsement hierarchy would come back after TPM2_Clear, with whatever
    /// auth.
    private CreatePrimaryResponse createAkPrimary(byte[] lentAuth) throws LinkException, TpmFault {
        var sensitive = withAuth(lentAuth);
        try {
            return TpmCommands.run(() -> tpm.encryptedIn(sessions.first())
                    .CreatePrimary(owner(), sensitive, template(PublicAreas.akTemplate()), NOTHING, NO_PCRS));
        } finally {
            Algorithms.wipe(sensitive.userAuth);
        }
    }

    private TPM2B_PRIVATE createUnderSrk(byte[] template, byte[] lentAuth) throws LinkException, TpmFault {
        var parent = madeSrk();
        var sensitive = withAuth(lentAuth);
        try {
            return TpmCommands.run(() -> tpm.encryptedIn(sessions.first())
                            .Create(parent, sensitive, template(template), NOTHING, NO_PCRS))
                    .outPrivate;
        } finally {
            Algorithms.wipe(sensitive.userAuth);
        }
    }

    private TPM_HANDLE load(TPM2B_PRIVATE privateBlob, TPMT_PUBLIC area, byte[] expectedName)
            throws LinkException, TpmFault {
        var parent = madeSrk();
        var loaded = TpmCommands.run(() -> tpm.in(sessions.first()).Load(parent, privateBlob, area));
        byte[] name = tpm.lastResponse("the Name of a loaded object").sized(expectedName.length);
        if (!MessageDigest.isEqual(name, expectedName)) {
            throw new TpmFault.Tampered("the TPM loaded an object of another Name");
        }
        return AuthValues.named(loaded.handle, name);
    }

    /// Makes a transient object persistent and frees its slot: there are three.
    private void keep(TPM_HANDLE object, int handle) throws LinkException, TpmFault {
        TpmCommands.run(() -> tpm.in(sessions.first()).EvictControl(owner(), object, TPM_HANDLE.from(handle)));
        TpmCommands.run(() -> tpm.FlushContext(object));
    }

    /// The public area at the start of a response to CreatePrimary.
    private byte[] madeArea() throws TpmFault {
        return tpm.lastResponse("a new key").sized(PUBLIC_BYTES);
    }

    private TPM_HANDLE madeSrk() {
        if (srk == null) {
            throw new IllegalStateException("createSrk comes first");
        }
        return srk;
    }

    private static TPM_HANDLE owner() {
        return AuthValues.permanent(TpmHandles.OWNER);
    }

    private static TPMS_SENSITIVE_CREATE withAuth(byte[] lentAuth) {
        return new TPMS_SENSITIVE_CREATE(lentAuth.clone(), NOTHING);
    }

    private static TPMT_PUBLIC template(byte[] area) {
        return TPMT_PUBLIC.fromBytes(area);
    }
}
