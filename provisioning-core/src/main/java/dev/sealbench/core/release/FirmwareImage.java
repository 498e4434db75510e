package dev.sealbench.core.release;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.UUID;

/// A well-formed image with all its signatures, none of which is believed yet (IMAGE.md 1 and 2).
///
/// Octet strings are copies of the file's; treat them as read-only.
///
/// @param sizeBytes of the whole file, which ends with the plain area
/// @param digest what the SHA256 entry says, 32 octets
public record FirmwareImage(
        int headerSizeBytes,
        int bodySizeBytes,
        int sizeBytes,
        ImageIdentity identity,
        byte[] digest,
        Signatures signatures) {

    /// The two signatures over the digest and the keys they name.
    ///
    /// @param ecdsaPublicKey SubjectPublicKeyInfo, 91 octets
    /// @param ecdsaSignature DER, 8 to 72 octets
    /// @param lmsPublicKey 56 octets, RFC 8554
    /// @param lmsSignature 1,452 octets, RFC 8554
    public record Signatures(byte[] ecdsaPublicKey, byte[] ecdsaSignature, byte[] lmsPublicKey, byte[] lmsSignature) {

        /// The index of the one-time key that made the LMS signature, 0 to 1,023.
        public int lmsIndex() {
            return ByteBuffer.wrap(lmsSignature).getInt();
        }
    }

    public ImageVersion version() {
        return identity.version();
    }

    public long securityCounter() {
        return identity.securityCounter();
    }

    /// The customer.
    public UUID vid() {
        return identity.vid();
    }

    /// The device class.
    public UUID cid() {
        return identity.cid();
    }

    @Override
    public String toString() {
        return "FirmwareImage[" + identity.version() + ", " + HexFormat.of().formatHex(digest) + "]";
    }
}
