package dev.sealbench.core.internal.trust;

import dev.sealbench.core.internal.document.P256PublicKey;
import dev.sealbench.link.tpm.PublicAreas;
import dev.sealbench.link.tpm.TpmFault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Date;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.ASN1InputStream;

/// Decides from its endorsement key certificate whether a TPM is genuine (TCG EK Credential Profile for TPM 2.0).
///
/// Revocation lists are not fetched: a station has no internet. A maker's revoked roots are taken off the list.
///
/// Immutable; as safe to share between threads as the clock.
public final class EkCertificates {

    private static final String EK_CERTIFICATE_USAGE = "2.23.133.8.1";
    private static final int KEY_USAGE_KEY_AGREEMENT = 4;

    private final TrustedMakers makers;
    private final Clock clock;

    public EkCertificates(TrustedMakers makers, Clock clock) {
        this.makers = makers;
        this.clock = clock;
    }

    /// Checks the certificate of one TPM.
    ///
    /// @param certificate DER, as read from NV; octets after its end are ignored, NV may be longer
    /// @param ekPublicArea TPMT_PUBLIC of the endorsement key as the TPM recreated it
    /// @param manufacturer TPM_PT_MANUFACTURER as the TPM answered it
    public EkVerdict check(byte[] certificate, byte[] ekPublicArea, int manufacturer) {
        P256PublicKey key;
        try {
            key = P256PublicKey.of(PublicAreas.ek(ekPublicArea).key());
        } catch (TpmFault e) {
            return new EkVerdict.Refused(EkRefusal.NOT_THE_TEMPLATE);
        }
        try {
            return check(parse(certificate), key, manufacturer);
        } catch (CertificateException | IOException | IllegalArgumentException e) {
            return new EkVerdict.Refused(EkRefusal.UNREADABLE);
        }
    }

    private EkVerdict check(X509Certificate certificate, P256PublicKey key, int manufacturer)
            throws CertificateException {
        var today = Date.from(clock.instant());
        if (today.before(certificate.getNotBefore()) || today.after(certificate.getNotAfter())) {
            return new EkVerdict.Refused(EkRefusal.NOT_VALID_TODAY);
        }
        var maker = makerOf(certificate, today);
        if (maker.isEmpty()) {
            return new EkVerdict.Refused(EkRefusal.UNKNOWN_MAKER);
        }
        var wrongUsage = wrongUsage(certificate);
        if (wrongUsage.isPresent()) {
            return new EkVerdict.Refused(wrongUsage.get());
        }
        if (!(certificate.getPublicKey() instanceof ECPublicKey certified)
                || !P256PublicKey.of(certified).equals(key)) {
            return new EkVerdict.Refused(EkRefusal.WRONG_KEY);
        }
        return named(maker.get(), TpmNaming.of(certificate), manufacturer, key);
    }

    private static EkVerdict named(TpmMaker maker, Optional<TpmNaming> naming, int manufacturer, P256PublicKey key) {
        if (naming.isEmpty()) {
            return new EkVerdict.Refused(EkRefusal.NO_MAKER_NAMED);
        }
        if (naming.get().manufacturer() != maker.certificateId()) {
            return new EkVerdict.Refused(EkRefusal.MAKER_DIFFERS);
        }
        if (manufacturer != maker.propertyId()) {
            return new EkVerdict.Refused(EkRefusal.PROPERTY_DIFFERS);
        }
        return new EkVerdict.Genuine(maker, naming.get().model(), naming.get().version(), key);
    }

    private static Optional<EkRefusal> wrongUsage(X509Certificate certificate) throws CertificateException {
        if (certificate.getBasicConstraints() >= 0) {
            return Optional.of(EkRefusal.IS_CA);
        }
        var purposes = certificate.getExtendedKeyUsage();
        if (purposes == null || !purposes.contains(EK_CERTIFICATE_USAGE)) {
            return Optional.of(EkRefusal.NOT_AN_EK);
        }
        var usage = certificate.getKeyUsage();
        if (usage == null || !usage[KEY_USAGE_KEY_AGREEMENT]) {
            return Optional.of(EkRefusal.KEY_USAGE);
        }
        return Optional.empty();
    }

    private Optional<TpmMaker> makerOf(X509Certificate certificate, Date today) {
        return makers.makers().stream()
                .filter(maker -> leadsTo(maker, certificate, today))
                .findFirst();
    }

    private static boolean leadsTo(TpmMaker maker, X509Certificate certificate, Date today) {
        try {
            CertPathBuilder.getInstance("PKIX").build(parameters(maker, certificate, today));
            return true;
        } catch (CertPathBuilderException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has PKIX", e);
        }
    }

    private static PKIXBuilderParameters parameters(TpmMaker maker, X509Certificate certificate, Date today)
            throws InvalidAlgorithmParameterException, NoSuchAlgorithmException {
        var target = new X509CertSelector();
        target.setCertificate(certificate);
        var anchors =
                maker.roots().stream().map(root -> new TrustAnchor(root, null)).collect(Collectors.toSet());
        var parameters = new PKIXBuilderParameters(anchors, target);
        parameters.setRevocationEnabled(false);
        parameters.setDate(today);
        var helpers = new ArrayList<>(maker.intermediates());
        helpers.add(certificate);
        parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(helpers)));
        return parameters;
    }

    private static X509Certificate parse(byte[] octets) throws CertificateException, IOException {
        byte[] der;
        try (var in = new ASN1InputStream(octets)) {
            var first = in.readObject();
            if (first == null) {
                throw new CertificateException("empty");
            }
            der = first.getEncoded("DER");
        }
        var factory = CertificateFactory.getInstance("X.509");
        return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der));
    }
}
