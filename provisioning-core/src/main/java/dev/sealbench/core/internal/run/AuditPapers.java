package dev.sealbench.core.internal.run;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.sealbench.core.Digest;
import dev.sealbench.core.Octets;
import dev.sealbench.core.internal.books.OrderFile;
import dev.sealbench.core.internal.books.OrderFile.Decision;
import dev.sealbench.core.internal.books.OrderFile.Stage;
import dev.sealbench.core.internal.document.DocumentException;
import dev.sealbench.core.internal.document.DocumentType;
import dev.sealbench.core.internal.document.Envelopes;
import dev.sealbench.core.internal.document.P256PublicKey;
import dev.sealbench.core.internal.export.ExportedOrder;
import dev.sealbench.core.internal.export.ExportedReceipt;
import dev.sealbench.link.tpm.PublicAreas;
import dev.sealbench.link.tpm.TpmFault;
import dev.sealbench.link.wire.Order;
import dev.sealbench.link.wire.Receipt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A unit's documents as an export has them, from what the books have.
///
/// @param board the name of this line's kind of board: the books do not keep it
record AuditPapers(String board) {

    /// Orders and decisions, numbered from 1.
    List<ExportedOrder> orders(List<OrderFile> files) throws DocumentException {
        var documents = new ArrayList<ExportedOrder>();
        for (var file : files) {
            documents.add(new ExportedOrder(
                    file.serial(),
                    documents.size() + 1,
                    document(DocumentType.ORDER, file.order().envelope()),
                    file.isComplete()
                            ? Optional.ofNullable(file.attachments().get(UnitCheck.CERTIFICATE))
                            : Optional.empty(),
                    measured(file)));
            if (file.decision().isPresent()) {
                var made = file.decision().get();
                documents.add(new ExportedOrder(
                        file.serial(), documents.size() + 1, document(type(made.decision()), made.envelope())));
            }
        }
        return documents;
    }

    /// Receipts, numbered from 1.
    static List<ExportedReceipt> receipts(List<OrderFile> files) throws TpmFault, InvalidProtocolBufferException {
        var receipts = new ArrayList<ExportedReceipt>();
        for (var file : files) {
            for (var stage : Stage.values()) {
                for (var each : file.receipts()) {
                    if (each.stage() == stage) {
                        receipts.add(receipt(file, receipts.size() + 1, each.receipt()));
                    }
                }
            }
        }
        return receipts;
    }

    /// The checkpoint that the order names.
    static Digest checkpoint(OrderFile file) throws DocumentException, InvalidProtocolBufferException {
        var envelope =
                Envelopes.parse(DocumentType.ORDER, file.order().envelope().toBytes());
        return Digest.of(
                Order.parseFrom(envelope.getPayload()).getLogCheckpointSha256().toByteArray());
    }

    private Map<String, String> measured(OrderFile file) {
        var measured = new HashMap<>(file.measurements());
        if (measured.containsKey(ExportedOrder.BOARD_ID)) {
            measured.put(ExportedOrder.BOARD_NAME, board);
        }
        return measured;
    }

    private static DocumentType type(Decision decision) {
        return switch (decision) {
            case CONFIRM -> DocumentType.CONFIRM;
            case REVERT -> DocumentType.REVERT;
        };
    }

    private static ExportedOrder.Document document(DocumentType type, Octets serialised) throws DocumentException {
        var envelope = Envelopes.parse(type, serialised.toBytes());
        return new ExportedOrder.Document(
                envelope.getPayloadType(),
                Octets.of(envelope.getPayload().toByteArray()),
                Octets.of(envelope.getSignature().toByteArray()),
                Octets.of(envelope.getKeyId().toByteArray()));
    }

    private static ExportedReceipt receipt(OrderFile file, int number, Octets serialised)
            throws TpmFault, InvalidProtocolBufferException {
        var receipt = Receipt.parseFrom(serialised.toBytes());
        var area = file.attachments().get("ak-public");
        Optional<ExportedReceipt.Attestation> lock = receipt.getLockAttest().isEmpty()
                ? Optional.empty()
                : Optional.of(attestation(
                        receipt.getLockAttest().toByteArray(),
                        receipt.getLockSignature().toByteArray()));
        return new ExportedReceipt(
                file.serial(),
                number,
                Octets.of(receipt.getBody().toByteArray()),
                attestation(
                        receipt.getAttest().toByteArray(),
                        receipt.getSignature().toByteArray()),
                lock,
                area,
                Octets.of(P256PublicKey.of(PublicAreas.ak(area.toBytes()).key()).spki()));
    }

    private static ExportedReceipt.Attestation attestation(byte[] attest, byte[] signature) {
        return new ExportedReceipt.Attestation(Octets.of(attest), Octets.of(signature));
    }
}
