package dev.sealbench.core.internal.trust;

import dev.sealbench.core.internal.document.JcaSigner;
import dev.sealbench.core.internal.document.P256PublicKey;
import dev.sealbench.core.internal.document.SigningKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;

/// A device CA's key and self-signed certificate in a password-protected PKCS#12 file, where no HSM holds it.
public record DeviceCaKey(X509Certificate certificate, SigningKey key) {

    private static final String ALIAS = "device-ca";

    /// Makes a new CA in a new file. `passphrase` stays the caller's to wipe.
    ///
    /// @throws IOException if the file exists or cannot be written
    public static void create(Path file, String commonName, char[] passphrase, SecureRandom random, Clock clock)
            throws IOException {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            var pair = generator.generateKeyPair();
            var key = signingKey((ECPublicKey) pair.getPublic(), pair.getPrivate());
            var certificate = parse(DeviceCa.selfSigned(commonName, key, random, clock));
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(ALIAS, pair.getPrivate(), passphrase, new Certificate[] {certificate});
            try (var out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
                store.store(out, passphrase);
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has P-256 and PKCS#12", e);
        }
    }

    /// Opens what [#create] made. `passphrase` stays the caller's to wipe.
    ///
    /// @throws IOException if the file cannot be read or the passphrase does not open it
    public static DeviceCaKey open(Path file, char[] passphrase) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var store = KeyStore.getInstance("PKCS12");
            store.load(in, passphrase);
            var certificate = (X509Certificate) store.getCertificate(ALIAS);
            var privateKey = (PrivateKey) store.getKey(ALIAS, passphrase);
            if (certificate == null || privateKey == null) {
                throw new IOException(file + " holds no device CA");
            }
            return new DeviceCaKey(certificate, signingKey((ECPublicKey) certificate.getPublicKey(), privateKey));
        } catch (GeneralSecurityException e) {
            throw new IOException(file + " does not open", e);
        }
    }

    private static SigningKey signingKey(ECPublicKey publicKey, PrivateKey privateKey) {
        return new SigningKey(P256PublicKey.of(publicKey), new JcaSigner(privateKey));
    }

    private static X509Certificate parse(byte[] der) throws GeneralSecurityException {
        var factory = CertificateFactory.getInstance("X.509");
        return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der));
    }
}
