package dev.sealbench.core.internal.verify;

import dev.sealbench.core.internal.document.CustomerIdentity;
import dev.sealbench.core.internal.document.FactoryData;
import dev.sealbench.core.internal.document.PcrPrediction;
import dev.sealbench.core.internal.export.ExportedReceipt.Attestation;

/// The TPM of a unit, as far as receipts are concerned.
interface TestTpm {

    /// What was measured when the unit booted.
    ///
    /// @param rom SHA-256 of the boot ROM
    /// @param image digest of the application
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Boot(byte[] rom, FactoryData board, byte[] image, CustomerIdentity customer) {

        PcrPrediction prediction() {
            return PcrPrediction.of(rom, board, image, customer);
        }
    }

    /// TPMT_PUBLIC of the attestation key.
    byte[] area() throws Exception;

    /// A quote over PCR 0, 4 and 7 after that boot.
    Attestation quote(byte[] extraData, Boot boot) throws Exception;

    /// A certificate of the locked customer lock.
    Attestation lock(byte[] extraData, Boot boot) throws Exception;
}
