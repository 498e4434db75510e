package dev.sealbench.core.internal.run;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.sealbench.core.Digest;
import dev.sealbench.core.Fault;
import dev.sealbench.core.Octets;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.StationException;
import dev.sealbench.core.UnitPapers;
import dev.sealbench.core.UnitPapers.Kind;
import dev.sealbench.core.UnitPapers.Paper;
import dev.sealbench.core.UnitProof;
import dev.sealbench.core.internal.books.OrderFile;
import dev.sealbench.core.internal.books.OrderFile.Decision;
import dev.sealbench.core.internal.books.OrderFile.Stage;
import dev.sealbench.core.internal.document.DocumentException;
import dev.sealbench.core.internal.document.DocumentType;
import dev.sealbench.core.internal.document.Envelopes;
import dev.sealbench.core.internal.document.SignedOrder;
import dev.sealbench.link.wire.Receipt;
import dev.sealbench.link.wire.ReceiptBody;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the books hold to prove a unit, whatever state it is in.
public final class UnitEvidence {

    private static final int STATUS_OK = 0x5a3c;
    private static final int LOCKED = 3;

    private final Bench bench;

    public UnitEvidence(Bench bench) {
        this.bench = bench;
    }

    /// All documents, and what the final receipt says.
    public UnitPapers papers(SerialNumber serial) throws StationException {
        var files = Desks.ask(() -> bench.books().documents().ofUnit(serial));
        var papers = new ArrayList<Paper>();
        files.forEach(file -> add(papers, file));
        var confirmed = confirmed(files);
        return new UnitPapers(papers, confirmed.isEmpty() ? Optional.empty() : content(confirmed.get()));
    }

    /// Checks the documents of the order that locked the unit.
    ///
    /// @throws StationException when no order was confirmed yet
    public UnitProof verify(SerialNumber serial) throws StationException {
        var unit = Desks.ask(() -> bench.books().units().find(serial))
                .orElseThrow(() -> new StationException(Fault.NOT_ON_THIS_STATION, serial.text()));
        var file = confirmed(Desks.ask(() -> bench.books().documents().ofUnit(serial)))
                .orElseThrow(() -> new StationException(Fault.WRONG_STATE, "it has no confirmed order yet"));
        return new UnitCheck(bench, unit, file).run();
    }

    private static Optional<OrderFile> confirmed(List<OrderFile> files) {
        return files.reversed().stream().filter(OrderFile::isComplete).findFirst();
    }

    private static void add(List<Paper> papers, OrderFile file) {
        papers.add(paper(Kind.ORDER, file.order().envelope()));
        Optional.ofNullable(file.attachments().get(UnitCheck.CERTIFICATE))
                .ifPresent(certificate -> papers.add(paper(Kind.DEVICE_CERTIFICATE, certificate)));
        UnitCheck.receipt(file, Stage.TRIAL)
                .ifPresent(receipt -> papers.add(paper(Kind.TRIAL_RECEIPT, receipt.receipt())));
        file.decision()
                .ifPresent(made -> papers.add(
                        paper(made.decision() == Decision.CONFIRM ? Kind.CONFIRM : Kind.REVERT, made.envelope())));
        UnitCheck.receipt(file, Stage.FINAL)
                .ifPresent(receipt -> papers.add(paper(Kind.FINAL_RECEIPT, receipt.receipt())));
    }

    private static Paper paper(Kind kind, Octets content) {
        return new Paper(kind, Digest.sha256(content.toBytes()), content.length());
    }

    /// Empty when order or receipt cannot be read: [#verify] says what is wrong with them.
    private Optional<UnitPapers.ReceiptContent> content(OrderFile file) {
        try {
            var signed = SignedOrder.open(
                    Envelopes.parse(DocumentType.ORDER, file.order().envelope().toBytes()), bench.vendorRoot());
            var receipt = Receipt.parseFrom(
                    UnitCheck.receipt(file, Stage.FINAL).orElseThrow().receipt().toBytes());
            return Optional.of(content(signed, ReceiptBody.parseFrom(receipt.getBody())));
        } catch (DocumentException | InvalidProtocolBufferException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static UnitPapers.ReceiptContent content(SignedOrder signed, ReceiptBody body) {
        var order = signed.order();
        var test = body.getSelfTest();
        boolean sound = test.getRam() == STATUS_OK
                && test.getFlash() == STATUS_OK
                && test.getTpm() == STATUS_OK
                && test.getRtc() == STATUS_OK;
        return new UnitPapers.ReceiptContent(
                body.getFirmwareVersion(),
                Digest.of(body.getFirmwareSha256().toByteArray()),
                Integer.toUnsignedLong(body.getSecurityCounter()),
                signed.customer().name(),
                order.getModel(),
                body.getLifecycle() == LOCKED,
                sound,
                Digest.of(body.getOrderDigest().toByteArray()),
                signed.station().stationId(),
                LocalDate.parse(order.getManufactured()),
                LocalDate.parse(order.getFeatureUpdatesUntil()),
                LocalDate.parse(order.getSecurityUpdatesUntil()));
    }
}
