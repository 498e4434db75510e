package dev.sealbench.core.internal.run;

import dev.sealbench.core.ChipId;
import dev.sealbench.core.Digest;
import dev.sealbench.core.Fault;
import dev.sealbench.core.Octets;
import dev.sealbench.core.Step;
import dev.sealbench.core.StepFailure;
import dev.sealbench.core.UnitState;
import dev.sealbench.core.UnitStateChange;
import dev.sealbench.core.internal.books.BooksException;
import dev.sealbench.core.internal.books.BooksRefused;
import dev.sealbench.core.internal.books.ChipBinding;
import dev.sealbench.core.internal.books.Refusal;
import dev.sealbench.core.internal.document.Sha256;
import dev.sealbench.core.internal.journal.JournalEntry;
import dev.sealbench.core.internal.journal.JournalEntry.ChipBound;
import dev.sealbench.core.internal.trust.ChipList.Expectation;
import dev.sealbench.core.internal.trust.EkCertificates;
import dev.sealbench.core.internal.trust.EkVerdict;
import dev.sealbench.link.LinkException;
import dev.sealbench.link.tpm.TpmConnection;
import dev.sealbench.link.tpm.TpmFault;
import dev.sealbench.link.tpm.TpmPublic;
import dev.sealbench.link.tpm.TpmState;
import dev.sealbench.vault.VaultException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;

/// Proves that a blank charger's TPM is genuine, and binds it to the serial number (security.md 5, EK
/// certificate).
final class Genuineness {

    private static final JournalEntry TOUCHED = new JournalEntry.Measured("tpm.touched", "by this station");
    private static final int CHALLENGE_BYTES = 32;
    private static final byte[] CHALLENGE_LABEL = "challenge".getBytes(StandardCharsets.US_ASCII);

    private final Run run;
    private final Unit.Scanned unit;

    Genuineness(Run run, Unit.Scanned unit) {
        this.run = run;
        this.unit = unit;
    }

    BlankTpm prove() throws StepFailure {
        var connection = connect();
        boolean proven = false;
        try {
            requireUsable(connection);
            var tpm = proveKeys(connection);
            bind(tpm, connection);
            proven = true;
            return tpm;
        } catch (LinkException e) {
            run.link().close(); // as in Provisioner.walk
            throw Failures.of(Step.IDENTIFY, e, Fault.TPM_NOT_GENUINE);
        } catch (TpmFault e) {
            throw tpmFailure(Step.IDENTIFY, e);
        } finally {
            if (!proven) {
                new BlankTpm(connection, null, null).close();
            }
        }
    }

    private TpmConnection connect() {
        return new TpmConnection(run.link()::tpmExchange, run.bench().random());
    }

    /// Lets pass a TPM that nobody used, and one that only earlier runs of this unit used: that one is cleared. Whose
    /// its key is, is believed only by what comes after (activation); until then clearing it costs nobody anything.
    private void requireUsable(TpmConnection connection) throws LinkException, TpmFault, StepFailure {
        var state = connection.readState();
        if (state.inLockout()) {
            throw new StepFailure(Step.IDENTIFY, Fault.TPM_IN_LOCKOUT, "lockout counter " + state.lockoutCounter());
        }
        if (state.virgin()) {
            return;
        }
        var chip = state.endorsementAuthSet()
                ? Optional.<ChipId>empty()
                : Optional.of(ChipId.of(connection.createEk().name()));
        if (chip.isPresent()) {
            requireThisUnits(chip.get()); // says whose it is, when another unit's
        }
        if (!wasTouched() && (chip.isEmpty() || !wasTouchedElsewhere(chip.get()))) {
            throw new StepFailure(Step.IDENTIFY, Fault.TPM_NOT_VIRGIN, what(state));
        }
        run.link().reboot(); // what a broken run left loaded goes with the reset
        run.link().awaitHello(Trials.RESTART);
        run.link().resetTpm();
    }

    /// Whether an earlier run of this unit began to fill its TPM.
    private boolean wasTouched() {
        return run.state().recorded().stream().anyMatch(recorded -> TOUCHED.equals(recorded.entry()));
    }

    /// Whether a station that shares these books did: they have this very chip for this serial number, and the unit was
    /// never locked. docs/design/056-moved-units.md.
    private boolean wasTouchedElsewhere(ChipId chip) throws StepFailure {
        var units = run.bench().books().units();
        try {
            var owner = units.ownerOf(chip);
            return owner.isPresent()
                    && owner.get().equals(unit.serial())
                    && units.history(unit.serial()).stream().noneMatch(Genuineness::isLocked);
        } catch (BooksException e) {
            throw new StepFailure(Step.IDENTIFY, Fault.BOOKS_UNAVAILABLE, e.getMessage(), e);
        }
    }

    private static boolean isLocked(UnitStateChange change) {
        return change.state().isOnTheWay() && change.state().compareTo(UnitState.LOCKED) >= 0;
    }

    private static String what(TpmState state) {
        return "objects %d, hierarchy auths %s"
                .formatted(
                        state.persistentHandles().size(),
                        state.ownerAuthSet() || state.lockoutAuthSet() || state.endorsementAuthSet());
    }

    private BlankTpm proveKeys(TpmConnection connection) throws LinkException, TpmFault, StepFailure {
        var ek = connection.createEk();
        certificate = connection.readEkCertificate();
        requireCertificate(connection, ek);
        requireThisUnits(ChipId.of(ek.name()));
        connection.openSession(ek);
        if (!wasTouched()) {
            run.note(Step.IDENTIFY, TOUCHED); // from the next command on the TPM is no longer as it came
        }
        var srk = connection.createSrk();
        requireActivation(ek, srk);
        return new BlankTpm(connection, ek, srk);
    }

    private byte[] certificate;

    /// Before the first object is made: another unit's board is left as it is.
    private void requireThisUnits(ChipId chip) throws StepFailure {
        var known = run.state().chip();
        if (known.isPresent() && !known.get().chip().equals(chip)) {
            throw new StepFailure(
                    Step.IDENTIFY,
                    Fault.SERIAL_HAS_OTHER_CHIP,
                    known.get().chip().hex());
        }
        try {
            var owner = run.bench().books().units().ownerOf(chip);
            if (owner.isPresent() && !owner.get().equals(unit.serial())) {
                throw new StepFailure(
                        Step.IDENTIFY, Fault.CHIP_KNOWN, owner.get().text());
            }
        } catch (BooksException e) {
            throw new StepFailure(Step.IDENTIFY, Fault.BOOKS_UNAVAILABLE, e.getMessage(), e);
        }
        expectation =
                run.bench().chips().expectation(chip.toBytes(), unit.serial().text());
        if (expectation == Expectation.NOT_LISTED || expectation == Expectation.LISTED_FOR_ANOTHER) {
            throw new StepFailure(Step.IDENTIFY, Fault.TPM_NOT_GENUINE, "the chip is not on the list of this lot");
        }
    }

    private Expectation expectation;

    private void requireCertificate(TpmConnection connection, TpmPublic ek)
            throws LinkException, TpmFault, StepFailure {
        var maker = connection.readState().manufacturer().getBytes(StandardCharsets.US_ASCII);
        int manufacturer = ByteBuffer.wrap(Arrays.copyOf(maker, Integer.BYTES)).getInt();
        var verdict = new EkCertificates(run.bench().makers(), run.bench().clock())
                .check(certificate, ek.area(), manufacturer);
        if (verdict instanceof EkVerdict.Refused refused) {
            throw new StepFailure(
                    Step.IDENTIFY, Fault.TPM_NOT_GENUINE, refused.refusal().sentence());
        }
    }

    /// The SRK lives in the TPM that holds the certified EK: only there does the challenge open (ORDER.md 4.4).
    private void requireActivation(TpmPublic ek, TpmPublic srk) throws LinkException, StepFailure {
        var challenge = run.bench().randomOctets(CHALLENGE_BYTES);
        try {
            var blob = run.bench().vault().challenge(ek.area(), srk.name(), challenge);
            var proof = run.link().activate(blob.credentialBlob(), blob.encryptedSecret());
            if (!MessageDigest.isEqual(proof, Sha256.of(CHALLENGE_LABEL, challenge))) {
                throw new StepFailure(Step.IDENTIFY, Fault.TPM_NOT_GENUINE, "the activation's answer is wrong");
            }
        } catch (VaultException e) {
            throw new StepFailure(Step.IDENTIFY, Fault.VAULT_UNAVAILABLE, e.getMessage(), e);
        }
    }

    private void bind(BlankTpm tpm, TpmConnection connection) throws StepFailure {
        run.settle(Step.IDENTIFY);
        var chip = ChipId.of(tpm.ek().name());
        boolean expected = expectation == Expectation.EXPECTED;
        var binding = new ChipBinding(chip, Octets.of(tpm.ek().area()), Octets.of(certificate), expected);
        try {
            run.bench()
                    .books()
                    .units()
                    .bindChip(unit.serial(), binding, run.bench().author());
        } catch (BooksRefused e) {
            throw new StepFailure(Step.IDENTIFY, faultOf(e.refusal()), e.getMessage(), e);
        } catch (BooksException e) {
            throw new StepFailure(Step.IDENTIFY, Fault.BOOKS_UNAVAILABLE, e.getMessage(), e);
        }
        if (run.state().chip().isEmpty()) {
            run.note(
                    Step.IDENTIFY,
                    new ChipBound(chip, binding.endorsementPublic(), binding.endorsementCertificate(), expected));
        }
    }

    private static Fault faultOf(Refusal refusal) {
        return switch (refusal) {
            case Refusal.ChipKnownUnderOtherSerial _ -> Fault.CHIP_KNOWN;
            case Refusal.SerialBoundToOtherChip _ -> Fault.SERIAL_HAS_OTHER_CHIP;
            default -> Fault.WRONG_STATE;
        };
    }

    /// What a TPM's answer means: refusals cannot be told from a relay's, changed answers can.
    static StepFailure tpmFailure(Step step, TpmFault fault) {
        return switch (fault) {
            case TpmFault.Tampered tampered ->
                new StepFailure(step, Fault.TPM_TAMPERED, tampered.getMessage(), tampered);
            case TpmFault.Unsuitable unsuitable ->
                new StepFailure(step, Fault.TPM_NOT_GENUINE, unsuitable.getMessage(), unsuitable);
            case TpmFault.Refused refused -> ofResponseCode(step, refused);
        };
    }

    private static StepFailure ofResponseCode(Step step, TpmFault.Refused refused) {
        var fault = switch (refused.responseCode()) {
            case 0x101 -> Fault.TPM_FAILED; // TPM_RC_FAILURE
            case 0x921 -> Fault.TPM_IN_LOCKOUT; // TPM_RC_LOCKOUT
            case 0x18b -> Fault.TPM_NOT_GENUINE; // no certificate index
            default -> Fault.TPM_REFUSED;
        };
        return new StepFailure(step, fault, refused.getMessage(), refused);
    }

    /// The digest that names what was certified, as qualifying data of certifications.
    static byte[] qualifyingData(Unit unit) {
        return Digest.sha256(unit.serial().text().getBytes(StandardCharsets.US_ASCII))
                .toBytes();
    }
}
