package dev.sealbench.ui.testkit;

import dev.sealbench.core.internal.document.JcaSigner;
import dev.sealbench.core.internal.document.P256PublicKey;
import dev.sealbench.core.internal.document.SigningKey;
import dev.sealbench.core.internal.document.Statements;
import dev.sealbench.core.internal.document.StationIdentity;
import dev.sealbench.core.internal.document.Validity;
import dev.sealbench.core.internal.trust.DeviceCaRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Base64;

/// The vendor of a demonstration, who vouches for stations that a test adds to it.
///
/// @param folder where its keys lie
record DemoVendor(Path folder) {

    private static final String CA = "Sealbench demo device root";

    /// The vendor's word for a station's order key.
    byte[] state(String station, P256PublicKey orderKey) throws IOException, GeneralSecurityException {
        var root = new SigningKey(
                P256PublicKey.ofPem(Files.readString(folder.resolve("vendor-root.pub.pem"))),
                signer("DEMO-ONLY-vendor-root.key.pem"));
        var today = LocalDate.now(Clock.systemUTC());
        var validity = new Validity(today.minusDays(1), today.plusYears(1));
        return Statements.sign(new StationIdentity(station, orderKey, validity), root)
                .toByteArray();
    }

    /// The certificate of a station's device CA, PEM.
    String certify(String station, P256PublicKey deviceCaKey) throws IOException, GeneralSecurityException {
        byte[] root;
        P256PublicKey key;
        try (var in = Files.newInputStream(folder.resolve("device-ca-root.pem"))) {
            var certificate = CertificateFactory.getInstance("X.509").generateCertificate(in);
            root = certificate.getEncoded();
            key = P256PublicKey.ofSpki(certificate.getPublicKey().getEncoded());
        }
        var ca = new DeviceCaRoot(
                CA,
                root,
                new SigningKey(key, signer("DEMO-ONLY-device-ca-root.key.pem")),
                new SecureRandom(),
                Clock.systemUTC());
        var der = ca.certify("Sealbench demo device CA of " + station, deviceCaKey);
        var base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n".formatted(base64);
    }

    private JcaSigner signer(String file) throws IOException, GeneralSecurityException {
        var pem = Files.readString(folder.resolve(file));
        var der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]*-----", ""));
        return new JcaSigner(KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der)));
    }
}
