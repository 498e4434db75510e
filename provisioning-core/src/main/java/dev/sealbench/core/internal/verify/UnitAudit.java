package dev.sealbench.core.internal.verify;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.sealbench.core.internal.document.Decisions;
import dev.sealbench.core.internal.document.DocumentException;
import dev.sealbench.core.internal.document.DocumentType;
import dev.sealbench.core.internal.document.SignedOrder;
import dev.sealbench.core.internal.document.Validity;
import dev.sealbench.core.internal.verify.Papers.Attested;
import dev.sealbench.core.internal.verify.Papers.Signed;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Checks one unit: its documents against each other and the vendor's key, its line against its documents.
///
/// For one use.
final class UnitAudit {

    private final Trust trust;
    private final Releases releases;
    private final NamedCsvRecord line;
    private final String serial;

    /// By the digest of the order, in the order of the export.
    private final Map<String, OrderTrial> trials = new LinkedHashMap<>();

    private final List<String> roms = new ArrayList<>();
    private int unpredicted;

    UnitAudit(Trust trust, Releases releases, NamedCsvRecord line) {
        this.trust = trust;
        this.releases = releases;
        this.line = line;
        this.serial = line.getField("serial");
    }

    /// What must be compared with other parts of the export.
    ///
    /// @param orders all of the unit
    /// @param unpredicted receipts whose measurements could not be predicted
    /// @param roms digests of the boot ROMs that were measured
    /// @param papers how many orders and decisions there are
    /// @param receipts how many
    record Facts(List<OrderTrial> orders, int unpredicted, List<String> roms, int papers, int receipts) {}

    Facts check(Papers papers) throws WrongExport {
        for (var paper : papers.orders()) {
            take(paper);
        }
        for (var receipt : papers.receipts()) {
            take(receipt);
        }
        new LineCheck(line).check(List.copyOf(trials.values()));
        return new Facts(
                List.copyOf(trials.values()),
                unpredicted,
                roms,
                papers.orders().size(),
                papers.receipts().size());
    }

    private void take(Signed paper) throws WrongExport {
        var type = paper.envelope().getPayloadType();
        try {
            if (type.equals(DocumentType.ORDER.payloadType())) {
                order(paper);
            } else if (type.equals(DocumentType.CONFIRM.payloadType())) {
                decision(paper, DocumentType.CONFIRM);
            } else if (type.equals(DocumentType.REVERT.payloadType())) {
                decision(paper, DocumentType.REVERT);
            } else {
                throw new WrongExport(paper.path(), "is neither an order nor a decision");
            }
        } catch (DocumentException e) {
            throw new WrongExport(paper.path(), e.getMessage());
        }
    }

    private void order(Signed paper) throws DocumentException, WrongExport {
        var signed = SignedOrder.open(paper.envelope(), trust.vendorRoot());
        var order = signed.order();
        if (!order.getSerial().equals(serial)) {
            throw new WrongExport(paper.path(), "is an order for another unit, %s".formatted(order.getSerial()));
        }
        requireDates(paper, signed);
        releases.require(signed, paper.path());
        trust.requireCertificate(paper, signed);
        var before = trials.put(HexFormat.of().formatHex(signed.digest()), new OrderTrial(paper, signed));
        if (before != null) {
            throw new WrongExport(paper.path(), "is the same order as %s".formatted(before.path()));
        }
    }

    private static void requireDates(Signed paper, SignedOrder signed) throws DocumentException, WrongExport {
        LocalDate made;
        try {
            made = Validity.parse(
                            signed.order().getManufactured(), signed.order().getSecurityUpdatesUntil())
                    .notBefore();
        } catch (IllegalArgumentException e) {
            throw new WrongExport(paper.path(), e.getMessage());
        }
        signed.station().validity().requireHolds(made, DocumentType.STATION_STATEMENT, "the station's statement");
        signed.customer().validity().requireHolds(made, DocumentType.CUSTOMER_STATEMENT, "the customer's statement");
    }

    private void decision(Signed paper, DocumentType type) throws DocumentException, WrongExport {
        var decided = Decisions.open(paper.envelope(), type, trust.vendorRoot());
        var trial = trials.get(HexFormat.of().formatHex(decided.orderDigest()));
        if (trial == null) {
            throw new WrongExport(paper.path(), "is about an order that is not among this unit's");
        }
        if (!trial.decide(decided.trialId(), type == DocumentType.CONFIRM)) {
            throw new WrongExport(paper.path(), "is a second decision on %s".formatted(trial.path()));
        }
    }

    private void take(Attested paper) throws WrongExport {
        var body = ReceiptPaper.body(paper);
        if (!body.getSerial().equals(serial)) {
            throw new WrongExport(paper.path(), "is a receipt of another unit, %s".formatted(body.getSerial()));
        }
        var trial = trials.get(HexFormat.of().formatHex(body.getOrderDigest().toByteArray()));
        if (trial == null) {
            throw new WrongExport(paper.path(), "is for an order that is not among this unit's");
        }
        boolean predicted = ReceiptPaper.check(paper, body, trial, trust.vendorRoot());
        if (predicted) {
            roms.add(trial.rom());
        } else {
            unpredicted++;
        }
        if (!trial.attest(body.getLifecycle())) {
            throw new WrongExport(paper.path(), "is a second receipt for %s".formatted(trial.path()));
        }
    }
}
