package dev.sealbench.core.internal.trust;

import dev.sealbench.core.internal.document.P256PublicKey;
import dev.sealbench.core.internal.document.SigningKey;
import java.security.SecureRandom;
import java.time.Clock;

/// The root above the stations' device CAs; offline in production.
///
/// @param certificate self-signed, DER
public record DeviceCaRoot(String commonName, byte[] certificate, SigningKey key, SecureRandom random, Clock clock) {

    /// A new root for `key`.
    public static DeviceCaRoot selfSigned(String commonName, SigningKey key, SecureRandom random, Clock clock) {
        var certificate = DeviceCa.caCertificate(
                commonName, key.publicKey(), new DeviceCa.Issuer(commonName, key, 1), random, clock);
        return new DeviceCaRoot(commonName, certificate, key, random, clock);
    }

    /// The certificate of a station's device CA, DER: path length 0, no end.
    public byte[] certify(String subject, P256PublicKey deviceCaKey) {
        return DeviceCa.caCertificate(subject, deviceCaKey, new DeviceCa.Issuer(commonName, key, 0), random, clock);
    }

    @Override
    public String toString() {
        return "DeviceCaRoot[" + commonName + "]";
    }
}
