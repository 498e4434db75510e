package dev.sealbench.core.internal.document;

import dev.sealbench.link.wire.BurnTarget;
import dev.sealbench.link.wire.Envelope;
import java.time.LocalDate;
import java.util.List;

/// Everything a station decides about one charger; with the two statements and a signature it is an order.
///
/// Plain data: [OrderBuilder] checks the bounds. VID, CID and key pairs are not here, because the customer statement
/// decides them. Octet strings are taken as they are; do not change them afterwards.
///
/// @param orderId 16 random octets
/// @param nonce 32 octets from PrepareOrder
/// @param logCheckpointSha256 SHA-256 of the station's latest log checkpoint, 32 octets
public record OrderContent(
        byte[] orderId,
        byte[] nonce,
        Identity identity,
        Tpm tpm,
        Firmware firmware,
        Dates dates,
        Ocpp ocpp,
        List<AttachmentRef> attachments,
        byte[] logCheckpointSha256,
        Envelope stationStatement,
        Envelope customerStatement) {

    public OrderContent {
        attachments = List.copyOf(attachments);
    }

    /// Who the charger is.
    ///
    /// @param serial 16 characters
    /// @param model at most 32 octets, the customer's device class without the revision
    /// @param gtin 8 to 14 digits
    /// @param ssid at most 32 octets
    /// @param hostName at most 63 octets
    public record Identity(
            String serial, String model, long hardwareRevision, String gtin, String ssid, String hostName) {}

    /// What binds the order to one TPM.
    ///
    /// @param ekName TPM Names are 34 octets: 0x000B and SHA-256
    /// @param credentialNames of 0x81008001 to 04, in this order
    /// @param pukIndexName of NV 0x01800012, written
    /// @param activationCredentialBlob TPM2B_ID_OBJECT with its size
    /// @param activationEncryptedSecret TPM2B_ENCRYPTED_SECRET with its size
    public record Tpm(
            byte[] ekName,
            byte[] akName,
            byte[] srkName,
            List<byte[]> credentialNames,
            byte[] pukIndexName,
            byte[] activationCredentialBlob,
            byte[] activationEncryptedSecret) {

        public Tpm {
            credentialNames = List.copyOf(credentialNames);
        }
    }

    /// @param imageSha256 image digest, IMAGE.md 3.1
    /// @param version "major.minor.revision+build"
    /// @param securityCounter 32 bits, unsigned
    public record Firmware(byte[] imageSha256, String version, long securityCounter) {}

    public record Dates(LocalDate manufactured, LocalDate featureUpdatesUntil, LocalDate securityUpdatesUntil) {}

    /// @param csmsUrl wss://, at most 255 octets
    /// @param identity at most 48 octets
    /// @param securityProfile 2 or 3
    public record Ocpp(String csmsUrl, String identity, int securityProfile) {}

    /// @param target device certificate, CSMS roots or device-key blob
    /// @param sizeBytes 1 to 32,768
    public record AttachmentRef(BurnTarget target, int sizeBytes, byte[] sha256) {}
}
