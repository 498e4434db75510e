package dev.sealbench.core.internal.document;

/// What a receipt must say, all of it known without the charger.
///
/// @param order found good
/// @param prediction of the TPM's registers for the order's image on this board
/// @param akPublicArea TPMT_PUBLIC of the attestation key; believed because its Name stands in the order
/// @param trialId 16 octets, from the charger's answer to the order
/// @param nonce the station's, 32 octets
/// @param stage what the charger should be by now
public record ReceiptExpectation(
        SignedOrder order, PcrPrediction prediction, byte[] akPublicArea, byte[] trialId, byte[] nonce, Stage stage) {

    /// The two states that give receipts.
    public enum Stage {
        TRIAL,
        LOCKED
    }
}
