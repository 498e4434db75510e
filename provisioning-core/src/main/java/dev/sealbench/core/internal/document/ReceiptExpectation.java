package dev.sealbench.core.internal.document;

/// What a receipt must say, all of it known without the charger.
///
/// @param order found good
/// @param firmware what runs: the order's own, or an update of the same customer
/// @param prediction of the TPM's registers for that image on this board
/// @param akPublicArea TPMT_PUBLIC of the attestation key; believed because its Name stands in the order
/// @param trialId 16 octets, from the charger's answer to the order
/// @param nonce the station's, 32 octets
/// @param stage what the charger should be by now
public record ReceiptExpectation(
        SignedOrder order,
        OrderContent.Firmware firmware,
        PcrPrediction prediction,
        byte[] akPublicArea,
        byte[] trialId,
        byte[] nonce,
        Stage stage) {

    /// That the firmware is the order's own.
    public ReceiptExpectation(
            SignedOrder order,
            PcrPrediction prediction,
            byte[] akPublicArea,
            byte[] trialId,
            byte[] nonce,
            Stage stage) {
        this(order, firmwareOf(order), prediction, akPublicArea, trialId, nonce, stage);
    }

    private static OrderContent.Firmware firmwareOf(SignedOrder signed) {
        var order = signed.order();
        return new OrderContent.Firmware(
                order.getFirmwareSha256().toByteArray(),
                order.getFirmwareVersion(),
                Integer.toUnsignedLong(order.getSecurityCounter()));
    }

    /// The two states that give receipts.
    public enum Stage {
        TRIAL,
        LOCKED
    }
}
