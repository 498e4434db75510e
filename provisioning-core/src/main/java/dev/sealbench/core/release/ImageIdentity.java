package dev.sealbench.core.release;

import dev.sealbench.core.internal.document.Uuid5;
import java.util.UUID;

/// What a signer says about an image beside its code: whose it is, which version, and how old.
///
/// @param vid the customer: UUIDv5 of the domain
/// @param cid the device class: UUIDv5 of "model/hw-revision" in the customer's namespace
/// @param securityCounter 32 bits, unsigned; never lower than that of the release before
/// @param sbomSha256 SHA-256 of the release's CycloneDX file, 32 octets
public record ImageIdentity(UUID vid, UUID cid, ImageVersion version, long securityCounter, byte[] sbomSha256) {

    /// How far the counter may move from one release to the next, IMAGE.md 3.2.
    public static final int MAX_COUNTER_STEP = 64;

    public ImageIdentity {
        if (securityCounter < 0 || securityCounter > 0xffff_ffffL) {
            throw new IllegalArgumentException("a security counter has 32 bits");
        }
        if (sbomSha256.length != 32) {
            throw new IllegalArgumentException("an SBOM digest has 32 octets");
        }
        sbomSha256 = sbomSha256.clone();
    }

    /// The identity for a customer's domain and a device class such as "CP42/3".
    public static ImageIdentity of(
            String domain, String deviceClass, ImageVersion version, long securityCounter, byte[] sbomSha256) {
        var vid = Uuid5.vid(domain);
        return new ImageIdentity(vid, Uuid5.cid(vid, deviceClass), version, securityCounter, sbomSha256);
    }

    @Override
    public byte[] sbomSha256() {
        return sbomSha256.clone();
    }

    /// Refuses to follow a release with `previousSecurityCounter` by a lower counter or one more than
    /// [#MAX_COUNTER_STEP] above it: chargers in the field would refuse the update.
    ///
    /// @throws IllegalArgumentException saying which
    public ImageIdentity requireFollows(long previousSecurityCounter) {
        if (securityCounter < previousSecurityCounter) {
            throw new IllegalArgumentException("the security counter is lower than the last release's");
        }
        if (securityCounter - previousSecurityCounter > MAX_COUNTER_STEP) {
            throw new IllegalArgumentException("the security counter moves by more than " + MAX_COUNTER_STEP);
        }
        return this;
    }
}
