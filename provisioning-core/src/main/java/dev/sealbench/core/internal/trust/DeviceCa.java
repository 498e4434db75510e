package dev.sealbench.core.internal.trust;

import dev.sealbench.core.internal.document.P256PublicKey;
import dev.sealbench.core.internal.document.Sha256;
import dev.sealbench.core.internal.document.SigningKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;

/// Issues the chargers' device certificates: IDevIDs as IEEE 802.1AR wants them.
///
/// The CA's key stays behind its signer. As safe to share between threads as signer, random source and clock.
public final class DeviceCa {

    /// RFC 5280 4.1.2.5: no well-defined expiration date.
    private static final Instant NO_END = Instant.parse("9999-12-31T23:59:59Z");

    private static final int CERTIFICATE_SERIAL_BITS = 127;
    private static final int KEY_ID_BYTES = 20;

    private final X500Name issuer;
    private final SigningKey key;
    private final SecureRandom random;
    private final Clock clock;

    /// @throws IllegalArgumentException if `certificate` is not a CA's or is for another key
    public DeviceCa(X509Certificate certificate, SigningKey key, SecureRandom random, Clock clock) {
        if (certificate.getBasicConstraints() < 0) {
            throw new IllegalArgumentException("the device CA's certificate is not a CA's");
        }
        if (!(certificate.getPublicKey() instanceof ECPublicKey certified)
                || !P256PublicKey.of(certified).equals(key.publicKey())) {
            throw new IllegalArgumentException("the device CA's certificate is for another key");
        }
        this.issuer = X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
        this.key = key;
        this.random = random;
        this.clock = clock;
    }

    /// A certificate for one charger, DER: subject serialNumber and O, digital signature only, no end.
    ///
    /// @param serial the charger's 16 characters
    /// @param organisation the maker's name, 1 to 64 characters
    /// @param deviceKey the point of the key that the TPM made and the AK certified
    public byte[] issue(String serial, String organisation, P256PublicKey deviceKey) {
        if (serial.isBlank() || organisation.isBlank() || organisation.length() > 64) {
            throw new IllegalArgumentException("serial or organisation is missing or too long");
        }
        var subject = new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.O, organisation)
                .addRDN(BCStyle.SERIALNUMBER, serial)
                .build();
        var builder = new X509v3CertificateBuilder(
                issuer,
                randomSerial(random),
                new Time(Date.from(clock.instant().truncatedTo(ChronoUnit.SECONDS))),
                new Time(Date.from(NO_END)),
                subject,
                SubjectPublicKeyInfo.getInstance(deviceKey.spki()));
        try {
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(Extension.subjectKeyIdentifier, false, keyId(deviceKey));
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new AuthorityKeyIdentifier(keyId(key.publicKey()).getKeyIdentifier()));
            return builder.build(contentSigner(key)).getEncoded();
        } catch (IOException e) {
            throw new IllegalStateException("in memory", e);
        }
    }

    /// A self-signed CA certificate for `key`, DER: path length 0, no end.
    static byte[] selfSigned(String commonName, SigningKey key, SecureRandom random, Clock clock) {
        return caCertificate(commonName, key.publicKey(), new Issuer(commonName, key, 0), random, clock);
    }

    /// Who signs a CA's certificate.
    ///
    /// @param pathLength of the certificate that is signed
    record Issuer(String commonName, SigningKey key, int pathLength) {}

    /// A CA certificate for `subjectKey`, DER: no end.
    static byte[] caCertificate(
            String subject, P256PublicKey subjectKey, Issuer issuer, SecureRandom random, Clock clock) {
        var builder = new X509v3CertificateBuilder(
                commonName(issuer.commonName()),
                randomSerial(random),
                new Time(Date.from(clock.instant().truncatedTo(ChronoUnit.SECONDS))),
                new Time(Date.from(NO_END)),
                commonName(subject),
                SubjectPublicKeyInfo.getInstance(subjectKey.spki()));
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(issuer.pathLength()));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            builder.addExtension(Extension.subjectKeyIdentifier, false, keyId(subjectKey));
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new AuthorityKeyIdentifier(keyId(issuer.key().publicKey()).getKeyIdentifier()));
            return builder.build(contentSigner(issuer.key())).getEncoded();
        } catch (IOException e) {
            throw new IllegalStateException("in memory", e);
        }
    }

    private static X500Name commonName(String text) {
        return new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, text).build();
    }

    /// Positive, 127 bits: RFC 5280 wants at most 20 octets, the CA/Browser rules at least 64 random bits.
    private static BigInteger randomSerial(SecureRandom random) {
        return new BigInteger(CERTIFICATE_SERIAL_BITS, random).setBit(CERTIFICATE_SERIAL_BITS - 1);
    }

    /// RFC 7093 2 (1): the leftmost 160 bits of SHA-256 of the point.
    private static SubjectKeyIdentifier keyId(P256PublicKey key) {
        var hash = Sha256.of(key.point());
        return new SubjectKeyIdentifier(Arrays.copyOf(hash, KEY_ID_BYTES));
    }

    private static ContentSigner contentSigner(SigningKey key) {
        var content = new ByteArrayOutputStream();
        return new ContentSigner() {
            @Override
            public AlgorithmIdentifier getAlgorithmIdentifier() {
                return new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
            }

            @Override
            public OutputStream getOutputStream() {
                return content;
            }

            @Override
            public byte[] getSignature() {
                return key.sign(content.toByteArray());
            }
        };
    }
}
