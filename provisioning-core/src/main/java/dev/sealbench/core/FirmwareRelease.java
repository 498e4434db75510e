package dev.sealbench.core;

import java.util.UUID;

/// A customer's signed firmware that a station may burn. The image itself lies in a file, found by its digest.
///
/// @param image image digest (IMAGE.md 3.1); names the release
/// @param vid the customer whose keys signed it
/// @param cid the device class that it is for
/// @param version 1 to 64 characters
/// @param securityCounter SEC_CNT, 0 to 2^32 - 1
/// @param file SHA-256 of the whole image file
/// @param sizeBytes octets of the image file
/// @param sbom SHA-256 of the CycloneDX document
/// @param record the serialised envelope of the release record
public record FirmwareRelease(
        Digest image,
        UUID vid,
        UUID cid,
        String version,
        long securityCounter,
        Digest file,
        long sizeBytes,
        Digest sbom,
        Octets record) {

    private static final long MAX_U32 = 0xFFFF_FFFFL;

    /// @throws IllegalArgumentException when a field is out of bounds
    public FirmwareRelease {
        FieldBounds.requireText("firmware version", version, 64);
        if (securityCounter < 0 || securityCounter > MAX_U32) {
            throw new IllegalArgumentException("security counter " + securityCounter + " is no 32-bit number");
        }
        if (sizeBytes < 1) {
            throw new IllegalArgumentException("an image has at least one octet");
        }
    }
}
