package dev.sealbench.core.internal.trust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.internal.document.TestFiles;
import dev.sealbench.core.internal.document.TestKeys;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A certificate that swtpm's own CA issues, so that the simulator's maker ids and the profile are not our
/// invention.
class SimulatorCertificateTest {

    @Test
    void whatSwtpmLocalcaIssuesIsBelievedInADemo(@TempDir Path folder) throws Exception {
        var ek = TestKeys.fresh().publicKey();
        Files.writeString(folder.resolve("localca.conf"), """
                statedir = %1$s
                signingkey = %1$s/signkey.pem
                issuercert = %1$s/issuercert.pem
                certserial = %1$s/certserial
                """.formatted(folder));
        Files.writeString(folder.resolve("localca.options"), """
                --platform-manufacturer Example
                --platform-version 1
                --platform-model Board
                """);
        var point = HexFormat.of().formatHex(ek.point());
        var ran = TestFiles.run(
                folder,
                "swtpm_localca",
                "--type",
                "ek",
                "--ek",
                "x=" + point.substring(2, 66) + ",y=" + point.substring(66) + ",id=secp256r1",
                "--dir",
                folder.toString(),
                "--vmid",
                "unit",
                "--tpm2",
                "--configfile",
                folder.resolve("localca.conf").toString(),
                "--optsfile",
                folder.resolve("localca.options").toString(),
                "--tpm-spec-family",
                "2.0",
                "--tpm-spec-level",
                "0",
                "--tpm-spec-revision",
                "164",
                "--tpm-manufacturer",
                "id:49424D00",
                "--tpm-model",
                "swtpm",
                "--tpm-version",
                "id:20191023");
        assertThat(ran.exitCode()).as(ran.output()).isZero();

        var maker = TpmMaker.simulator(
                List.of(read(folder.resolve("swtpm-localca-rootca-cert.pem"))),
                List.of(read(folder.resolve("issuercert.pem"))));
        var checker = new EkCertificates(TrustedMakers.demo(List.of(maker)), Clock.systemUTC());
        var verdict = checker.check(
                Files.readAllBytes(folder.resolve("ek.cert")),
                TestMaker.publicArea(ek),
                TpmMaker.SIMULATOR_PROPERTY_ID);
        assertThat(verdict).isInstanceOfSatisfying(EkVerdict.Genuine.class, genuine -> {
            assertThat(genuine.model()).isEqualTo("swtpm");
            assertThat(genuine.maker().simulator()).isTrue();
        });
    }

    private static X509Certificate read(Path pem) throws Exception {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(pem)));
    }
}
