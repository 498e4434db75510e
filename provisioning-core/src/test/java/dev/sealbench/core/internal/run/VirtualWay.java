package dev.sealbench.core.internal.run;

import dev.sealbench.core.Digest;
import dev.sealbench.core.Fault;
import dev.sealbench.core.LabelKind;
import dev.sealbench.core.Octets;
import dev.sealbench.core.Step;
import dev.sealbench.core.StepFailure;
import dev.sealbench.core.UnitState;
import dev.sealbench.core.internal.books.Books;
import dev.sealbench.core.internal.books.BooksException;
import dev.sealbench.core.internal.books.LostBooks;
import dev.sealbench.core.internal.journal.JournalEntry;
import dev.sealbench.core.internal.journal.JournalEntry.BurnDone;
import dev.sealbench.core.internal.journal.JournalEntry.BurnIntended;
import dev.sealbench.core.internal.journal.JournalEntry.ChipBound;
import dev.sealbench.core.internal.journal.JournalEntry.ConfirmIntended;
import dev.sealbench.core.internal.journal.JournalEntry.CredentialsSealed;
import dev.sealbench.core.internal.journal.JournalEntry.DeviceKeyIssued;
import dev.sealbench.core.internal.journal.JournalEntry.FinalReceipt;
import dev.sealbench.core.internal.journal.JournalEntry.LabelDone;
import dev.sealbench.core.internal.journal.JournalEntry.LabelIntended;
import dev.sealbench.core.internal.journal.JournalEntry.OrderAcknowledged;
import dev.sealbench.core.internal.journal.JournalEntry.OrderIntended;
import dev.sealbench.core.internal.journal.JournalEntry.TpmNames;
import dev.sealbench.core.internal.journal.JournalEntry.TrialReceipt;
import dev.sealbench.core.internal.journal.JournalException;
import dev.sealbench.core.internal.journal.UnitJournal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/// The way of a unit as the real steps write it down, in their order, with a [VirtualCharger] in the charger's place.
/// One thread.
final class VirtualWay {

    private final SecureRandom random = new SecureRandom();
    private final Books books;
    private final Backlog backlog;
    private final Notebook notebook;
    private final Consumer<String> before;

    /// @param before hears of each thing that the unit is about to meet
    VirtualWay(Books books, Backlog backlog, Notebook notebook, Consumer<String> before) {
        this.books = books;
        this.backlog = backlog;
        this.notebook = notebook;
        this.before = before;
    }

    void walk(UnitJournal unit, VirtualCharger charger) throws StepFailure, IOException {
        before.accept("identify");
        if (charger.standing().order().isEmpty()) {
            identify(unit);
        }
        notebook.reached(unit, UnitState.IDENTIFIED);
        before.accept("burn");
        if (charger.standing().order().isEmpty()) {
            note(unit, new BurnIntended(digest("image"), "1.4.0"));
            note(unit, new BurnDone(digest("image")));
        }
        notebook.reached(unit, UnitState.BURNED);
        before.accept("key");
        if (charger.standing().order().isEmpty()) {
            key(unit);
        }
        notebook.reached(unit, UnitState.KEYED);
        before.accept("order");
        order(unit, charger);
        notebook.reached(unit, UnitState.ORDERED);
        before.accept("attest");
        prove(unit, charger);
        before.accept("record");
        notebook.recorded(unit);
        before.accept("label");
        for (var kind : LabelKind.values()) {
            label(unit, kind);
        }
        notebook.reached(unit, UnitState.LABELLED);
    }

    private void identify(UnitJournal unit) throws StepFailure {
        var binding = LostBooks.chip(unit.serial().text());
        try {
            backlog.settle(unit);
            books.units().bindChip(unit.serial(), binding, VirtualStation.AUTHOR);
            if (unit.state().chip().isEmpty()) {
                unit.append(new ChipBound(
                        binding.chip(), binding.endorsementPublic(), binding.endorsementCertificate(), true));
            }
            if (unit.state().credentials().isEmpty()) {
                var sealed = fresh(96);
                var fingerprints = List.of(fresh(32), fresh(32), fresh(32), fresh(32));
                books.secrets()
                        .put(unit.serial(), sealed, Octets.of(new byte[32]), fingerprints, VirtualStation.AUTHOR);
                unit.append(new CredentialsSealed(sealed, Octets.of(new byte[32])));
            }
        } catch (BooksException e) {
            throw new StepFailure(Step.IDENTIFY, Fault.BOOKS_UNAVAILABLE, e.getMessage(), e);
        } catch (JournalException e) {
            throw new StepFailure(Step.IDENTIFY, Fault.JOURNAL_UNAVAILABLE, e.getMessage(), e);
        }
    }

    private void key(UnitJournal unit) throws StepFailure {
        note(unit, new DeviceKeyIssued(octets("key blob"), octets("certificate")));
        var names = List.of(octets("n1"), octets("n2"), octets("n3"), octets("n4"));
        note(unit, new TpmNames(octets("srk"), octets("ak"), names, octets("puk")));
        note(unit, new JournalEntry.ObjectCertified(0x8100_8001L, octets("attest"), octets("signature")));
        note(unit, new JournalEntry.Measured("burn.ms", "8123"));
    }

    private void order(UnitJournal unit, VirtualCharger charger) throws StepFailure, IOException {
        if (charger.standing().order().isEmpty()) {
            var order = Digest.of(fresh(32).toBytes());
            note(unit, new OrderIntended(document("order " + order), order, fresh(32)));
            charger.execute(order);
        }
        if (unit.state().acknowledged().isEmpty()) {
            var order = charger.standing().order().orElseThrow();
            note(unit, new OrderAcknowledged(order, trial(order)));
        }
    }

    private void prove(UnitJournal unit, VirtualCharger charger) throws StepFailure, IOException {
        var order = charger.standing().order().orElseThrow();
        if (unit.state().trialReceipt(order).isEmpty()) {
            note(unit, new TrialReceipt(order, fresh(32), octets("trial receipt of " + order)));
        }
        notebook.reached(unit, UnitState.ATTESTED);
        before.accept("lock");
        if (unit.state().decision(trial(order)).isEmpty()) {
            note(unit, new ConfirmIntended(order, trial(order), document("confirm " + order)));
        }
        charger.lock();
        if (unit.state().finalReceipt().isEmpty()) {
            note(unit, new FinalReceipt(order, fresh(32), octets("final receipt of " + order)));
        }
        notebook.reached(unit, UnitState.LOCKED);
    }

    private void label(UnitJournal unit, LabelKind kind) throws StepFailure {
        if (unit.state().isLabelDone(kind)) {
            return;
        }
        try {
            var last = books.labels().last(unit.serial(), kind);
            var print = last.isPresent()
                    ? last.get()
                    : books.labels().begin(unit.serial(), kind, "", VirtualStation.AUTHOR);
            note(unit, new LabelIntended(kind, print.copy()));
            books.labels().confirm(unit.serial(), kind, print.copy(), VirtualStation.AUTHOR);
            note(unit, new LabelDone(kind, print.copy()));
        } catch (BooksException e) {
            throw new StepFailure(Step.LABEL, Fault.BOOKS_UNAVAILABLE, e.getMessage(), e);
        }
    }

    private void note(UnitJournal unit, JournalEntry entry) throws StepFailure {
        before.accept(entry.getClass().getSimpleName());
        try {
            unit.append(entry);
        } catch (JournalException e) {
            throw new StepFailure(Step.ORDER, Fault.JOURNAL_UNAVAILABLE, e.getMessage(), e);
        }
    }

    private static Octets trial(Digest order) {
        return Octets.of(Arrays.copyOf(order.toBytes(), 16));
    }

    private Octets fresh(int size) {
        var octets = new byte[size];
        random.nextBytes(octets);
        return Octets.of(octets);
    }

    /// As long as a real one: more than a block of the disk.
    private static Octets document(String text) {
        return octets(text + " ".repeat(5_000));
    }

    private static Octets octets(String text) {
        return Octets.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Digest digest(String text) {
        return Digest.sha256(text.getBytes(StandardCharsets.UTF_8));
    }
}
