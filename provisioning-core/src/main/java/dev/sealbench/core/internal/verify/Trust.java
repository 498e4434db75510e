package dev.sealbench.core.internal.verify;

import dev.sealbench.core.internal.document.DocumentException;
import dev.sealbench.core.internal.document.DocumentType;
import dev.sealbench.core.internal.document.Envelopes;
import dev.sealbench.core.internal.document.P256PublicKey;
import dev.sealbench.core.internal.document.Sha256;
import dev.sealbench.core.internal.document.SignedOrder;
import dev.sealbench.core.internal.document.Statements;
import dev.sealbench.core.internal.document.StationIdentity;
import dev.sealbench.core.internal.verify.Papers.Signed;
import dev.sealbench.link.BurnTarget;
import dev.sealbench.link.wire.Attachment;
import dev.sealbench.link.wire.Order;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;

/// What follows from the auditor's keys: the vendor root, the exporting station, the device CAs.
///
/// Safe to share between threads.
///
/// @param vendorRoot the trusted key that signed the station's statement
/// @param station as that says
/// @param deviceCas issuers of device certificates
/// @param untrusted stations with a device CA whose certificate none of the trusted keys signed
record Trust(P256PublicKey vendorRoot, StationIdentity station, DeviceCas deviceCas, List<String> untrusted) {

    static final String STATEMENT = "station-statement.dsse.pb";

    private static final String FOLDER = "certificates/";

    /// @param keys in any order
    static Trust of(Path dir, List<P256PublicKey> keys) throws IOException, WrongExport {
        var path = FOLDER + STATEMENT;
        var statement = SmallFile.read(dir, path);
        for (var key : keys) {
            try {
                var station = Statements.openStation(Envelopes.parse(DocumentType.STATION_STATEMENT, statement), key);
                var deviceCas = DeviceCas.of(dir, station.stationId());
                return new Trust(key, station, deviceCas, deviceCas.untrusted(keys));
            } catch (DocumentException e) {
                if (e.reason() != DocumentException.Reason.BAD_SIGNATURE) {
                    throw new WrongExport(path, e.getMessage());
                }
            }
        }
        throw new WrongExport(path, "is not signed by a trusted key");
    }

    /// The station that a statement in the export is about.
    StationIdentity station(String path, byte[] statement) throws WrongExport {
        try {
            return Statements.openStation(Envelopes.parse(DocumentType.STATION_STATEMENT, statement), vendorRoot);
        } catch (DocumentException e) {
            throw new WrongExport(path, e.getMessage());
        }
    }

    /// A certificate beside an order is the one that the order names, by the device CA of the station that signed the
    /// order, for this charger.
    void requireCertificate(Signed paper, SignedOrder signed) throws WrongExport {
        if (paper.certificate().isEmpty()) {
            return;
        }
        var path = paper.path() + ".der";
        var octets = paper.certificate().get();
        var order = signed.order();
        var named = named(order);
        if (named.isEmpty()
                || named.get().getSizeBytes() != octets.size()
                || !Arrays.equals(named.get().getSha256().toByteArray(), Sha256.of(octets.toByteArray()))) {
            throw new WrongExport(path, "is not the device certificate that the order names");
        }
        var certificate = parse(path, octets.toByteArray());
        deviceCas.requireIssued(path, certificate, signed.station().stationId());
        if (!isFor(certificate.getSubjectX500Principal(), order.getSerial())) {
            throw new WrongExport(path, "is for another unit");
        }
    }

    /// The order's device certificate, by size and digest.
    static Optional<Attachment> named(Order order) {
        return order.getAttachmentsList().stream()
                .filter(each -> each.getTarget() == BurnTarget.DEVICE_CERTIFICATE.wireNumber())
                .findFirst();
    }

    private static boolean isFor(X500Principal subject, String serial) {
        return Arrays.stream(X500Name.getInstance(subject.getEncoded()).getRDNs(BCStyle.SERIALNUMBER))
                .map(part -> IETFUtils.valueToString(part.getFirst().getValue()))
                .anyMatch(serial::equals);
    }

    private static X509Certificate parse(String path, byte[] der) throws WrongExport {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException _) { // it comes from outside
            throw new WrongExport(path, "is not a certificate");
        }
    }
}
