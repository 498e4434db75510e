package dev.sealbench.link.tpm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Against a software TPM; tpm2-tools are the judge of what it then holds.
class ProvisioningTest {

    private static final HexFormat HEX = HexFormat.of();

    @Test
    void anIndependentToolFindsWhatWasProvisioned() throws Exception {
        try (var swtpm = SwTpm.start()) {
            var done = new Provisioning(swtpm).run();

            for (int number = 0; number < Provisioning.CREDENTIALS; number++) {
                assertThat(nameByTool(swtpm, TpmHandles.FIRST_CREDENTIAL + number))
                        .isEqualTo(HEX.formatHex(done.credentialNames.get(number)));
            }
            assertThat(nameByTool(swtpm, TpmHandles.SRK)).isEqualTo(HEX.formatHex(done.srk.name()));
            assertThat(nameByTool(swtpm, TpmHandles.AK)).isEqualTo(HEX.formatHex(done.ak.name()));
            assertThat(swtpm.tool("tpm2_nvreadpublic", "0x1800012"))
                    .contains("name: " + HEX.formatHex(TpmNames.pukIndex()), "value: 0x22060082");
            assertThat(swtpm.tool("tpm2_getcap", "properties-variable"))
                    .containsPattern("ownerAuthSet: +1")
                    .containsPattern("lockoutAuthSet: +1")
                    .containsPattern("endorsementAuthSet: +0")
                    .containsPattern("disableClear: +1")
                    .containsPattern("TPM2_PT_MAX_AUTH_FAIL: 0x20\\b")
                    .containsPattern("TPM2_PT_LOCKOUT_INTERVAL: 0x1C20\\b")
                    .containsPattern("TPM2_PT_LOCKOUT_RECOVERY: 0x15180\\b");
        }
    }

    @Test
    void theAuthsAreWhatWasLent() throws Exception {
        try (var swtpm = SwTpm.start()) {
            new Provisioning(swtpm).run();
            // the owner's auth opens the PUK index, the PUK itself opens it, and nothing else does
            Files.write(swtpm.file("owner"), Provisioning.OWNER_AUTH);
            Files.write(swtpm.file("puk"), Provisioning.PUK);
            swtpm.tool("tpm2_nvread", "0x1800012", "-C", "o", "-P", "file:owner", "-o", "attempts");
            assertThat(Files.readAllBytes(swtpm.file("attempts"))).isEqualTo(HEX.parseHex("000000000000000a"));
            swtpm.tool("tpm2_nvread", "0x1800012", "-C", "0x1800012", "-P", "file:puk", "-o", "attempts");
            assertThatIllegalStateException()
                    .isThrownBy(() -> swtpm.tool("tpm2_nvread", "0x1800012", "-C", "o", "-P", "", "-o", "x"));
            assertThatIllegalStateException()
                    .isThrownBy(
                            () -> swtpm.tool("tpm2_nvread", "0x1800012", "-C", "0x1800012", "-P", "0000", "-o", "x"));
            assertThatIllegalStateException().isThrownBy(() -> swtpm.tool("tpm2_clear", "-c", "l"));
        }
    }

    @Test
    void whatIsCertifiedIsSignedByTheAttestationKeyAndMeansIt() throws Exception {
        try (var swtpm = SwTpm.start()) {
            var done = new Provisioning(swtpm).run();
            byte[] area = done.ak.area();
            for (int number = 0; number < Provisioning.CREDENTIALS; number++) {
                var certified = done.certifications.get(number);
                assertThat(AttestSignature.verify(area, certified.attest(), certified.signature()))
                        .isTrue();
                byte[] name = done.credentialNames.get(number);
                assertThat(Attest.parse(certified.attest()))
                        .isInstanceOfSatisfying(
                                Attest.ObjectCertification.class,
                                it -> assertThat(it.name()).isEqualTo(name));
            }
            assertThat(Attest.parse(done.puk.attest())).isInstanceOfSatisfying(Attest.NvCertification.class, it -> {
                assertThat(it.indexName()).isEqualTo(TpmNames.pukIndex());
                assertThat(it.contents()).isEqualTo(HEX.parseHex("000000000000000a"));
                assertThat(it.header().extraData()).isEqualTo(Provisioning.QUESTION);
            });
            assertThat(done.deviceKey.attachment())
                    .startsWith(new TpmWriter()
                            .sized(done.deviceKey.publicKey().area())
                            .done());
        }
    }

    @Test
    void theWholeWayStaysInItsBudget() throws Exception {
        try (var swtpm = SwTpm.start()) {
            storeCertificate(swtpm, 813, 813);
            var provisioning = new Provisioning(swtpm);
            provisioning.connection.createEk();
            provisioning.connection.readEkCertificate();
            var traffic = provisioning.run().connection.traffic();
            assertThat(traffic.commands()).isLessThanOrEqualTo(76);
            assertThat(traffic.bytesOut()).isLessThanOrEqualTo(9_600);
            assertThat(traffic.bytesIn()).isLessThanOrEqualTo(9_300);
        }
    }

    @Test
    void noSecretIsEverOnTheLine() throws Exception {
        var line = new ByteArrayOutputStream();
        try (var swtpm = SwTpm.start()) {
            new Provisioning(command -> {
                        line.writeBytes(command);
                        byte[] answer = swtpm.exchange(command);
                        line.writeBytes(answer);
                        return answer;
                    })
                    .run();
        }
        var heard = HEX.formatHex(line.toByteArray());
        assertThat(heard).as("the line was heard").contains(HEX.formatHex(TpmNames.pukIndex()));
        var secrets = new ArrayList<>(List.of(
                Provisioning.PUK,
                Provisioning.OWNER_AUTH,
                Provisioning.LOCKOUT_AUTH,
                Provisioning.AK_AUTH,
                Provisioning.DEVICE_KEY_AUTH));
        for (int number = 0; number < Provisioning.CREDENTIALS; number++) {
            secrets.add(Provisioning.credentialAuth(number));
            secrets.add(Provisioning.credentialValue(number));
        }
        assertThat(secrets).allSatisfy(secret -> assertThat(heard).doesNotContain(HEX.formatHex(secret)));
    }

    @Test
    void theStateBeforeAndAfterSaysWhatHappened() throws Exception {
        try (var swtpm = SwTpm.start()) {
            var before = new TpmConnection(swtpm, new SecureRandom()).readState();
            assertThat(before.authenticated()).isFalse();
            assertThat(before.virgin()).isTrue();
            assertThat(before.manufacturer()).isEqualTo("IBM");
            assertThat(before.persistentSlotsAvailable()).isGreaterThanOrEqualTo(6);
            assertThat(before.lockoutCounter()).isZero();

            new Provisioning(swtpm).run();
            try (var connection = new TpmConnection(swtpm, new SecureRandom())) {
                connection.openSession(connection.createEk());
                var after = connection.readState();
                assertThat(after.authenticated()).isTrue();
                assertThat(after.virgin()).isFalse();
                assertThat(after.ownerAuthSet() && after.lockoutAuthSet() && after.clearDisabled())
                        .isTrue();
                assertThat(after.endorsementAuthSet() || after.inLockout()).isFalse();
                assertThat(after.persistentHandles())
                        .containsExactly(TpmHandles.SRK, 0x81008001, 0x81008002, 0x81008003, 0x81008004, TpmHandles.AK);
                assertThat(after.nvIndices()).containsExactly(TpmHandles.PUK_INDEX);
            }
        }
    }

    @Test
    void authValuesThatEndInZerosWorkAllTheSame() throws Exception {
        // the TPM drops trailing zero octets: one derived value in 256 ends in one
        try (var swtpm = SwTpm.start();
                var connection = new TpmConnection(swtpm, new SecureRandom())) {
            connection.openSession(connection.createEk());
            connection.createSrk();
            byte[] auth = Provisioning.filled(32, 7);
            auth[30] = 0;
            auth[31] = 0;
            connection.createAk(auth);
            byte[] keyAuth = Provisioning.filled(32, 8);
            keyAuth[31] = 0;
            assertThat(connection.createDeviceKey(new byte[32], keyAuth, new byte[0]))
                    .isNotNull();
            connection.closeHierarchies(auth, new byte[32]);
        } catch (TpmFault.Unsuitable e) {
            // an auth of zeros only is an empty one, and the closing look at the flags notices
            assertThat(e).hasMessageContaining("not closed");
            return;
        }
        throw new AssertionError("an empty lockout auth passed as closed");
    }

    @Test
    void theCertificateIsCutAtItsEnd() throws Exception {
        for (int size : new int[] {100, 200, 813, 1500}) {
            try (var swtpm = SwTpm.start();
                    var connection = new TpmConnection(swtpm, new SecureRandom())) {
                byte[] certificate = storeCertificate(swtpm, size, size + 37);
                assertThat(connection.readEkCertificate()).isEqualTo(certificate);
            }
        }
    }

    @Test
    void aTpmWithoutCertificateOrWithAnotherThingInItsPlaceIsRefused() throws Exception {
        try (var swtpm = SwTpm.start();
                var connection = new TpmConnection(swtpm, new SecureRandom())) {
            assertThatExceptionOfType(TpmFault.Refused.class).isThrownBy(connection::readEkCertificate);
            store(swtpm, Provisioning.filled(300, 0x42));
            assertThatExceptionOfType(TpmFault.Tampered.class).isThrownBy(connection::readEkCertificate);
        }
    }

    @Test
    void aSecondProvisioningWithoutResetIsRefused() throws Exception {
        try (var swtpm = SwTpm.start()) {
            new Provisioning(swtpm).run();
            assertThatExceptionOfType(TpmFault.Refused.class)
                    .isThrownBy(() -> new Provisioning(swtpm).run())
                    .withMessageContaining("refused");
        }
    }

    @Test
    void runsThatWereCutOffLeaveNothingInTheWay() throws Exception {
        try (var swtpm = SwTpm.start()) {
            for (int run = 0; run < 5; run++) {
                var abandoned = new TpmConnection(swtpm, new SecureRandom());
                abandoned.openSession(abandoned.createEk());
                new TpmConnection(swtpm, new SecureRandom()).createEk();
            }
            assertThat(new Provisioning(swtpm).run().puk).isNotNull();
        }
    }

    @Test
    void everySessionOfManyWorks() throws Exception {
        // one ephemeral key in 128 has a coordinate or a shared secret with a leading zero octet
        try (var swtpm = SwTpm.start()) {
            for (int run = 0; run < 150; run++) {
                try (var connection = new TpmConnection(swtpm, new SecureRandom())) {
                    connection.openSession(connection.createEk());
                    assertThat(connection.readState().authenticated()).isTrue();
                }
            }
        }
    }

    @Test
    void callsOutOfOrderAreOurBug() throws Exception {
        try (var swtpm = SwTpm.start();
                var connection = new TpmConnection(swtpm, new SecureRandom())) {
            assertThatIllegalStateException().isThrownBy(connection::createSrk);
            assertThatIllegalStateException().isThrownBy(() -> connection.closeHierarchies(new byte[32], new byte[32]));
            connection.openSession(connection.createEk());
            assertThatIllegalStateException()
                    .isThrownBy(() -> connection.certify(1, new byte[34], new byte[1], new byte[1]));
            assertThatIllegalStateException()
                    .isThrownBy(() -> connection.createDeviceKey(new byte[32], new byte[1], new byte[1]));
        }
    }

    private static byte[] storeCertificate(SwTpm swtpm, int certificateBytes, int indexBytes) throws Exception {
        var content = new byte[indexBytes];
        Arrays.fill(content, (byte) 0xff);
        byte[] header = certificateBytes < 130
                ? new byte[] {0x30, (byte) (certificateBytes - 2)}
                : certificateBytes < 259
                        ? new byte[] {0x30, (byte) 0x81, (byte) (certificateBytes - 3)}
                        : new byte[] {
                            0x30, (byte) 0x82, (byte) (certificateBytes - 4 >> 8), (byte) (certificateBytes - 4)
                        };
        System.arraycopy(header, 0, content, 0, header.length);
        store(swtpm, content);
        return Arrays.copyOf(content, certificateBytes);
    }

    private static void store(SwTpm swtpm, byte[] content) throws Exception {
        Files.write(swtpm.file("cert"), content);
        swtpm.tool(
                "tpm2_nvdefine",
                "0x1c0000a",
                "-C",
                "p",
                "-s",
                String.valueOf(content.length),
                "-a",
                "ppwrite|ppread|ownerread|authread|no_da|platformcreate");
        swtpm.tool("tpm2_nvwrite", "0x1c0000a", "-C", "p", "-i", "cert");
    }

    private static String nameByTool(SwTpm swtpm, int handle) throws Exception {
        return Stream.of(swtpm.tool("tpm2_readpublic", "-c", "0x%08x".formatted(handle))
                        .split("\n"))
                .filter(line -> line.startsWith("name: "))
                .map(line -> line.substring("name: ".length()))
                .findAny()
                .orElseThrow();
    }
}
