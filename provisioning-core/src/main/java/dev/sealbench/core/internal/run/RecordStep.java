package dev.sealbench.core.internal.run;

import dev.sealbench.core.Author;
import dev.sealbench.core.Digest;
import dev.sealbench.core.Fault;
import dev.sealbench.core.Octets;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.Step;
import dev.sealbench.core.StepFailure;
import dev.sealbench.core.internal.books.Books;
import dev.sealbench.core.internal.books.BooksException;
import dev.sealbench.core.internal.books.OrderFile;
import dev.sealbench.core.internal.books.OrderFile.Certification;
import dev.sealbench.core.internal.books.OrderFile.Decision;
import dev.sealbench.core.internal.books.OrderFile.DecisionDocument;
import dev.sealbench.core.internal.books.OrderFile.OrderDocument;
import dev.sealbench.core.internal.books.OrderFile.ReceiptDocument;
import dev.sealbench.core.internal.books.OrderFile.Stage;
import dev.sealbench.core.internal.journal.JournalEntry.Booked;
import dev.sealbench.core.internal.journal.JournalEntry.ConfirmIntended;
import dev.sealbench.core.internal.journal.JournalEntry.TrialDecided;
import dev.sealbench.core.internal.journal.JournalException;
import dev.sealbench.core.internal.journal.JournalState;
import dev.sealbench.core.internal.journal.UnitJournal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Brings order and receipts from the journal into the books, in one transaction. Needs no charger: [Backlog] does it
/// for every unit that is due.
final class RecordStep {

    private RecordStep() {}

    static Unit.Recorded take(Unit.Locked unit, Run run) throws StepFailure {
        if (!run.state().isBooked()) {
            new Notebook(run.bench()).recorded(run.journal());
        }
        return new Unit.Recorded(unit.serial());
    }

    /// Books the unit of `journal`, whose final receipt stands there.
    static void book(Books books, UnitJournal journal, Author author)
            throws StepFailure, BooksException, JournalException {
        var state = journal.state();
        var order = state.finalReceipt()
                .orElseThrow(() -> new StepFailure(Step.RECORD, Fault.INTERNAL, "no final receipt in the journal"))
                .order();
        books.documents().book(file(journal.serial(), order, state), author);
        journal.append(new Booked(order));
    }

    /// What an executed order left in the journal.
    static OrderFile file(SerialNumber serial, Digest order, JournalState state) throws StepFailure {
        var intended = state.order(order)
                .orElseThrow(() -> new StepFailure(Step.RECORD, Fault.INTERNAL, "the order is not in the journal"));
        var acknowledged = state.acknowledged()
                .orElseThrow(() -> new StepFailure(Step.RECORD, Fault.INTERNAL, "the order was never executed"));
        return new OrderFile(
                serial,
                new OrderDocument(order, intended.nonce(), acknowledged.trialId(), intended.envelope()),
                decision(state.decision(acknowledged.trialId())),
                receipts(order, state),
                state.certifications().values().stream()
                        .map(each -> new Certification(each.handle(), each.attest(), each.signature()))
                        .toList(),
                attachments(state),
                state.measurements());
    }

    private static Optional<DecisionDocument> decision(Optional<TrialDecided> decided) {
        return decided.map(each -> new DecisionDocument(
                each instanceof ConfirmIntended ? Decision.CONFIRM : Decision.REVERT, each.envelope()));
    }

    private static ArrayList<ReceiptDocument> receipts(Digest order, JournalState state) {
        var receipts = new ArrayList<ReceiptDocument>();
        state.trialReceipt(order)
                .ifPresent(each -> receipts.add(new ReceiptDocument(Stage.TRIAL, each.nonce(), each.receipt())));
        state.finalReceipt()
                .ifPresent(each -> receipts.add(new ReceiptDocument(Stage.FINAL, each.nonce(), each.receipt())));
        return receipts;
    }

    private static Map<String, Octets> attachments(JournalState state) {
        var attachments = new HashMap<String, Octets>();
        state.deviceKey().ifPresent(device -> {
            attachments.put("device-certificate", device.certificate());
            attachments.put("device-key", device.keyBlob());
        });
        state.tpmNames().ifPresent(names -> {
            attachments.put("ak-public", names.attestationPublic());
            attachments.put("srk-public", names.storageRootPublic());
        });
        return attachments;
    }
}
