package dev.sealbench.core.internal.run;

import dev.sealbench.core.FirmwareRelease;
import dev.sealbench.core.WorkOrder;
import dev.sealbench.core.internal.document.CustomerIdentity;
import dev.sealbench.core.internal.document.FactoryData;
import dev.sealbench.core.internal.document.P256PublicKey;
import dev.sealbench.core.internal.document.PcrPrediction;
import dev.sealbench.link.Hello;
import dev.sealbench.link.wire.Envelope;

/// What a unit is to become: the work order and everything under it, verified again for this run.
///
/// @param image the whole image file of the release
/// @param statement the customer's statement, as the order carries it
record Plan(WorkOrder workOrder, FirmwareRelease release, byte[] image, CustomerIdentity customer, Envelope statement) {

    /// What its TPM must hold when that charger runs this release for this customer.
    PcrPrediction predict(Hello charger, P256PublicKey vendorRoot) {
        return PcrPrediction.of(
                charger.romSha256(), board(charger, vendorRoot), release.image().toBytes(), customer);
    }

    /// The factory data that a board of ours with this id and revision has.
    static FactoryData board(Hello charger, P256PublicKey vendorRoot) {
        return new FactoryData(vendorRoot, charger.boardId(), charger.hardwareRevision(), charger.board());
    }

    @Override
    public String toString() {
        return "Plan[" + workOrder.number() + "]";
    }
}
