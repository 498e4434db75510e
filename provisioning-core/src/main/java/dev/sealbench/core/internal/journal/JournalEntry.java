package dev.sealbench.core.internal.journal;

import dev.sealbench.core.ChipId;
import dev.sealbench.core.Digest;
import dev.sealbench.core.LabelKind;
import dev.sealbench.core.Octets;
import dev.sealbench.core.RunResult;
import dev.sealbench.core.UnitState;
import java.util.List;
import java.util.UUID;

/// One thing that a unit's journal can say. "Intended" is written before the effect, the others after it.
///
/// All are immutable and hold no secret in the clear, so they may be logged.
public sealed interface JournalEntry {

    /// What the station decided about a trial. For one trial id there is only ever one kind of decision.
    sealed interface TrialDecided extends JournalEntry {

        /// Digest of the order under trial.
        Digest order();

        /// 16 octets, from the charger.
        Octets trialId();

        /// The serialised, signed envelope, ready to be sent (again).
        Octets envelope();
    }

    /// A run began.
    ///
    /// @param run UUIDv7
    /// @param workOrder its number
    /// @param person the operator's pseudonym
    /// @param versions programs in use
    /// @param slot from 1
    record RunOpened(UUID run, String workOrder, String person, String versions, int slot) implements JournalEntry {}

    /// The chip was found genuine and belongs to this serial number from now on.
    ///
    /// @param chip Name of the endorsement key
    /// @param endorsementPublic its public area (TPMT_PUBLIC)
    /// @param endorsementCertificate DER
    /// @param expected whether the chip was on the list of the lot
    record ChipBound(ChipId chip, Octets endorsementPublic, Octets endorsementCertificate, boolean expected)
            implements JournalEntry {}

    /// This image is about to be burned.
    record BurnIntended(Digest image, String version) implements JournalEntry {}

    /// This image was read back equal.
    record BurnDone(Digest image) implements JournalEntry {}

    /// Credentials were drawn. Until they are void these, and no others, are the unit's.
    ///
    /// @param sealedSecrets as the vault sealed them
    /// @param salt 32 octets: the order salt of the device secret (ORDER.md 3.2)
    record CredentialsSealed(Octets sealedSecrets, Octets salt) implements JournalEntry {}

    /// The device key was made in the TPM and certified.
    ///
    /// @param keyBlob TPM2B_PUBLIC and TPM2B_PRIVATE
    /// @param certificate DER
    record DeviceKeyIssued(Octets keyBlob, Octets certificate) implements JournalEntry {}

    /// What the TPM holds now.
    ///
    /// @param storageRootPublic TPMT_PUBLIC of the SRK
    /// @param attestationPublic TPMT_PUBLIC of the AK
    /// @param credentialNames Names of 0x81008001 to 04, in this order
    /// @param pukIndexName Name of NV 0x01800012, written
    record TpmNames(
            Octets storageRootPublic, Octets attestationPublic, List<Octets> credentialNames, Octets pukIndexName)
            implements JournalEntry {

        /// Copies the list.
        public TpmNames {
            credentialNames = List.copyOf(credentialNames);
        }
    }

    /// The AK certified an object of the TPM.
    ///
    /// @param handle TPM handle, unsigned 32 bits
    /// @param attest TPMS_ATTEST
    /// @param signature TPMT_SIGNATURE
    record ObjectCertified(long handle, Octets attest, Octets signature) implements JournalEntry {}

    /// Something was measured: kept for the books.
    record Measured(String name, String value) implements JournalEntry {}

    /// This order is about to be sent. Several may stand here, since a lost one is made anew with a fresh nonce.
    ///
    /// @param envelope the serialised envelope
    /// @param order its digest
    /// @param nonce 32 octets, from PrepareOrder
    record OrderIntended(Octets envelope, Digest order, Octets nonce) implements JournalEntry {}

    /// The charger executed this order.
    ///
    /// @param trialId 16 octets, drawn by the charger
    record OrderAcknowledged(Digest order, Octets trialId) implements JournalEntry {}

    /// The receipt of the trial was checked and found good.
    ///
    /// @param nonce 32 octets, the station's
    /// @param receipt serialised
    record TrialReceipt(Digest order, Octets nonce, Octets receipt) implements JournalEntry {}

    /// The trial will be made final. From here on it is never reverted.
    record ConfirmIntended(Digest order, Octets trialId, Octets envelope) implements TrialDecided {}

    /// The trial will be undone. From here on it is never confirmed.
    record RevertIntended(Digest order, Octets trialId, Octets envelope) implements TrialDecided {}

    /// The receipt of the locked charger was checked and found good.
    ///
    /// @param nonce 32 octets, the station's
    /// @param receipt serialised
    record FinalReceipt(Digest order, Octets nonce, Octets receipt) implements JournalEntry {}

    /// The books hold all of this order.
    record Booked(Digest order) implements JournalEntry {}

    /// A label is about to go to the printer.
    ///
    /// @param copy number of this print, from 1
    record LabelIntended(LabelKind kind, int copy) implements JournalEntry {}

    /// The label was printed and scanned back.
    record LabelDone(LabelKind kind, int copy) implements JournalEntry {}

    /// The label on the unit was compared with the unit.
    record Released() implements JournalEntry {}

    /// The credentials, and all that was made with them, are never used again: the trial was reverted.
    record Voided(String reason) implements JournalEntry {}

    /// A run ended.
    ///
    /// @param reached the last state that it brought about or confirmed
    /// @param faultCode 0 when there was none
    record RunClosed(UUID run, RunResult result, UnitState reached, int faultCode, String reason)
            implements JournalEntry {}
}
