package dev.sealbench.core.internal.run;

import dev.sealbench.core.Octets;
import dev.sealbench.core.Step;
import dev.sealbench.core.StepFailure;
import dev.sealbench.core.internal.document.P256PublicKey;
import dev.sealbench.core.internal.journal.JournalEntry.DeviceKeyIssued;
import dev.sealbench.core.internal.journal.JournalEntry.Measured;
import dev.sealbench.core.internal.journal.JournalEntry.ObjectCertified;
import dev.sealbench.core.internal.journal.JournalEntry.TpmNames;
import dev.sealbench.link.LinkException;
import dev.sealbench.link.tpm.Certified;
import dev.sealbench.link.tpm.DeviceKey;
import dev.sealbench.link.tpm.PolicyDigests;
import dev.sealbench.link.tpm.TpmFault;
import dev.sealbench.link.tpm.TpmHandles;
import dev.sealbench.link.tpm.TpmPublic;
import dev.sealbench.vault.Derivation;
import dev.sealbench.vault.KeyAccess;
import dev.sealbench.vault.SecretKind;
import dev.sealbench.vault.VaultException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// Fills a clean TPM with what ORDER.md 4 asks for. All of it is made anew when a run is cut off in between.
final class TpmFilling {

    /// AK, device key, four credentials, PUK index, hierarchies: what the progress counts.
    private static final int PARTS = 8;

    private final Unit.Burned unit;
    private final BlankTpm tpm;
    private final Run run;
    private final byte[] qualifyingData;
    private int partsDone;

    TpmFilling(Unit.Burned unit, BlankTpm tpm, Run run) {
        this.unit = unit;
        this.tpm = tpm;
        this.run = run;
        this.qualifyingData = Genuineness.qualifyingData(unit);
    }

    UnitKeys fill() throws StepFailure, LinkException, TpmFault, VaultException {
        var keys = KeyStep.keys(unit, run, new byte[0]);
        var ak = attestationKey(keys);
        deviceKey(keys);
        var names = new ArrayList<Octets>();
        for (var kind : SecretKind.credentials()) {
            names.add(Octets.of(credential(keys, kind)));
        }
        definePukIndex(keys);
        hierarchies(keys);
        certifyPukIndex(keys);
        run.note(
                Step.KEY,
                new TpmNames(
                        Octets.of(tpm.srk().area()),
                        Octets.of(ak.area()),
                        List.copyOf(names),
                        Octets.of(dev.sealbench.link.tpm.TpmNames.pukIndex())));
        noteBoard();
        var traffic = tpm.connection().traffic();
        run.note(Step.KEY, new Measured("tpm.commands", Long.toString(traffic.commands())));
        run.note(Step.KEY, new Measured("tpm.bytes-out", Long.toString(traffic.bytesOut())));
        run.note(Step.KEY, new Measured("tpm.bytes-in", Long.toString(traffic.bytesIn())));
        return new UnitKeys(keys.secrets(), keys.context(), keys.device(), ak.area());
    }

    /// What PCR 0 was predicted from: whoever checks the receipt again needs it.
    private void noteBoard() throws StepFailure {
        var hello = unit.before().hello();
        run.note(Step.KEY, new Measured(UnitCheck.BOARD_ID, HexFormat.of().formatHex(hello.boardId())));
        run.note(Step.KEY, new Measured(UnitCheck.ROM, HexFormat.of().formatHex(hello.romSha256())));
    }

    private TpmPublic attestationKey(UnitKeys keys) throws LinkException, TpmFault, VaultException {
        var ak = Lent.<TpmPublic>use(
                use -> run.bench().vault().withDerived(keys.device(), Derivation.AK, use),
                auth -> tpm.connection().createAk(auth));
        partDone();
        return ak;
    }

    private void deviceKey(UnitKeys keys) throws LinkException, TpmFault, VaultException, StepFailure {
        var policy = PolicyDigests.deviceKey(predicted().pcr7Application());
        var key = Lent.<DeviceKey>use(
                use -> run.bench().vault().withDerived(keys.device(), Derivation.DEVICE_KEY, use),
                auth -> tpm.connection().createDeviceKey(policy, auth, qualifyingData));
        var certificate = Certificates.deviceCa(run.bench())
                .issue(
                        unit.serial().text(),
                        run.bench().config().maker().name(),
                        P256PublicKey.of(key.publicKey().key()));
        certified(0, key.certified());
        run.note(Step.KEY, new DeviceKeyIssued(Octets.of(key.attachment()), Octets.of(certificate)));
        partDone();
    }

    private byte[] credential(UnitKeys keys, SecretKind kind)
            throws LinkException, TpmFault, VaultException, StepFailure {
        var vault = run.bench().vault();
        var policy = PolicyDigests.credential(predicted().pcr0(), predicted().pcr7Loader());
        var blob = vault.importBlob(keys.secret(kind), keys.device(), tpm.srk().area(), policy);
        int handle = TpmHandles.FIRST_CREDENTIAL + kind.number() - 1;
        tpm.connection()
                .importCredential(handle, blob.publicArea(), blob.duplicate(), blob.encryptedSeed(), blob.name());
        var certified = Lent.<Certified>use(
                use -> vault.withCredentialAuth(keys.device(), kind, use),
                auth -> tpm.connection().certify(handle, blob.name(), auth, qualifyingData));
        certified(Integer.toUnsignedLong(handle), certified);
        partDone();
        return blob.name();
    }

    private void definePukIndex(UnitKeys keys) throws LinkException, TpmFault, VaultException {
        Lent.<Void>use(
                use -> run.bench().vault().reveal(keys.secret(SecretKind.WEB_PUK), KeyAccess.FOR_CHARGER, use), puk -> {
                    tpm.connection().definePukIndex(puk);
                    return null;
                });
    }

    private void certifyPukIndex(UnitKeys keys) throws LinkException, TpmFault, VaultException, StepFailure {
        var certified = Lent.<Certified>use(
                use -> run.bench().vault().reveal(keys.secret(SecretKind.WEB_PUK), KeyAccess.FOR_CHARGER, use),
                puk -> tpm.connection().certifyPukIndex(puk, qualifyingData));
        certified(TpmHandles.PUK_INDEX, certified);
        partDone();
    }

    private void hierarchies(UnitKeys keys) throws LinkException, TpmFault, VaultException {
        var vault = run.bench().vault();
        Lent.<Void>use(
                use -> vault.reveal(keys.secret(SecretKind.OWNER_AUTH), KeyAccess.FOR_CHARGER, use),
                owner -> Lent.use(
                        use -> vault.reveal(keys.secret(SecretKind.LOCKOUT_AUTH), KeyAccess.FOR_CHARGER, use),
                        lockout -> {
                            tpm.connection().closeHierarchies(owner, lockout);
                            return null;
                        }));
        partDone();
    }

    private dev.sealbench.core.internal.document.PcrPrediction predicted() {
        return unit.before().plan().predict(unit.before().hello(), run.bench().vendorRoot());
    }

    private void certified(long handle, Certified certified) throws StepFailure {
        run.note(
                Step.KEY, new ObjectCertified(handle, Octets.of(certified.attest()), Octets.of(certified.signature())));
    }

    private void partDone() {
        partsDone++;
        run.listener().progress(Step.KEY, partsDone, PARTS);
    }
}
