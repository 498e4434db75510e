package dev.sealbench.core.internal.verify;

import dev.sealbench.core.Digest;
import dev.sealbench.core.FirmwareRelease;
import dev.sealbench.core.Octets;
import dev.sealbench.core.internal.document.CustomerIdentity;
import dev.sealbench.core.internal.document.DocumentType;
import dev.sealbench.core.internal.document.Envelopes;
import dev.sealbench.core.internal.document.KeyPairDigests;
import dev.sealbench.core.internal.document.P256PublicKey;
import dev.sealbench.core.internal.document.Samples;
import dev.sealbench.core.internal.document.SigningKey;
import dev.sealbench.core.internal.document.Statements;
import dev.sealbench.core.internal.document.StationIdentity;
import dev.sealbench.core.internal.document.TestKeys;
import dev.sealbench.core.internal.trust.DeviceCa;
import dev.sealbench.core.internal.trust.DeviceCaRoot;
import dev.sealbench.link.wire.Envelope;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/// A vendor, one of its stations, a customer with one release, that station's device CA; all in order.
final class Vendor {

    static final String STATION = "line-4";

    final SigningKey root;
    final SigningKey firmwareKey;
    final String id;
    final SigningKey station = TestKeys.fresh();
    final CustomerIdentity customer;
    final Envelope stationStatement;
    final Envelope customerStatement;
    final FirmwareRelease release;
    private final SigningKey caRootKey;
    private final SigningKey caKey = TestKeys.fresh();
    private final SecureRandom random = new SecureRandom();
    private final X509Certificate caCertificate;

    /// With station [#STATION].
    Vendor() {
        root = TestKeys.fresh();
        firmwareKey = TestKeys.fresh();
        caRootKey = TestKeys.fresh();
        id = STATION;
        customer = new CustomerIdentity(
                "Example Charging",
                "charging.example.com",
                "CP42/3",
                List.of(new KeyPairDigests(firmwareKey.publicKey().keyId(), Samples.octets(32, 1)), Samples.pair(2)),
                Samples.THIS_YEAR);
        customerStatement = Statements.sign(customer, root);
        release = release();
        stationStatement = stated();
        caCertificate = certified();
    }

    /// The same vendor and customer, another vault.
    private Vendor(Vendor same, String station) {
        root = same.root;
        firmwareKey = same.firmwareKey;
        caRootKey = same.caRootKey;
        id = station;
        customer = same.customer;
        customerStatement = same.customerStatement;
        release = same.release;
        stationStatement = stated();
        caCertificate = certified();
    }

    /// This vendor with a station whose vault was made anew: keys, statement and device CA are others. With the same
    /// id it is the same station.
    Vendor at(String station) {
        return new Vendor(this, station);
    }

    private Envelope stated() {
        return Statements.sign(new StationIdentity(id, station.publicKey(), Samples.THIS_YEAR), root);
    }

    private X509Certificate certified() {
        return certificate(DeviceCaRoot.selfSigned("device root", caRootKey, random, Samples.TODAY)
                .certify("device CA", caKey.publicKey()));
    }

    /// What an auditor has of the vendor.
    List<P256PublicKey> keys() {
        return List.of(root.publicKey(), caRootKey.publicKey());
    }

    String trustFile() {
        return root.publicKey().pem() + caRootKey.publicKey().pem();
    }

    byte[] deviceCertificate(String serial) {
        return new DeviceCa(caCertificate, caKey, random, Samples.TODAY)
                .issue(serial, "Example Chargers", TestKeys.fresh().publicKey());
    }

    Octets deviceCaDer() {
        try {
            return Octets.of(caCertificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    /// PEM.
    Octets deviceCa() throws Exception {
        var pem = "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
                .formatted(Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(caCertificate.getEncoded()));
        return Octets.of(pem.getBytes(StandardCharsets.US_ASCII));
    }

    /// Changes a file of an export, and signs the manifest that goes with it, as a lying station would.
    void seal(Path dir, Path file, byte[] content) throws IOException {
        Files.write(file, content);
        var line = "(\"path\":\"%s\",\"sizeBytes\":)\\d+(,\"sha256\":\")[0-9a-f]+"
                .formatted(Pattern.quote(dir.relativize(file).toString()));
        sealManifest(
                dir,
                Files.readString(dir.resolve("manifest.json"))
                        .replaceFirst(
                                line,
                                "$1%d$2%s"
                                        .formatted(
                                                content.length,
                                                Digest.sha256(content).hex())));
    }

    /// Signs another manifest.
    void sealManifest(Path dir, String text) throws IOException {
        Files.writeString(dir.resolve("manifest.json"), text);
        Files.write(dir.resolve("manifest.sig"), station.sign(text.getBytes()));
    }

    private FirmwareRelease release() {
        var image = Digest.sha256("an image".getBytes(StandardCharsets.US_ASCII));
        var file = Digest.sha256("a file".getBytes(StandardCharsets.US_ASCII));
        var sbom = Digest.sha256("an SBOM".getBytes(StandardCharsets.US_ASCII));
        var record = ("{\"format\":1,\"version\":\"1.2.3+4\",\"securityCounter\":7,\"vid\":\"%s\",\"cid\":\"%s\","
                        + "\"imageSha256\":\"%s\",\"fileSha256\":\"%s\",\"fileSizeBytes\":6,\"sbomSha256\":\"%s\"}")
                .formatted(customer.vid(), customer.cid(), image, file, sbom);
        var envelope = Envelopes.sign(DocumentType.RELEASE, record.getBytes(StandardCharsets.US_ASCII), firmwareKey);
        return new FirmwareRelease(
                image, customer.vid(), customer.cid(), "1.2.3+4", 7, file, 6, sbom, Octets.of(envelope.toByteArray()));
    }

    private static X509Certificate certificate(byte[] der) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
