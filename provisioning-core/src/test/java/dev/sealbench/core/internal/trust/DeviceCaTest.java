package dev.sealbench.core.internal.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sealbench.core.internal.document.P256PublicKey;
import dev.sealbench.core.internal.document.TestFiles;
import dev.sealbench.core.internal.document.TestKeys;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceCaTest {

    private static final Clock TODAY = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);
    private static final char[] PASSPHRASE = "correct horse battery".toCharArray();

    @TempDir
    private Path folder;

    private final SecureRandom random = new SecureRandom();
    private final P256PublicKey deviceKey = TestKeys.fresh().publicKey();

    @Test
    void opensslVerifiesADeviceCertificateAndReadsItsFields() throws Exception {
        var ca = newCa();
        Files.write(folder.resolve("ca.der"), ca.certificate().getEncoded());
        var der = new DeviceCa(ca.certificate(), ca.key(), random, TODAY)
                .issue("CP42647100001239", "Example Chargers", deviceKey);
        Files.write(folder.resolve("device.der"), der);
        openssl("x509", "-inform", "DER", "-in", "ca.der", "-out", "ca.pem");
        openssl("x509", "-inform", "DER", "-in", "device.der", "-out", "device.pem");

        var at = "" + TODAY.instant().getEpochSecond();
        assertThat(openssl("verify", "-x509_strict", "-attime", at, "-CAfile", "ca.pem", "device.pem"))
                .isEqualTo("device.pem: OK\n");
        var text = openssl("x509", "-in", "device.pem", "-noout", "-text", "-nameopt", "RFC2253");
        assertThat(text)
                .contains("serialNumber=CP42647100001239,O=Example Chargers")
                .contains("Not After : Dec 31 23:59:59 9999 GMT")
                .containsPattern("X509v3 Key Usage: critical\\s+Digital Signature\\s")
                .contains("X509v3 Subject Key Identifier", "X509v3 Authority Key Identifier")
                .doesNotContain("CA:TRUE");
        assertThat(openssl("x509", "-in", "device.pem", "-noout", "-pubkey")).isEqualTo(deviceKey.pem());
    }

    @Test
    void opensslRefusesADeviceCertificateOfAnotherCa() throws Exception {
        var other = newCa();
        Files.move(folder.resolve("ca.p12"), folder.resolve("other.p12"));
        var ca = newCa();
        Files.write(folder.resolve("ca.der"), other.certificate().getEncoded());
        openssl("x509", "-inform", "DER", "-in", "ca.der", "-out", "ca.pem");
        Files.write(
                folder.resolve("device.der"),
                new DeviceCa(ca.certificate(), ca.key(), random, TODAY).issue("S", "O", deviceKey));
        openssl("x509", "-inform", "DER", "-in", "device.der", "-out", "device.pem");
        assertThat(TestFiles.run(folder, "openssl", "verify", "-CAfile", "ca.pem", "device.pem")
                        .exitCode())
                .isNotZero();
    }

    @Test
    void certificateSerialNumbersAreLongRandomAndPositive() throws Exception {
        var ca = newCa();
        var deviceCa = new DeviceCa(ca.certificate(), ca.key(), random, TODAY);
        var first = parse(deviceCa.issue("S", "O", deviceKey)).getSerialNumber();
        var second = parse(deviceCa.issue("S", "O", deviceKey)).getSerialNumber();
        assertThat(first).isNotEqualTo(second).isPositive();
        assertThat(first.bitLength()).isEqualTo(127);
    }

    @Test
    void aCaNeedsACaCertificateForItsOwnKey() throws Exception {
        var ca = newCa();
        assertThatThrownBy(() -> new DeviceCa(ca.certificate(), TestKeys.fresh(), random, TODAY))
                .hasMessageContaining("another key");
        var leaf = parse(new DeviceCa(ca.certificate(), ca.key(), random, TODAY).issue("S", "O", deviceKey));
        assertThatThrownBy(() -> new DeviceCa(leaf, ca.key(), random, TODAY)).hasMessageContaining("not a CA's");
    }

    @Test
    void aWrongPassphraseDoesNotOpenTheKeyAndAFileIsNotOverwritten() throws Exception {
        newCa();
        assertThatThrownBy(() -> DeviceCaKey.open(folder.resolve("ca.p12"), "wrong".toCharArray()))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(this::newCa).isInstanceOf(IOException.class);
    }

    @Test
    void theVendorRootIsReadFromPem() throws Exception {
        Files.writeString(folder.resolve("root.pem"), deviceKey.pem());
        assertThat(VendorRoot.read(folder.resolve("root.pem")).publicKey()).isEqualTo(deviceKey);
        Files.writeString(folder.resolve("root.pem"), "no key");
        assertThatThrownBy(() -> VendorRoot.read(folder.resolve("root.pem"))).isInstanceOf(IOException.class);
    }

    private DeviceCaKey newCa() throws IOException {
        var file = folder.resolve("ca.p12");
        DeviceCaKey.create(file, "Example device CA 2026", PASSPHRASE.clone(), random, TODAY);
        return DeviceCaKey.open(file, PASSPHRASE.clone());
    }

    private String openssl(String... arguments) throws Exception {
        var command = new String[arguments.length + 1];
        command[0] = "openssl";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        var ran = TestFiles.run(folder, command);
        assertThat(ran.exitCode()).as(ran.output()).isZero();
        return ran.output();
    }

    private static X509Certificate parse(byte[] der) throws Exception {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }
}
