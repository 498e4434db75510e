package dev.sealbench.core.internal.run;

import dev.sealbench.core.Fault;
import dev.sealbench.core.Octets;
import dev.sealbench.core.Step;
import dev.sealbench.core.StepFailure;
import dev.sealbench.core.internal.books.BooksException;
import dev.sealbench.core.internal.journal.JournalEntry.CredentialsSealed;
import dev.sealbench.core.internal.journal.JournalEntry.Voided;
import dev.sealbench.link.LinkException;
import dev.sealbench.link.tpm.TpmFault;
import dev.sealbench.vault.SealedSecrets;
import dev.sealbench.vault.SecretKind;
import dev.sealbench.vault.VaultException;

/// Draws the credentials once, seals them, and, when the firmware is burned, brings them into the TPM without showing
/// them to anybody.
///
/// A charger that is past BLANK has them already; the journal says which.
final class KeyStep {

    private static final int SALT_BYTES = 32;

    private KeyStep() {}

    static Unit.Keyed take(Unit.Burned unit, Run run) throws StepFailure {
        try {
            return switch (unit.before().standing()) {
                case Unit.Standing.Blank(var tpm) -> keyed(unit, tpm, run);
                case Unit.Standing.InTrial _, Unit.Standing.IsLocked _ -> new Unit.Keyed(unit, known(unit, run));
            };
        } catch (VaultException e) {
            throw new StepFailure(Step.KEY, Fault.VAULT_UNAVAILABLE, e.getMessage(), e);
        }
    }

    private static Unit.Keyed keyed(Unit.Burned unit, BlankTpm tpm, Run run) throws StepFailure, VaultException {
        try {
            return new Unit.Keyed(unit, new TpmFilling(unit, tpm, run).fill());
        } catch (LinkException e) {
            throw Failures.of(Step.KEY, e, Fault.TPM_REFUSED);
        } catch (TpmFault e) {
            throw Genuineness.tpmFailure(Step.KEY, e);
        }
    }

    /// Before the burn, and on disk, in books and journal, before the first octet of them reaches the charger. It is
    /// the last thing that only the books can grant (no other unit's credentials are these): from here on the unit
    /// is finished without them, docs/design/054-lost-database.md.
    ///
    /// What an earlier run drew goes into the charger only if the books have it as the unit's newest: labels are
    /// printed from that. Another station may have had the unit since, docs/design/056-moved-units.md.
    static void prepare(Unit.Identified unit, Run run) throws StepFailure {
        if (!(unit.standing() instanceof Unit.Standing.Blank)) {
            return;
        }
        run.settle(Step.KEY);
        try {
            if (run.state().credentials().isPresent() && !isNewest(unit, run)) {
                run.note(Step.KEY, new Voided(SpentCredentials.REPLACED));
            }
            if (run.state().credentials().isEmpty()) {
                draw(unit, run);
            }
        } catch (VaultException e) {
            throw new StepFailure(Step.KEY, Fault.VAULT_UNAVAILABLE, e.getMessage(), e);
        } catch (BooksException e) {
            throw new StepFailure(Step.KEY, Fault.BOOKS_UNAVAILABLE, e.getMessage(), e);
        }
    }

    private static boolean isNewest(Unit.Identified unit, Run run) throws BooksException {
        var live = run.state().credentials().orElseThrow().sealedSecrets();
        return run.bench()
                .books()
                .secrets()
                .current(unit.serial())
                .filter(newest -> newest.sealed().equals(live))
                .isPresent();
    }

    private static void draw(Unit.Identified unit, Run run) throws StepFailure, VaultException, BooksException {
        var bench = run.bench();
        var context = UnitKeys.recordContext(unit.plan().workOrder().vid(), unit.serial(), unit.chip());
        var book = bench.books().secrets();
        var drawn = bench.vault().draw(context, fingerprint -> isIssued(book, fingerprint.octets()));
        var salt = Octets.of(bench.randomOctets(SALT_BYTES));
        var sealed = Octets.of(drawn.encode());
        var fingerprints = SecretKind.credentials().stream()
                .map(kind -> Octets.of(drawn.fingerprint(kind).octets()))
                .toList();
        book.put(unit.serial(), sealed, salt, fingerprints, bench.author());
        run.note(Step.KEY, new CredentialsSealed(sealed, salt));
    }

    private static boolean isIssued(dev.sealbench.core.internal.books.SecretBook book, byte[] fingerprint) {
        try {
            return book.isIssued(Octets.of(fingerprint));
        } catch (BooksException e) {
            // the books decide once more, and for good, when the drawn set is put into them
            return false;
        }
    }

    private static UnitKeys known(Unit.Burned unit, Run run) throws StepFailure, VaultException {
        var names = run.state()
                .tpmNames()
                .orElseThrow(() ->
                        new StepFailure(Step.KEY, Fault.FOREIGN_ORDER, "the journal does not know what its TPM holds"));
        return keys(unit, run, names.attestationPublic().toBytes());
    }

    /// The live credentials of the journal with what they belong to.
    static UnitKeys keys(Unit.Burned unit, Run run, byte[] akPublic) throws StepFailure, VaultException {
        var identified = unit.before();
        var live = run.state()
                .credentials()
                .orElseThrow(() ->
                        new StepFailure(Step.KEY, Fault.FOREIGN_ORDER, "the journal does not hold its credentials"));
        var secrets = SealedSecrets.decode(live.sealedSecrets().toBytes());
        return new UnitKeys(
                secrets,
                UnitKeys.recordContext(identified.plan().workOrder().vid(), unit.serial(), identified.chip()),
                UnitKeys.deviceContext(
                        secrets, unit.serial(), identified.chip(), live.salt().toBytes()),
                akPublic);
    }
}
