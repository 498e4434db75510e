package dev.sealbench.ui.e2e;

import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.internal.books.OrderFile;
import dev.sealbench.core.internal.books.OrderFile.Decision;
import dev.sealbench.core.internal.books.OrderFile.ReceiptDocument;
import dev.sealbench.core.internal.document.Decisions;
import dev.sealbench.core.internal.document.DocumentType;
import dev.sealbench.core.internal.document.Envelopes;
import dev.sealbench.core.internal.document.FactoryData;
import dev.sealbench.core.internal.document.PcrPrediction;
import dev.sealbench.core.internal.document.ReceiptExpectation;
import dev.sealbench.core.internal.document.ReceiptVerifier;
import dev.sealbench.core.internal.document.SignedOrder;
import dev.sealbench.core.internal.run.Bench;
import dev.sealbench.link.Hello;
import dev.sealbench.link.wire.Receipt;
import dev.sealbench.vault.SecretKind;
import dev.sealbench.vault.VaultException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Verifies what the books hold of a unit once more, from the documents themselves: nothing that the
/// station said it had checked is taken for checked.
final class BookedReceipts {

    private final Bench bench;
    private final Hello charger;
    private final List<String> faults = new ArrayList<>();

    private BookedReceipts(Bench bench, Hello charger) {
        this.bench = bench;
        this.charger = charger;
    }

    /// What does not hold in the unit's order files; empty when all is well.
    ///
    /// @param charger what the locked unit says of itself
    static List<String> faults(Bench bench, SerialNumber serial, Hello charger) throws Exception {
        var receipts = new BookedReceipts(bench, charger);
        for (var file : bench.books().documents().ofUnit(serial)) {
            receipts.check(file);
        }
        return receipts.faults;
    }

    private void check(OrderFile file) throws Exception {
        var name = file.order().order().toString().substring(0, 8);
        var order = SignedOrder.open(
                Envelopes.parse(DocumentType.ORDER, file.order().envelope().toBytes()), bench.vendorRoot());
        require(Arrays.equals(order.digest(), file.order().order().toBytes()), name + " is another order");
        var decision = file.decision().orElseThrow();
        boolean confirmed = decision.decision() == Decision.CONFIRM;
        var type = confirmed ? DocumentType.CONFIRM : DocumentType.REVERT;
        var trial = Decisions.open(Envelopes.parse(type, decision.envelope().toBytes()), type, bench.vendorRoot());
        require(
                Arrays.equals(trial.orderDigest(), order.digest())
                        && Arrays.equals(trial.trialId(), file.order().trialId().toBytes()),
                name + " was decided for another trial");
        if (!confirmed) {
            require(
                    file.receipts().stream().noneMatch(each -> each.stage() == OrderFile.Stage.FINAL),
                    name + " was reverted and has a final receipt");
            return;
        }
        require(Arrays.equals(charger.trialId(), trial.trialId()), name + " is not the trial that was locked");
        for (var receipt : file.receipts()) {
            verify(name, order, file, receipt);
        }
    }

    private void verify(String name, SignedOrder order, OrderFile file, ReceiptDocument document) throws Exception {
        var board = new FactoryData(bench.vendorRoot(), charger.boardId(), charger.hardwareRevision(), charger.board());
        var prediction = PcrPrediction.of(
                charger.romSha256(), board, order.order().getFirmwareSha256().toByteArray(), order.customer());
        var stage = document.stage() == OrderFile.Stage.TRIAL
                ? ReceiptExpectation.Stage.TRIAL
                : ReceiptExpectation.Stage.LOCKED;
        var expectation = new ReceiptExpectation(
                order,
                prediction,
                file.attachments().get("ak-public").toBytes(),
                file.order().trialId().toBytes(),
                document.nonce().toBytes(),
                stage);
        var newest = new UnitSecrets(bench, file.serial().text());
        var verifier = ReceiptVerifier.withVault(expectation, (credential, nonce, proof) -> {
            try {
                return newest.proofHolds(SecretKind.credentials().get(credential - 1), nonce, proof);
            } catch (VaultException e) {
                throw new IllegalStateException(e);
            }
        });
        verifier.verify(Receipt.parseFrom(document.receipt().toBytes()))
                .firstFailure()
                .ifPresent(wrong -> faults.add("%s, receipt of %s: %s".formatted(name, stage, wrong.sentence())));
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            faults.add(otherwise);
        }
    }
}
