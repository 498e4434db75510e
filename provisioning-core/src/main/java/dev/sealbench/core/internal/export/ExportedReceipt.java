package dev.sealbench.core.internal.export;

import dev.sealbench.core.Octets;
import dev.sealbench.core.SerialNumber;
import java.util.Optional;

/// One receipt of a unit (ORDER.md 5).
///
/// Immutable.
///
/// @param serial which unit
/// @param number counts this unit's receipts from 1
/// @param body serialised ReceiptBody
/// @param quote over PCR 0, 4 and 7
/// @param lock certification of the customer-lock index; empty in TRIAL
/// @param attestationArea TPMT_PUBLIC of the AK that signed
/// @param attestationKey the same key as SubjectPublicKeyInfo, DER
public record ExportedReceipt(
        SerialNumber serial,
        int number,
        Octets body,
        Attestation quote,
        Optional<Attestation> lock,
        Octets attestationArea,
        Octets attestationKey) {

    /// What a TPM attested.
    ///
    /// @param attest TPMS_ATTEST
    /// @param signature TPMT_SIGNATURE, ECDSA with SHA-256
    public record Attestation(Octets attest, Octets signature) {}
}
