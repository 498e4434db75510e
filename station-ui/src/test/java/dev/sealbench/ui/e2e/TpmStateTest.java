package dev.sealbench.ui.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.sealbench.core.CustomerLock;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.internal.run.Bench;
import dev.sealbench.link.Program;
import dev.sealbench.link.Status;
import dev.sealbench.link.wire.Envelope;
import dev.sealbench.link.wire.Order;
import dev.sealbench.ui.testkit.Demo;
import dev.sealbench.vault.SecretKind;
import dev.sealbench.vault.VaultException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
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
    private Order order;
    private CustomerLock customer;
    private TpmCopy tpm;
    private BootReplay boot;

    @BeforeAll
    void open(LockedUnit unit) throws Exception {
        this.unit = unit;
        bench = unit.station().bench();
        secrets = new UnitSecrets(bench, Demo.SERIAL);
        var books = bench.books();
        var record = books.units().find(new SerialNumber(Demo.SERIAL)).orElseThrow();
        var order = books.workOrders().find(record.workOrder()).orElseThrow().order();
        var papers = books.documents().ofUnit(record.serial()).getFirst().order();
        this.order =
                Order.parseFrom(Envelope.parseFrom(papers.envelope().toBytes()).getPayload());
        customer = books.customers().lock(order.vid(), order.cid()).orElseThrow();
    }

    @AfterAll
    void close() {
        bench.close();
    }

    @BeforeEach
    void copyTpm() throws Exception {
        tpm = TpmCopy.of(unit.folder());
        boot = new BootReplay(tpm, new Flash(unit.folder()), customer);
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
        assertThat(tpm.must("sha256sum", "lock"))
                .startsWith(HEX.formatHex(BootReplay.sha256(BootReplay.sha256(boot.customerOctets()))));
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

    /// Name = algorithm || SHA-256(public area), so what the Name is, type, attributes and policy are.
    @Test
    void theNamesAreThoseOfTheOrder() throws Exception {
        assertThat(name("0x81000001")).isEqualTo(hex(order.getSrkName()));
        assertThat(name("0x81010020")).isEqualTo(hex(order.getAkName()));
        for (var kind : SecretKind.credentials()) {
            assertThat(name(handle(kind))).isEqualTo(hex(order.getCredentialNames(kind.number() - 1)));
            assertThat(tpm.must("tpm2_readpublic", "-c", handle(kind)))
                    .containsPattern("attributes:\\s+value: noda\\s+raw: 0x400\\b")
                    .containsPattern("type:\\s+value: keyedhash\\b");
        }
        assertThat(tpm.must("tpm2_nvreadpublic", "0x1800012")).contains(hex(order.getPukIndexName()));
    }

    /// The TPM makes the policy itself, out of the measurements that were predicted for this unit.
    @Test
    void thePoliciesAreThePredictedOnes() throws Exception {
        var before = boot.trialPolicy("sha256:0,7");
        boot.loaderPhase();
        var predicted = boot.trialPolicy("sha256:0,7");
        boot.measureApplication();
        var after = boot.trialPolicy("sha256:0,7");
        for (var kind : SecretKind.credentials()) {
            assertThat(policy(handle(kind))).isEqualTo(predicted).isNotIn(before, after);
        }
    }

    @Test
    void theCredentialsOpenForTheRightBootOnly() throws Exception {
        boot.loaderPhase();
        for (var kind : SecretKind.credentials()) {
            assertOpens(kind);
        }
        boot.measureApplication();
        assertRefused(BootReplay.POLICY_FAIL, ocppAuth());
    }

    @Test
    void theCredentialsStayClosedWithoutThePolicy() {
        assertThat(tpm.run("tpm2_unseal", "-c", "0x81008004").succeeded()).isFalse();
        assertThat(tpm.run("tpm2_unseal", "-c", "0x81008004", "-p", "hex:" + HEX.formatHex(ocppAuth()))
                        .succeeded())
                .as("with the right authorisation alone")
                .isFalse();
    }

    @Test
    void anotherBoardAloneIsRefused() throws Exception {
        boot.extend(0, new byte[32]);
        boot.measureAuthority();
        assertRefused(BootReplay.POLICY_FAIL, ocppAuth());
    }

    @Test
    void anotherCustomerAloneIsRefused() throws Exception {
        boot.measureBoard();
        boot.extend(7, new byte[32]);
        assertRefused(BootReplay.POLICY_FAIL, ocppAuth());
    }

    @Test
    void anotherAuthorisationAloneIsRefused() throws Exception {
        boot.loaderPhase();
        assertRefused(BootReplay.BAD_AUTH, secrets.credentialAuth(SecretKind.ACCESS_POINT));
        assertRefused(BootReplay.BAD_AUTH, new byte[32]);
        assertOpens(SecretKind.OCPP);
    }

    private void assertOpens(SecretKind kind) throws Exception {
        var opened = boot.unseal(handle(kind), secrets.credentialAuth(kind));
        assertThat(opened.succeeded()).as("%s: %s", kind, opened.output()).isTrue();
        assertThat(tpm.read("value")).as("%s", kind).isEqualTo(secrets.value(kind));
    }

    private void assertRefused(String code, byte[] auth) {
        var refused = boot.unseal("0x81008004", auth);
        assertThat(refused.succeeded()).isFalse();
        assertThat(refused.output()).containsIgnoringCase(code);
    }

    private byte[] ocppAuth() {
        try {
            return secrets.credentialAuth(SecretKind.OCPP);
        } catch (VaultException e) {
            throw new IllegalStateException(e);
        }
    }

    private String name(String handle) {
        return field("name", tpm.must("tpm2_readpublic", "-c", handle));
    }

    private String policy(String handle) {
        return field("authorization policy", tpm.must("tpm2_readpublic", "-c", handle))
                .toLowerCase(Locale.ROOT);
    }

    private static String field(String name, String said) {
        var value = Pattern.compile("(?m)^" + name + ": ([0-9a-fA-F]+)$").matcher(said);
        assertThat(value.find()).as(said).isTrue();
        return value.group(1);
    }

    private static String handle(SecretKind kind) {
        return "0x8100800" + kind.number();
    }

    private static String hex(ByteString octets) {
        return HEX.formatHex(octets.toByteArray());
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
}
