package dev.sealbench.link.tpm;

import dev.sealbench.link.LinkException;
import java.security.SecureRandom;

/// Provisions the TPM of one blank charger (ORDER.md 4), command by command, over a relay that is not trusted.
///
/// The way: [#createEk] and [#readEkCertificate], whose results the caller proves against each other and
/// against a
/// manufacturer's root; then [#openSession]: from there on each response is authentic, or the call fails with
/// [TpmFault.Tampered]. Then [#createSrk], [#createAk], and the rest in any order, [#closeHierarchies] last.
///
/// AuthValues are lent: copies made here are wiped, the AK's in [#close]. After a fault the TPM is in an
/// unknown state:
/// have it reset and start again. Not thread-safe.
public final class TpmConnection implements AutoCloseable {

    private final SecureRandom random;
    private final SessionTpm tpm;
    private final TpmIdentity identity;
    private TpmSessions sessions;
    private TpmObjects objects;

    /// Sends nothing yet. `random` draws nonces and session secrets.
    public TpmConnection(TpmTransport transport, SecureRandom random) {
        this.random = random;
        this.tpm = new SessionTpm(transport, random);
        this.identity = new TpmIdentity(tpm);
    }

    /// Makes the endorsement key by template L-2, after flushing what a run before this one left loaded. Not
    /// authentic yet: a relay may have answered with another.
    public TpmPublic createEk() throws LinkException, TpmFault {
        return identity.createEk();
    }

    /// The certificate of the endorsement key, DER, cut at its length. Not authentic yet.
    ///
    /// @throws TpmFault.Refused with 0x18b when the TPM has none
    public byte[] readEkCertificate() throws LinkException, TpmFault {
        return identity.readEkCertificate();
    }

    /// Opens the sessions that the rest travels in, salted to `ek`, which [#createEk] returned and the
    /// caller has
    /// proven to be a genuine TPM's. Whoever does not hold it can neither read nor answer what follows.
    public void openSession(TpmPublic ek) throws LinkException, TpmFault {
        if (sessions != null) {
            throw new IllegalStateException("the sessions are open");
        }
        sessions = TpmSessions.open(tpm, identity.takeEkHandle(), ek, random);
        objects = new TpmObjects(tpm, sessions);
    }

    /// What the TPM says of itself; authentic once the sessions are open.
    public TpmState readState() throws LinkException, TpmFault {
        return identity.readState(sessions);
    }

    /// Makes the storage root key and keeps it at [TpmHandles#SRK].
    public TpmPublic createSrk() throws LinkException, TpmFault {
        return opened().createSrk();
    }

    /// Makes the attestation key under `lentAuth` (at most 32 octets) and keeps it at [TpmHandles#AK].
    public TpmPublic createAk(byte[] lentAuth) throws LinkException, TpmFault {
        return opened().createAk(lentAuth);
    }

    /// Imports an object under the SRK and keeps it at `handle`. `publicArea` is a TPMT_PUBLIC; `duplicate` and
    /// `encryptedSeed` are the contents of TPM2B_PRIVATE and TPM2B_ENCRYPTED_SECRET, without sizes.
    ///
    /// @throws TpmFault.Unsuitable when `publicArea` has another Name than `expectedName`
    public void importCredential(
            int handle, byte[] publicArea, byte[] duplicate, byte[] encryptedSeed, byte[] expectedName)
            throws LinkException, TpmFault {
        opened().importCredential(new ImportBlob(publicArea, duplicate, encryptedSeed), handle, expectedName);
    }

    /// Has the AK certify that an object with `name` and `lentAuth` is at `handle`; checked before it is
    /// returned.
    /// `qualifyingData` is at most 32 octets.
    public Certified certify(int handle, byte[] name, byte[] lentAuth, byte[] qualifyingData)
            throws LinkException, TpmFault {
        return opened().certify(handle, name, lentAuth, qualifyingData);
    }

    /// Makes the device key under `policyDigest` and `lentAuth`, and has the AK certify it.
    public DeviceKey createDeviceKey(byte[] policyDigest, byte[] lentAuth, byte[] qualifyingData)
            throws LinkException, TpmFault {
        return opened().createDeviceKey(policyDigest, lentAuth, qualifyingData);
    }

    /// Defines the index of PUK attempts with `lentPuk` as auth (at most 32 octets, no zero at its end) and writes
    /// pinCount 0 and pinLimit 10. [#certifyPukIndex] comes after [#closeHierarchies]: until then whoever has the
    /// line could write it as well.
    public void definePukIndex(byte[] lentPuk) throws LinkException, TpmFault {
        new TpmPukIndex(tpm, sessions, opened().certifier()).define(lentPuk);
    }

    /// Has the AK certify Name and content of the index of PUK attempts.
    public Certified certifyPukIndex(byte[] lentPuk, byte[] qualifyingData) throws LinkException, TpmFault {
        return new TpmPukIndex(tpm, sessions, opened().certifier()).certify(lentPuk, qualifyingData);
    }

    /// Dictionary-attack parameters 32 tries / 7,200 s / 86,400 s, Clear by lockout disabled, lockout and
    /// owner auth
    /// set (encrypted, at most 32 octets each); then reads flags and parameters back, authenticated.
    ///
    /// @throws TpmFault.Unsuitable when the flags are not those of a closed TPM
    public void closeHierarchies(byte[] lentOwnerAuth, byte[] lentLockoutAuth) throws LinkException, TpmFault {
        if (sessions == null) {
            throw new IllegalStateException("openSession comes first");
        }
        new TpmHierarchies(tpm, sessions).close(lentOwnerAuth, lentLockoutAuth);
        int flags = identity.permanentFlags(sessions) & TpmState.CHECKED_FLAGS;
        if (flags != TpmState.CLOSED_FLAGS) {
            throw new TpmFault.Unsuitable("the TPM is not closed after provisioning: flags 0x%x".formatted(flags));
        }
        if (!TpmHierarchies.DICTIONARY_ATTACK.equals(identity.dictionaryAttack(sessions))) {
            throw new TpmFault.Unsuitable("the TPM has other dictionary-attack parameters than were set");
        }
    }

    /// Commands and octets so far.
    public TpmTraffic traffic() {
        return tpm.traffic();
    }

    /// Flushes what is loaded and wipes what was lent.
    ///
    /// @throws TpmFault when the TPM does not flush; secrets are wiped even so
    @Override
    public void close() throws LinkException, TpmFault {
        var open = sessions;
        if (objects != null) {
            objects.wipe();
        }
        sessions = null;
        objects = null;
        identity.close();
        if (open != null) {
            open.close();
        }
    }

    private TpmObjects opened() {
        if (objects == null) {
            throw new IllegalStateException("openSession comes first");
        }
        return objects;
    }
}
