package dev.sealbench.core.internal.run;

import dev.sealbench.core.internal.trust.DeviceCa;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;

/// The device CA of a station: its certificate from the home, its key in the vault.
final class Certificates {

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

    static X509Certificate parse(byte[] pemOrDer) throws CertificateException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pemOrDer));
    }
}
