package dev.sealbench.core.internal.run;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.stream.Collectors.joining;

import dev.sealbench.core.Octets;
import dev.sealbench.core.internal.trust.DeviceCa;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// The device CA of a station: its certificate from the home, its key in the vault.
final class Certificates {

    private static final int PEM_LINE = 64;

    private Certificates() {}

    static DeviceCa deviceCa(Bench bench) {
        return new DeviceCa(ofDeviceCa(bench), bench.deviceCaKey(), bench.random(), bench.clock());
    }

    static X509Certificate ofDeviceCa(Bench bench) {
        try {
            return parse(Files.readAllBytes(bench.home().deviceCa()));
        } catch (IOException e) {
            throw new UncheckedIOException("the device CA's certificate cannot be read", e);
        } catch (CertificateException e) {
            throw new UncheckedIOException(new IOException("the device CA's certificate is damaged", e));
        }
    }

    /// The certificate of the device CA, DER, when the home has one that is about the key in the vault.
    static Optional<Octets> certified(Bench bench) {
        try {
            var certificate = parse(Files.readAllBytes(bench.home().deviceCa()));
            return Arrays.equals(
                            certificate.getPublicKey().getEncoded(),
                            bench.deviceCaKey().publicKey().spki())
                    ? Optional.of(Octets.of(certificate.getEncoded()))
                    : Optional.empty();
        } catch (IOException | CertificateException _) { // the health page says so, and no unit is finished
            return Optional.empty();
        }
    }

    /// The certificates one after the other, PEM.
    static Octets pem(List<Octets> certificates) {
        var lines = Base64.getMimeEncoder(PEM_LINE, new byte[] {'\n'});
        return Octets.of(certificates.stream()
                .map(each -> "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
                        .formatted(lines.encodeToString(each.toBytes())))
                .collect(joining())
                .getBytes(US_ASCII));
    }

    static X509Certificate parse(byte[] pemOrDer) throws CertificateException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pemOrDer));
    }
}
