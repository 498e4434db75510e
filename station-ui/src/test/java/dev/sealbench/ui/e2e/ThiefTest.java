package dev.sealbench.ui.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.internal.run.Bench;
import dev.sealbench.link.wire.Order;
import dev.sealbench.vault.Derivation;
import dev.sealbench.vault.SecretKind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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
/// extends
/// what the boot ROM extends, says whatever commands they like. What they lack is the OTP inside of the processor; each
/// attempt stands beside the same one with what the vault knows, which succeeds.
@Tag("e2e")
@ExtendWith(EndToEnd.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ThiefTest {

    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] DIGEST = BootReplay.sha256("whatever".getBytes(StandardCharsets.US_ASCII));

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

    @BeforeAll
    void steal(LockedUnit unit) throws Exception {
        this.unit = unit;
        bench = unit.station().open();
        secrets = new UnitSecrets(bench, DemoState.SERIAL);
        flash = new Flash(unit.plug().folder());
        recording = unit.recording();
        order = recording.order();
        guesses = List.of(
                new byte[0],
                new byte[32],
                order.getNonce().toByteArray(),
                order.getOrderId().toByteArray(),
                DemoState.SERIAL.getBytes(StandardCharsets.US_ASCII));
    }

    @AfterAll
    void close() {
        bench.close();
    }

    @BeforeEach
    void resetTheTpm() throws Exception {
        tpm = TpmCopy.of(unit.plug().folder());
        var books = bench.books();
        var work = books.workOrders()
                .find(books.units()
                        .find(new SerialNumber(DemoState.SERIAL))
                        .orElseThrow()
                        .workOrder())
                .orElseThrow()
                .order();
        var customer = books.customers().lock(work.vid(), work.cid()).orElseThrow();
        boot = new BootReplay(tpm, flash, customer);
    }

    @AfterEach
    void putTheTpmAway() throws Exception {
        tpm.close();
    }

    @Test
    void theRecordedOrderDoesNotOpen() throws Exception {
        tpm.write("order.blob", activationBlob());
        for (var guess : guesses) {
            var endorsement = "hex:" + HEX.formatHex(guess);
            assertThat(createEk(endorsement).output()).containsIgnoringCase(BootReplay.BAD_AUTH);
        }

        var right = "hex:" + HEX.formatHex(secrets.derived(Derivation.ENDORSEMENT));
        assertThat(createEk(right).succeeded()).isTrue();
        assertThat(activate("0x81000001", right).succeeded()).isTrue();
        assertThat(tpm.read("secret")).isEqualTo(flash.deviceSecret());
    }

    /// The import blobs and the SRK are all that it takes to have the credentials once more; not to open them.
    @Test
    void theRecordedCredentialsCanBeLoadedAndStayClosed() throws Exception {
        boot.loaderPhase();
        assertThat(recording.imports()).hasSize(4);
        for (var kind : SecretKind.credentials()) {
            var blob = recording.imports().get(kind.number() - 1);
            load(blob);
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
            assertThat(quote("hex:" + HEX.formatHex(guess)).output()).containsIgnoringCase(BootReplay.BAD_AUTH);
            assertThat(certifyLock("hex:" + HEX.formatHex(guess)).output()).containsIgnoringCase(BootReplay.BAD_AUTH);
        }

        var right = "hex:" + HEX.formatHex(secrets.derived(Derivation.AK));
        assertThat(quote(right).succeeded()).isTrue();
        assertThat(certifyLock(right).succeeded()).isTrue();
    }

    @Test
    void theDeviceKeyDoesNotSign() throws Exception {
        loadDeviceKey("0x81000001");
        var right = secrets.derived(Derivation.DEVICE_KEY);
        boot.loaderPhase();
        assertThat(sign(right).output()).as("before the application").containsIgnoringCase(BootReplay.POLICY_FAIL);
        boot.measureApplication();
        assertThat(tpm.run("tpm2_sign", "-c", "device.ctx", "-g", "sha256", "-d", "digest", "-o", "signature")
                        .succeeded())
                .as("without the policy")
                .isFalse();
        for (var guess : guesses) {
            assertThat(sign(guess).output()).containsIgnoringCase(BootReplay.BAD_AUTH);
        }

        assertThat(sign(right).succeeded()).isTrue();
        tpm.must("tpm2_verifysignature", "-c", "device.ctx", "-d", "digest", "-s", "signature");
    }

    /// After a reset the platform hierarchy is open to whoever is first: it destroys, and it opens nothing.
    @Test
    void clearingTheTpmBringsNothingBack() throws Exception {
        tpm.write("order.blob", activationBlob());
        tpm.must("tpm2_readpublic", "-c", "0x81000001", "-o", "srk.pub");
        tpm.must("tpm2_clearcontrol", "-C", "p", "c");
        tpm.must("tpm2_clear", "-c", "p");

        assertThat(createEk("").succeeded())
                .as("the endorsement key comes back, it is the same")
                .isTrue();
        tpm.must("tpm2_createprimary", "-C", "o", "-G", "ecc", "-c", "srk.ctx");
        assertThat(activate("srk.ctx", "").succeeded())
                .as("another storage root key")
                .isFalse();
        tpm.must("tpm2_loadexternal", "-C", "n", "-u", "srk.pub", "-c", "old.ctx");
        assertThat(tpm.must("tpm2_readpublic", "-c", "old.ctx"))
                .contains(HEX.formatHex(order.getSrkName().toByteArray()));
        assertThat(activate("old.ctx", "").output())
                .as("the old one's public half")
                .containsIgnoringCase("0x12F"); // AUTH_UNAVAILABLE
        assertThat(tpm.run(importing("srk.ctx", recording.imports().getFirst())).succeeded())
                .isFalse();
        assertThat(loadedDeviceKey("srk.ctx").succeeded()).isFalse();

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
                name("srk.ctx"),
                "-o",
                "order.blob");
        assertThat(activate("srk.ctx", "").succeeded())
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
            assertThat(name("ak.ctx"))
                    .isNotEqualTo(HEX.formatHex(order.getAkName().toByteArray()));
        }
    }

    private Tool.Result createEk(String endorsement) {
        return tpm.run("tpm2_createek", "-G", "ecc", "-c", "ek.ctx", "-u", "ek.pub", "-P", endorsement);
    }

    /// Activates what is in the file `order.blob`; the secret lands in the file `secret`.
    private Tool.Result activate(String object, String endorsement) {
        tpm.run("tpm2_flushcontext", "-l");
        tpm.must("tpm2_startauthsession", "--policy-session", "-S", "session");
        tpm.must("tpm2_policysecret", "-S", "session", "-c", "e", endorsement);
        var result = tpm.run(
                "tpm2_activatecredential",
                "-c",
                object,
                "-C",
                "ek.ctx",
                "-i",
                "order.blob",
                "-o",
                "secret",
                "-P",
                "session:session");
        tpm.run("tpm2_flushcontext", "session");
        return result;
    }

    /// The order's, in the file format of tpm2-tools: magic, version, TPM2B_ID_OBJECT, TPM2B_ENCRYPTED_SECRET.
    private byte[] activationBlob() {
        var blob = order.getActivationCredentialBlob();
        var secret = order.getActivationEncryptedSecret();
        return ByteBuffer.allocate(8 + blob.size() + secret.size())
                .putInt(0xBADCC0DE)
                .putInt(1)
                .put(blob.toByteArray())
                .put(secret.toByteArray())
                .array();
    }

    private void load(Recording.Import blob) throws Exception {
        tpm.must(importing("0x81000001", blob));
        tpm.must("tpm2_load", "-C", "0x81000001", "-u", "import.pub", "-r", "import.priv", "-c", "credential.ctx");
    }

    private String[] importing(String parent, Recording.Import blob) throws Exception {
        tpm.write("import.pub", blob.area());
        tpm.write("import.dup", blob.duplicate());
        tpm.write("import.seed", blob.seed());
        return new String[] {
            "tpm2_import",
            "-C",
            parent,
            "-u",
            "import.pub",
            "-i",
            "import.dup",
            "-s",
            "import.seed",
            "-r",
            "import.priv"
        };
    }

    private Tool.Result quote(String auth) {
        return tpm.run(
                "tpm2_quote",
                "-c",
                "0x81010020",
                "-p",
                auth,
                "-l",
                "sha256:0,4,7",
                "-q",
                HEX.formatHex(DIGEST),
                "-m",
                "quote",
                "-s",
                "signature");
    }

    private Tool.Result certifyLock(String auth) {
        return tpm.run(
                "tpm2_nvcertify",
                "-C",
                "0x81010020",
                "-P",
                auth,
                "-c",
                "0x1400010",
                "-g",
                "sha256",
                "-o",
                "signature",
                "--attestation",
                "attest",
                "0x1400010");
    }

    private void loadDeviceKey(String parent) throws Exception {
        var loaded = loadedDeviceKey(parent);
        assertThat(loaded.succeeded()).as(loaded.output()).isTrue();
        tpm.write("digest", DIGEST);
    }

    private Tool.Result loadedDeviceKey(String parent) throws Exception {
        var octets = flash.deviceKey();
        int split = Short.BYTES + Short.toUnsignedInt(ByteBuffer.wrap(octets).getShort());
        int end = split
                + Short.BYTES
                + Short.toUnsignedInt(ByteBuffer.wrap(octets).getShort(split));
        tpm.write("device.pub", Arrays.copyOf(octets, split));
        tpm.write("device.priv", Arrays.copyOfRange(octets, split, end));
        return tpm.run("tpm2_load", "-C", parent, "-u", "device.pub", "-r", "device.priv", "-c", "device.ctx");
    }

    private Tool.Result sign(byte[] auth) {
        return boot.underPolicy(
                "sha256:7", auth, "tpm2_sign", "-c", "device.ctx", "-g", "sha256", "-d", "digest", "-o", "signature");
    }

    /// The Name of an object, in hexadecimal.
    private String name(String object) throws Exception {
        tpm.must("tpm2_readpublic", "-c", object, "-n", "name");
        return HEX.formatHex(tpm.read("name"));
    }
}
