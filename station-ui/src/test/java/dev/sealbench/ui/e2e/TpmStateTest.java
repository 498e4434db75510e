package dev.sealbench.ui.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.CustomerLock;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.internal.document.Uuid5;
import dev.sealbench.core.internal.run.Bench;
import dev.sealbench.link.Program;
import dev.sealbench.link.Status;
import dev.sealbench.vault.SecretKind;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/// What the TPM of a finished unit holds (ORDER.md 4), told by tpm2-tools, which know nothing of this project.
@Tag("e2e")
@ExtendWith(EndToEnd.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TpmStateTest {

    private static final HexFormat HEX = HexFormat.of();

    private LockedUnit unit;
    private Bench bench;
    private UnitSecrets secrets;
    private CustomerLock customer;
    private TpmCopy tpm;

    @BeforeAll
    void open(LockedUnit unit) throws Exception {
        this.unit = unit;
        bench = unit.station().open();
        secrets = new UnitSecrets(bench, DemoState.SERIAL);
        var books = bench.books();
        var record = books.units().find(new SerialNumber(DemoState.SERIAL)).orElseThrow();
        var order = books.workOrders().find(record.workOrder()).orElseThrow().order();
        customer = books.customers().lock(order.vid(), order.cid()).orElseThrow();
    }

    @AfterAll
    void close() {
        bench.close();
    }

    @BeforeEach
    void copyTpm() throws Exception {
        tpm = TpmCopy.of(unit.plug().folder());
    }

    @AfterEach
    void deleteTpm() throws Exception {
        tpm.close();
    }

    @Test
    void exactlyTheOrderedObjectsArePersistent() {
        assertThat(tpm.must("tpm2_getcap", "handles-persistent").lines())
                .containsExactlyInAnyOrder(
                        "- 0x81000001", "- 0x81008001", "- 0x81008002", "- 0x81008003", "- 0x81008004", "- 0x81010020");
        assertThat(tpm.must("tpm2_getcap", "handles-nv-index").lines())
                .containsExactlyInAnyOrder("- 0x1400010", "- 0x1400011", "- 0x1800012", "- 0x1C0000A");
    }

    @Test
    void theIndicesAreAsOrdered() throws Exception {
        assertThat(attributes("0x1400010"))
                .as("written and write-locked for ever")
                .isEqualTo(0x62042C01);
        assertThat(attributes("0x1400011")).as("a counter of the platform").isEqualTo(0x62040411);
        assertThat(attributes("0x1800012")).as("a PIN that fails").isEqualTo(0x22060082);

        tpm.must("tpm2_nvread", "0x1400010", "-C", "0x1400010", "-o", "lock");
        assertThat(tpm.must("sha256sum", "lock")).startsWith(HEX.formatHex(sha256(sha256(customerOctets()))));
    }

    @Test
    void theLockTakesNoOtherCustomer() throws Exception {
        tpm.write("other", new byte[32]);
        assertThat(tpm.run("tpm2_nvwrite", "0x1400010", "-C", "p", "-i", "other")
                        .succeeded())
                .isFalse();
        assertThat(tpm.run("tpm2_nvundefine", "0x1400010", "-C", "p").succeeded())
                .isFalse();
        assertThat(tpm.run("tpm2_nvundefine", "0x1400011", "-C", "p").succeeded())
                .isFalse();
        assertThat(attributes("0x1400010")).isEqualTo(0x62042C01);
    }

    @Test
    void allHierarchiesHaveOwners() {
        var variable = tpm.must("tpm2_getcap", "properties-variable");
        for (var set : new String[] {"ownerAuthSet", "endorsementAuthSet", "lockoutAuthSet", "disableClear"}) {
            assertThat(variable).containsPattern(set + ": +1\\b");
        }
        assertThat(variable)
                .containsPattern("inLockout: +0\\b")
                .containsPattern("TPM2_PT_MAX_AUTH_FAIL: 0x20\\b")
                .containsPattern("TPM2_PT_LOCKOUT_INTERVAL: 0x1C20\\b")
                .containsPattern("TPM2_PT_LOCKOUT_RECOVERY: 0x15180\\b");
        assertThat(tpm.run("tpm2_createprimary", "-C", "o", "-c", "x.ctx").succeeded())
                .isFalse();
        assertThat(tpm.run("tpm2_createprimary", "-C", "e", "-c", "x.ctx").succeeded())
                .isFalse();
    }

    @Test
    void clearIsRefusedEvenWithTheRightAuthorisation() throws Exception {
        authFile("owner", secrets.value(SecretKind.OWNER_AUTH));
        authFile("lockout", secrets.value(SecretKind.LOCKOUT_AUTH));
        assertThat(tpm.must("tpm2_createprimary", "-C", "o", "-P", "file:owner", "-c", "x.ctx"))
                .as("the owner's authorisation is the vault's")
                .isNotEmpty();

        var byLockout = tpm.run("tpm2_clear", "-c", "l", "file:lockout");
        assertThat(byLockout.succeeded()).isFalse();
        assertThat(byLockout.output()).contains("0x120"); // TPM_RC_DISABLED
        assertThat(tpm.run("tpm2_clear", "-c", "o", "file:owner").succeeded()).isFalse();
        assertThat(tpm.must("tpm2_getcap", "handles-persistent").lines()).hasSize(6);
    }

    @Test
    void aUnitWhosePlatformClearedTheTpmDoesNotBoot() throws Exception {
        tpm.must("tpm2_clearcontrol", "-C", "p", "c");
        tpm.must("tpm2_clear", "-c", "p");
        assertThat(tpm.must("tpm2_getcap", "handles-persistent").lines()).isEmpty();
        assertThat(attributes("0x1400010")).as("the lock survives").isEqualTo(0x62042C01);
        try (var charger = unit.copy()) {
            tpm.putInto(charger.folder());
            charger.plugIn();
            var hello = charger.hello();
            assertThat(hello.program()).isEqualTo(Program.BOOT_ROM);
            assertThat(hello.notBootedReason()).isEqualTo(Status.TPM_MISMATCH);
        }
    }

    @Test
    void theCredentialsOpenForTheRightBootOnly() throws Exception {
        measureBoot();
        for (var kind : SecretKind.credentials()) {
            assertThat(unseal(kind, secrets.credentialAuth(kind)).succeeded())
                    .as("%s", kind)
                    .isTrue();
            assertThat(tpm.must("sha256sum", "value")).startsWith(HEX.formatHex(sha256(secrets.value(kind))));
        }
        assertThat(unseal(SecretKind.OCPP, secrets.credentialAuth(SecretKind.ACCESS_POINT))
                        .succeeded())
                .as("another credential's authorisation")
                .isFalse();

        extend(7, sha256("application".getBytes(StandardCharsets.US_ASCII)));
        assertThat(unseal(SecretKind.OCPP, secrets.credentialAuth(SecretKind.OCPP))
                        .succeeded())
                .as("after the boot ROM")
                .isFalse();
    }

    @Test
    void theCredentialsStayClosedWithoutTheMeasurements() throws Exception {
        assertThat(unseal(SecretKind.OCPP, secrets.credentialAuth(SecretKind.OCPP))
                        .succeeded())
                .isFalse();
        assertThat(tpm.run("tpm2_unseal", "-c", "0x81008004").succeeded())
                .as("with no policy")
                .isFalse();
    }

    /// What the boot ROM measures before it opens the credentials (IMAGE.md 4).
    private void measureBoot() throws Exception {
        extend(0, sha256(Files.readAllBytes(Repository.rom())));
        extend(0, sha256(new Flash(unit.plug().folder()).factoryData()));
        var authority = new ByteArrayOutputStream();
        authority.writeBytes("sealbench authority 1\0".getBytes(StandardCharsets.US_ASCII));
        authority.writeBytes(customerOctets());
        authority.writeBytes("production".getBytes(StandardCharsets.US_ASCII));
        extend(7, sha256(authority.toByteArray()));
    }

    private void extend(int pcr, byte[] digest) {
        tpm.must("tpm2_pcrextend", "%d:sha256=%s".formatted(pcr, HEX.formatHex(digest)));
    }

    /// Opens a credential with PolicyPCR and PolicyAuthValue; the value lands in the file `value`.
    private Tool.Result unseal(SecretKind kind, byte[] auth) {
        tpm.run("tpm2_flushcontext", "-l");
        tpm.must("tpm2_startauthsession", "--policy-session", "-S", "session");
        tpm.must("tpm2_policypcr", "-S", "session", "-l", "sha256:0,7");
        tpm.must("tpm2_policyauthvalue", "-S", "session");
        var handle = "0x8100800" + kind.number();
        var result =
                tpm.run("tpm2_unseal", "-c", handle, "-p", "session:session+hex:" + HEX.formatHex(auth), "-o", "value");
        tpm.run("tpm2_flushcontext", "session");
        return result;
    }

    /// VID || CID || u8 n || pairs.
    private byte[] customerOctets() {
        var octets = new ByteArrayOutputStream();
        octets.writeBytes(Uuid5.bytes(customer.vid()));
        octets.writeBytes(Uuid5.bytes(customer.cid()));
        octets.write(customer.keyPairs().size());
        for (var pair : customer.keyPairs()) {
            octets.writeBytes(pair.ecdsa().toBytes());
            octets.writeBytes(pair.lms().toBytes());
        }
        return octets.toByteArray();
    }

    private void authFile(String name, byte[] auth) throws Exception {
        tpm.write(name, ("hex:" + HEX.formatHex(auth)).getBytes(StandardCharsets.US_ASCII));
    }

    private int attributes(String index) {
        var said = tpm.must("tpm2_nvreadpublic", index);
        var value = Pattern.compile("attributes:\\s+friendly:.*\\s+value: 0x([0-9A-F]+)")
                .matcher(said);
        assertThat(value.find()).as(said).isTrue();
        return Integer.parseUnsignedInt(value.group(1), 16);
    }

    private static byte[] sha256(byte[] octets) throws Exception {
        return MessageDigest.getInstance("SHA-256").digest(octets);
    }
}
