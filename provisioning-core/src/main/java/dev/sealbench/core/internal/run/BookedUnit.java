package dev.sealbench.core.internal.run;

import dev.sealbench.core.ChipId;
import dev.sealbench.core.Fault;
import dev.sealbench.core.FirmwareRelease;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.StationException;
import dev.sealbench.core.UnitRecord;
import dev.sealbench.core.UnitState;
import dev.sealbench.core.WorkOrder;
import dev.sealbench.core.internal.books.OrderFile;
import dev.sealbench.core.internal.document.DocumentException;
import dev.sealbench.core.internal.document.DocumentType;
import dev.sealbench.core.internal.document.Envelopes;
import dev.sealbench.core.internal.document.OrderContent;
import dev.sealbench.core.internal.document.PcrPrediction;
import dev.sealbench.core.internal.document.ReceiptExpectation;
import dev.sealbench.core.internal.document.ReceiptExpectation.Stage;
import dev.sealbench.core.internal.document.SignedOrder;
import dev.sealbench.link.Hello;
import dev.sealbench.vault.SealedSecrets;
import dev.sealbench.vault.VaultException;
import java.util.Optional;

/// A finished unit as the books have it: all that its receipts must show, whichever release of its customer it runs.
///
/// @param order the one that locked it
/// @param trialId 16 octets
/// @param akPublic TPMT_PUBLIC of its attestation key
/// @param keys what the vault knows of it; empty once its credentials were shredded
record BookedUnit(
        SerialNumber serial,
        ChipId chip,
        WorkOrder workOrder,
        SignedOrder order,
        byte[] trialId,
        byte[] akPublic,
        Optional<UnitKeys> keys) {

    /// @throws StationException when the unit is not finished, or not ours
    static BookedUnit of(Bench bench, SerialNumber serial) throws StationException {
        var books = bench.books();
        var unit = Desks.ask(() -> books.units().find(serial))
                .orElseThrow(() -> new StationException(Fault.NOT_ON_THIS_STATION, serial.text()));
        requireFinished(unit);
        var file = Desks.ask(() -> books.documents().ofUnit(serial)).reversed().stream()
                .filter(OrderFile::isComplete)
                .findFirst()
                .orElseThrow(() -> missing("a confirmed order"));
        var workOrder = Desks.ask(() -> books.workOrders().order(unit.workOrder()))
                .orElseThrow(() -> missing("the work order"));
        var chip = unit.chip().orElseThrow(() -> missing("the chip"));
        var akPublic = Optional.ofNullable(file.attachments().get("ak-public"))
                .orElseThrow(() -> missing("the attestation key"))
                .toBytes();
        return new BookedUnit(
                serial,
                chip,
                workOrder,
                open(bench, file),
                file.order().trialId().toBytes(),
                akPublic,
                keys(bench, unit, akPublic));
    }

    /// What a receipt of this unit shows when it runs `release`.
    ///
    /// @param charger what it says of its board
    ReceiptExpectation expectation(FirmwareRelease release, Hello charger, Bench bench) {
        var image = release.image().toBytes();
        return new ReceiptExpectation(
                order,
                new OrderContent.Firmware(image, release.version(), release.securityCounter()),
                PcrPrediction.of(charger.romSha256(), Plan.board(charger, bench.vendorRoot()), image, order.customer()),
                akPublic,
                trialId,
                Attestation.freshNonce(bench),
                Stage.LOCKED);
    }

    @Override
    public String toString() {
        return "BookedUnit[" + serial + "]";
    }

    private static void requireFinished(UnitRecord unit) throws StationException {
        switch (unit.state()) {
            case RECORDED, LABELLED, RELEASED -> {
                // the books hold its order and its receipts
            }
            case QUARANTINED -> throw new StationException(Fault.UNIT_QUARANTINED, "");
            case SCRAPPED -> throw new StationException(Fault.UNIT_SCRAPPED, "");
            default ->
                throw new StationException(Fault.WRONG_STATE, "it is " + unit.state() + ", not " + UnitState.RELEASED);
        }
    }

    /// What the vault knows of a unit; empty once its credentials were shredded.
    static Optional<UnitKeys> keys(Bench bench, UnitRecord unit, byte[] akPublic) throws StationException {
        var row = Desks.ask(() -> bench.books().secrets().current(unit.serial()));
        if (row.isEmpty() || row.get().shredded().isPresent()) {
            return Optional.empty();
        }
        var chip = unit.chip().orElseThrow();
        try {
            var secrets = SealedSecrets.decode(row.get().sealed().toBytes());
            var salt = row.get().orderSalt().toBytes();
            return Optional.of(new UnitKeys(
                    secrets,
                    UnitKeys.recordContext(unit.vid(), unit.serial(), chip),
                    UnitKeys.deviceContext(secrets, unit.serial(), chip, salt),
                    akPublic));
        } catch (VaultException e) {
            throw new StationException(Fault.VAULT_UNAVAILABLE, e.getMessage(), e);
        }
    }

    private static SignedOrder open(Bench bench, OrderFile file) throws StationException {
        try {
            return SignedOrder.open(
                    Envelopes.parse(DocumentType.ORDER, file.order().envelope().toBytes()), bench.vendorRoot());
        } catch (DocumentException e) {
            throw new StationException(Fault.BOOKS_UNAVAILABLE, "the booked order: " + e.getMessage(), e);
        }
    }

    private static StationException missing(String what) {
        return new StationException(Fault.WRONG_STATE, what + " is not in the books");
    }
}
