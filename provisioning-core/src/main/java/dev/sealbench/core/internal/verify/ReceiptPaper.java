package dev.sealbench.core.internal.verify;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.sealbench.core.internal.document.DocumentException;
import dev.sealbench.core.internal.document.FactoryData;
import dev.sealbench.core.internal.document.P256PublicKey;
import dev.sealbench.core.internal.document.PcrPrediction;
import dev.sealbench.core.internal.document.ReceiptCheck;
import dev.sealbench.core.internal.document.ReceiptCheck.Result;
import dev.sealbench.core.internal.document.ReceiptCheck.Subject;
import dev.sealbench.core.internal.document.ReceiptExpectation;
import dev.sealbench.core.internal.document.ReceiptExpectation.Stage;
import dev.sealbench.core.internal.document.ReceiptVerifier;
import dev.sealbench.core.internal.document.SignedOrder;
import dev.sealbench.core.internal.export.ExportedOrder;
import dev.sealbench.core.internal.verify.Papers.Attested;
import dev.sealbench.link.wire.Lifecycle;
import dev.sealbench.link.wire.ReceiptBody;
import java.util.HexFormat;
import java.util.Optional;

/// Checks one receipt against its order, as the station did, but without vault: docs/audit-format.md 5.
final class ReceiptPaper {

    private static final HexFormat HEX = HexFormat.of();

    private ReceiptPaper() {}

    static ReceiptBody body(Attested paper) throws WrongExport {
        try {
            return ReceiptBody.parseFrom(paper.receipt().getBody());
        } catch (InvalidProtocolBufferException _) {
            throw new WrongExport(paper.path(), "has a body that cannot be read");
        }
    }

    /// @return whether the measurements could be predicted; all else was found good
    static boolean check(Attested paper, ReceiptBody body, OrderTrial trial, P256PublicKey vendorRoot)
            throws WrongExport {
        var stage = stage(paper, body);
        var prediction = prediction(trial, vendorRoot);
        var expectation = new ReceiptExpectation(
                trial.signed(),
                prediction.orElseGet(() -> lockOnly(trial.signed(), vendorRoot)),
                paper.area().toByteArray(),
                trial.trialId().orElseGet(body.getTrialId()::toByteArray),
                body.getNonce().toByteArray(), // only the station knew which one was fresh
                stage);
        try {
            for (var check : ReceiptVerifier.withoutVault(expectation)
                    .verify(paper.receipt())
                    .checks()) {
                if (counts(check, prediction.isPresent())) {
                    throw new WrongExport(
                            paper.path(),
                            "does not show that " + check.subject().sentence());
                }
            }
        } catch (DocumentException e) {
            throw new WrongExport(paper.path(), e.getMessage());
        }
        return prediction.isPresent();
    }

    private static boolean counts(ReceiptCheck check, boolean predicted) {
        return check.result() == Result.FAILED && (predicted || check.subject() != Subject.PCRS);
    }

    private static Stage stage(Attested paper, ReceiptBody body) throws WrongExport {
        boolean locked = body.getLifecycle() == Lifecycle.LIFECYCLE_LOCKED.getNumber();
        if (!locked && body.getLifecycle() != Lifecycle.LIFECYCLE_TRIAL.getNumber()) {
            throw new WrongExport(paper.path(), "is of a charger that is neither on trial nor locked");
        }
        if (locked && paper.receipt().getLockAttest().isEmpty()) {
            throw new WrongExport(paper.path() + ".lock.attest", "missing");
        }
        return locked ? Stage.LOCKED : Stage.TRIAL;
    }

    private static Optional<PcrPrediction> prediction(OrderTrial trial, P256PublicKey vendorRoot) throws WrongExport {
        var boardId = trial.measured(ExportedOrder.BOARD_ID);
        var boardName = trial.measured(ExportedOrder.BOARD_NAME);
        var rom = trial.measured(ExportedOrder.ROM);
        if (boardId.isEmpty() || boardName.isEmpty() || rom.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    predict(trial.signed(), vendorRoot, boardId.get(), boardName.get(), HEX.parseHex(rom.get())));
        } catch (IllegalArgumentException _) { // the file comes from outside
            throw new WrongExport(trial.path() + ".measured.json", "does not describe a board");
        }
    }

    /// Right in the customer lock alone.
    private static PcrPrediction lockOnly(SignedOrder signed, P256PublicKey vendorRoot) {
        return predict(signed, vendorRoot, "00".repeat(16), "unknown", new byte[32]);
    }

    private static PcrPrediction predict(
            SignedOrder signed, P256PublicKey vendorRoot, String boardId, String boardName, byte[] rom) {
        var order = signed.order();
        var board = new FactoryData(
                vendorRoot, HEX.parseHex(boardId), Integer.toUnsignedLong(order.getHardwareRevision()), boardName);
        return PcrPrediction.of(rom, board, order.getFirmwareSha256().toByteArray(), signed.customer());
    }
}
