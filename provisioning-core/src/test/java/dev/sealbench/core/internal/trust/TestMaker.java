package dev.sealbench.core.internal.trust;

import dev.sealbench.core.internal.document.P256PublicKey;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// A maker of TPMs for tests: a root, an intermediate, and certificates of endorsement keys with one thing wrong.
final class TestMaker {

    private static final X500Name ROOT = new X500Name("CN=Test maker root");
    private static final X500Name INTERMEDIATE = new X500Name("CN=Test maker EK CA 001");

    private final KeyPair rootKey = newKey();
    private final KeyPair intermediateKey = newKey();

    X509Certificate root() {
        return parse(ca(ROOT, rootKey, ROOT, rootKey));
    }

    X509Certificate intermediate() {
        return parse(ca(ROOT, rootKey, INTERMEDIATE, intermediateKey));
    }

    /// A builder of a certificate that is in order.
    EkCertificate ekCertificate(P256PublicKey key) {
        return new EkCertificate(key);
    }

    /// TPMT_PUBLIC by the TCG's template L-2.
    static byte[] publicArea(P256PublicKey key) {
        var point = HexFormat.of().formatHex(key.point());
        return HexFormat.of()
                .parseHex("0023000b000300b20020837197674484b3f81a90cc8d46a5d724fd52d76e06520b64f2a1da1b331469aa"
                        + "00060080004300100003001000" + "20" + point.substring(2, 66) + "0020"
                        + point.substring(66));
    }

    final class EkCertificate {

        private final P256PublicKey key;
        private Instant notBefore = Instant.parse("2025-01-01T00:00:00Z");
        private Instant notAfter = Instant.parse("2040-01-01T00:00:00Z");
        private String purpose = "2.23.133.8.1";
        private String maker = "id:49465800";
        private int usage = KeyUsage.keyAgreement;
        private boolean ca;

        private EkCertificate(P256PublicKey key) {
            this.key = key;
        }

        EkCertificate notBefore(String instant) {
            notBefore = Instant.parse(instant);
            return this;
        }

        EkCertificate notAfter(String instant) {
            notAfter = Instant.parse(instant);
            return this;
        }

        EkCertificate purpose(String oid) {
            purpose = oid;
            return this;
        }

        EkCertificate maker(String id) {
            maker = id;
            return this;
        }

        EkCertificate digitalSignatureOnly() {
            usage = KeyUsage.digitalSignature;
            return this;
        }

        EkCertificate asCa() {
            ca = true;
            return this;
        }

        byte[] build() {
            try {
                var builder = new X509v3CertificateBuilder(
                        INTERMEDIATE,
                        BigInteger.valueOf(4711),
                        Date.from(notBefore),
                        Date.from(notAfter),
                        // RFC 5280 4.1.2.6: an empty subject needs a subjectAltName
                        maker == null ? new X500Name("CN=unknown") : new X500NameBuilder().build(),
                        SubjectPublicKeyInfo.getInstance(key.spki()));
                builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(ca));
                builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
                if (purpose != null) {
                    var id = KeyPurposeId.getInstance(new ASN1ObjectIdentifier(purpose));
                    builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(id));
                }
                if (maker != null) {
                    // EK profile 3.2.9: critical, because the subject is empty
                    builder.addExtension(Extension.subjectAlternativeName, true, naming(maker));
                }
                return sign(builder, intermediateKey);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static GeneralNames naming(String maker) {
        var name = new X500NameBuilder()
                .addRDN(new ASN1ObjectIdentifier("2.23.133.2.1"), maker)
                .addRDN(new ASN1ObjectIdentifier("2.23.133.2.2"), "SLB9672")
                .addRDN(new ASN1ObjectIdentifier("2.23.133.2.3"), "id:000f0011")
                .build();
        return new GeneralNames(new GeneralName(name));
    }

    private static byte[] ca(X500Name issuer, KeyPair issuerKey, X500Name subject, KeyPair key) {
        try {
            var builder = new X509v3CertificateBuilder(
                    issuer,
                    BigInteger.ONE,
                    Date.from(Instant.parse("2020-01-01T00:00:00Z")),
                    Date.from(Instant.parse("2045-01-01T00:00:00Z")),
                    subject,
                    SubjectPublicKeyInfo.getInstance(key.getPublic().getEncoded()));
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
            return sign(builder, issuerKey);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] sign(X509v3CertificateBuilder builder, KeyPair key) throws Exception {
        var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(key.getPrivate());
        return builder.build(signer).getEncoded();
    }

    private static KeyPair newKey() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509Certificate parse(byte[] der) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
