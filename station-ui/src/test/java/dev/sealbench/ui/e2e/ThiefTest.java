package dev.sealbench.ui.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.internal.run.Bench;
import dev.sealbench.link.wire.Order;
import dev.sealbench.ui.testkit.Demo;
import dev.sealbench.vault.Derivation;
import dev.sealbench.vault.SecretKind;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/// Somebody tapped the line in the factory, and later took external flash and TPM off the board: resets the TPM,
/// extends what the boot ROM extends, says whatever commands they like. What they lack is the OTP inside of the
/// processor; each attempt stands beside the same one with what the vault knows, which succeeds.
@Tag("e2e")
@ExtendWith(EndToEnd.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ThiefTest {

    private static final HexFormat HEX = HexFormat.of();

    /// What somebody without the OTP may guess: nothing, zeros, and that the unit's own numbers were used.
    private List<byte[]> guesses;

    private Bench bench;
    private UnitSecrets secrets;
    private Flash flash;
    private LockedUnit unit;
    private Recording recording;
    private Order order;
    private TpmCopy tpm;
    private BootReplay boot;
    private StolenTpm thief;

    @BeforeAll
    void steal(LockedUnit unit) throws Exception {
        this.unit = unit;
        bench = unit.station().bench();
        secrets = new UnitSecrets(bench, Demo.SERIAL);
        flash = new Flash(unit.folder());
        recording = unit.recording();
        order = recording.order();
        guesses = List.of(
                new byte[0],
                new byte[32],
                order.getNonce().toByteArray(),
                order.getOrderId().toByteArray(),
                Demo.SERIAL.getBytes(StandardCharsets.US_ASCII));
    }

    @AfterAll
    void close() {
        bench.close();
    }

    @BeforeEach
    void resetTheTpm() throws Exception {
        tpm = TpmCopy.of(unit.folder());
        var books = bench.books();
        var work = books.workOrders()
                .find(books.units()
                        .find(new SerialNumber(Demo.SERIAL))
                        .orElseThrow()
                        .workOrder())
                .orElseThrow()
                .order();
        var customer = books.customers().lock(work.vid(), work.cid()).orElseThrow();
        boot = new BootReplay(tpm, flash, customer);
        thief = new StolenTpm(tpm, boot, flash, order);
    }

    @AfterEach
    void putTheTpmAway() throws Exception {
        tpm.close();
    }

    @Test
    void theRecordedOrderDoesNotOpen() throws Exception {
        tpm.write("order.blob", thief.activationBlob());
        for (var guess : guesses) {
            var endorsement = "hex:" + HEX.formatHex(guess);
            assertThat(thief.createEk(endorsement).output()).containsIgnoringCase(BootReplay.BAD_AUTH);
        }

        var right = "hex:" + HEX.formatHex(secrets.derived(Derivation.ENDORSEMENT));
        assertThat(thief.createEk(right).succeeded()).isTrue();
        assertThat(thief.activate("0x81000001", right).succeeded()).isTrue();
        assertThat(tpm.read("secret")).isEqualTo(flash.deviceSecret());
    }

    /// The import blobs and the SRK are all that it takes to have the credentials once more; not to open them.
    @Test
    void theRecordedCredentialsCanBeLoadedAndStayClosed() throws Exception {
        boot.loaderPhase();
        assertThat(recording.imports()).hasSize(4);
        for (var kind : SecretKind.credentials()) {
            var blob = recording.imports().get(kind.number() - 1);
            thief.load(blob);
            assertThat(tpm.must("tpm2_readpublic", "-c", "credential.ctx"))
                    .contains(HEX.formatHex(
                            order.getCredentialNames(kind.number() - 1).toByteArray()));
            assertStaysClosed("0x8100800" + kind.number(), List.of(new byte[0]));
            assertStaysClosed("credential.ctx", kind == SecretKind.OCPP ? guesses : List.of(new byte[0]));
            assertThat(boot.unseal("credential.ctx", secrets.credentialAuth(kind))
                            .succeeded())
                    .isTrue();
            assertThat(tpm.read("value")).isEqualTo(secrets.value(kind));
        }
    }

    private void assertStaysClosed(String object, List<byte[]> auths) {
        for (var auth : auths) {
            var opened = boot.unseal(object, auth);
            assertThat(opened.succeeded()).isFalse();
            assertThat(opened.output()).containsIgnoringCase(BootReplay.BAD_AUTH);
        }
    }

    @Test
    void theAttestationKeyDoesNotSign() throws Exception {
        boot.loaderPhase();
        boot.measureApplication();
        for (var guess : guesses) {
            assertThat(thief.quote("hex:" + HEX.formatHex(guess)).output()).containsIgnoringCase(BootReplay.BAD_AUTH);
            assertThat(thief.certifyLock("hex:" + HEX.formatHex(guess)).output())
                    .containsIgnoringCase(BootReplay.BAD_AUTH);
        }

        var right = "hex:" + HEX.formatHex(secrets.derived(Derivation.AK));
        assertThat(thief.quote(right).succeeded()).isTrue();
        assertThat(thief.certifyLock(right).succeeded()).isTrue();
    }

    @Test
    void theDeviceKeyDoesNotSign() throws Exception {
        thief.loadDeviceKey("0x81000001");
        var right = secrets.derived(Derivation.DEVICE_KEY);
        boot.loaderPhase();
        assertThat(thief.sign(right).output())
                .as("before the application")
                .containsIgnoringCase(BootReplay.POLICY_FAIL);
        boot.measureApplication();
        assertThat(tpm.run("tpm2_sign", "-c", "device.ctx", "-g", "sha256", "-d", "digest", "-o", "signature")
                        .succeeded())
                .as("without the policy")
                .isFalse();
        for (var guess : guesses) {
            assertThat(thief.sign(guess).output()).containsIgnoringCase(BootReplay.BAD_AUTH);
        }

        assertThat(thief.sign(right).succeeded()).isTrue();
        tpm.must("tpm2_verifysignature", "-c", "device.ctx", "-d", "digest", "-s", "signature");
    }

    /// After a reset the platform hierarchy is open to whoever is first: it destroys, and it opens nothing.
    @Test
    void clearingTheTpmBringsNothingBack() throws Exception {
        tpm.write("order.blob", thief.activationBlob());
        tpm.must("tpm2_readpublic", "-c", "0x81000001", "-o", "srk.pub");
        tpm.must("tpm2_clearcontrol", "-C", "p", "c");
        tpm.must("tpm2_clear", "-c", "p");

        assertThat(thief.createEk("").succeeded())
                .as("the endorsement key comes back, it is the same")
                .isTrue();
        tpm.must("tpm2_createprimary", "-C", "o", "-G", "ecc", "-c", "srk.ctx");
        assertThat(thief.activate("srk.ctx", "").succeeded())
                .as("another storage root key")
                .isFalse();
        tpm.must("tpm2_loadexternal", "-C", "n", "-u", "srk.pub", "-c", "old.ctx");
        assertThat(tpm.must("tpm2_readpublic", "-c", "old.ctx"))
                .contains(HEX.formatHex(order.getSrkName().toByteArray()));
        assertThat(thief.activate("old.ctx", "").output())
                .as("the old one's public half")
                .containsIgnoringCase("0x12F"); // AUTH_UNAVAILABLE
        assertThat(tpm.run(thief.importing("srk.ctx", recording.imports().getFirst()))
                        .succeeded())
                .isFalse();
        assertThat(thief.loadedDeviceKey("srk.ctx").succeeded()).isFalse();

        tpm.write("mine", new byte[16]);
        tpm.must(
                "tpm2_makecredential",
                "-T",
                "none",
                "-u",
                "ek.pub",
                "-s",
                "mine",
                "-n",
                thief.name("srk.ctx"),
                "-o",
                "order.blob");
        assertThat(thief.activate("srk.ctx", "").succeeded())
                .as("what was made for the new one")
                .isTrue();
        assertThat(tpm.read("secret")).isEqualTo(new byte[16]);
    }

    /// A cleared TPM has its hierarchies' templates back; the unit's attestation key must not be among what they make.
    @Test
    void clearingTheTpmDoesNotBringTheAttestationKeyBack() throws Exception {
        tpm.must("tpm2_clearcontrol", "-C", "p", "c");
        tpm.must("tpm2_clear", "-c", "p");
        for (var hierarchy : List.of("e", "o")) {
            tpm.must(
                    "tpm2_createprimary",
                    "-C",
                    hierarchy,
                    "-G",
                    "ecc256:ecdsa-sha256:null",
                    "-a",
                    "fixedtpm|fixedparent|sensitivedataorigin|userwithauth|noda|restricted|sign",
                    "-c",
                    "ak.ctx");
            assertThat(tpm.must("tpm2_readpublic", "-c", "ak.ctx"))
                    .as("same attributes")
                    .contains("raw: 0x50472");
            assertThat(thief.name("ak.ctx"))
                    .isNotEqualTo(HEX.formatHex(order.getAkName().toByteArray()));
        }
    }
}
