package dev.sealbench.core;

import static dev.sealbench.core.TestHome.add;
import static dev.sealbench.core.TestHome.entered;
import static dev.sealbench.core.TestHome.signIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sealbench.core.internal.document.P256PublicKey;
import dev.sealbench.vault.KeyAccess;
import dev.sealbench.vault.KeyId;
import dev.sealbench.vault.Passphrase;
import dev.sealbench.vault.RecordContext;
import dev.sealbench.vault.SealedSecrets;
import dev.sealbench.vault.SecretKind;
import dev.sealbench.vault.Vault;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two persons back up a vault, and restore it at a station that has none.
class VaultBackupTest {

    private static final String PRODUCT = "CP42";
    private static final String SOFIES = "what sofie opens the backup with";
    private static final String LEOS = "what leo opens the backup with";
    private static final String NEW = "the passphrase of the new vault";

    @TempDir
    Path folder;

    private Path file;
    private TestHome first;
    private TestHome further;
    private Station station;
    private Session sofie;
    private Session leo;

    @BeforeEach
    void makeTwoHomes() throws Exception {
        file = folder.resolve("vault.backup");
        first = TestHome.create(Files.createDirectory(folder.resolve("first")));
        further = TestHome.create(Files.createDirectory(folder.resolve("further")));
        Files.delete(further.home.vault());
        station = first.open();
        var lena = first.firstLead(station);
        add(lena, "leo", Role.LEAD);
        leo = signIn(station, "leo");
        add(lena.withSecond(leo), "sofie", Role.SECURITY_OFFICER);
        sofie = signIn(station, "sofie");
    }

    @AfterEach
    void close() {
        station.close();
    }

    @Test
    void theRestoredVaultOpensWhatTheFirstSealedAndSignsWithKeysOfItsOwn() throws Exception {
        var sealed = sealedAtTheFirst();
        var digest = backUp(SOFIES, LEOS);

        var report = restore(PRODUCT, SOFIES, LEOS);

        assertThat(report.from()).isEqualTo(first.station);
        assertThat(report.productSecretVersion()).isEqualTo(1);
        try (var old = open(first, TestHome.VAULT_PASSPHRASE);
                var restored = open(further, NEW)) {
            assertThat(ocpp(restored, sealed)).isEqualTo(ocpp(old, sealed));
            assertThat(badge(restored)).isEqualTo(badge(old));
            for (var key : List.of(KeyId.STATION_ORDER, KeyId.DEVICE_CA)) {
                assertThat(restored.publicKey(key)).isNotEqualTo(old.publicKey(key));
            }
            assertThat(P256PublicKey.ofPem(report.orderKey()).spki())
                    .isEqualTo(restored.publicKey(KeyId.STATION_ORDER));
            assertThat(P256PublicKey.ofPem(report.deviceCaKey()).spki()).isEqualTo(restored.publicKey(KeyId.DEVICE_CA));
        }
        var event = first.last("vault.backed-up");
        assertThat(event.person()).isEqualTo(sofie.person().id());
        assertThat(event.detail())
                .isEqualTo("product CP42, file %s, confirmed by %s"
                        .formatted(digest.hex(), leo.person().id()));
        assertThat(further.last("vault.restored").detail())
                .isEqualTo("product CP42 of station line-1, file " + digest.hex());
        assertThat(digest).isEqualTo(Digest.sha256(Files.readAllBytes(file)));
        goesToWork(report);
    }

    /// As soon as the vendor stated the new order key.
    private void goesToWork(VaultRestore.Report report) throws Exception {
        further.state(report.orderKey());
        try (var opened = further.open();
                var secret = entered(TestHome.secret(TestHome.LEAD));
                var passphrase = entered(NEW);
                var lead = opened.makeFirstLead(TestHome.LEAD, "Lena Lead", secret, passphrase)) {
            assertThat(lead.may(Permission.PEOPLE)).isTrue();
        }
    }

    @Test
    void nobodyBacksUpAloneOrWithOnePassphrase() throws Exception {
        assertThat(refusal(() -> sofie.vault().backup(file, PRODUCT, entered(SOFIES), entered(LEOS)))
                        .fault())
                .isEqualTo(Fault.SECOND_PERSON);
        assertThat(refusal(() -> backUp(SOFIES, SOFIES)).detail()).contains("two persons have two passphrases");
        assertThat(refusal(() -> backUp(SOFIES, "short")).detail()).contains("at least 12 characters");
        assertThat(file).doesNotExist();
        assertThat(first.last("vault.backup-refused").result()).isEqualTo(EventRecord.Result.REFUSED);

        Files.writeString(file, "something else");
        assertThat(refusal(() -> backUp(SOFIES, LEOS)).detail()).contains("is there already: name a new file");
        assertThat(file).hasContent("something else");
    }

    /// And neither passphrases nor keys are in it.
    @Test
    void theFileIsForItsOwnerAloneAndSaysNothing() throws Exception {
        backUp(SOFIES, LEOS);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        var lines = Files.readAllLines(file);
        assertThat(lines).hasSize(7);
        assertThat(lines.subList(0, 3)).containsExactly("sealbench vault backup 1", "product CP42", "station line-1");
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                .doesNotContain(SOFIES, LEOS, "SBSHARE", "U0JTSEFSR");
    }

    @Test
    void whatIsNoBackupOfThisProductOrHasOtherPassphrasesIsRefused() throws Exception {
        backUp(SOFIES, LEOS);
        var good = Files.readAllBytes(file);

        refused(good, "CP43", SOFIES, LEOS, "a backup of product CP42, made at station line-1 on");
        refused(good, PRODUCT, "another passphrase", LEOS, "the passphrase of person 1 is another");
        refused(good, PRODUCT, SOFIES, "another passphrase", "the passphrase of person 2 is another");
        refused(good, PRODUCT, LEOS, SOFIES, "the passphrase of person 1 is another");
        refused(new byte[0], PRODUCT, SOFIES, LEOS, "this is no backup of a vault");
        refused(Files.readAllBytes(first.home.vault()), PRODUCT, SOFIES, LEOS, "this is no backup of a vault");
        for (int length = 30; length < good.length; length += 97) {
            refused(Arrays.copyOf(good, length), PRODUCT, SOFIES, LEOS, "cut short or was changed");
        }
        for (int at = 30; at < good.length; at += 97) {
            var changed = good.clone();
            changed[at] ^= 1;
            refused(changed, PRODUCT, SOFIES, LEOS, "cut short or was changed");
        }
        refused(renamed(good), "CP43", SOFIES, LEOS, "the passphrase of person 1 is another");
    }

    /// The whole file as somebody forges it who can count.
    private static byte[] renamed(byte[] good) {
        var text = new String(good, StandardCharsets.US_ASCII).replace("product CP42", "product CP43");
        var signed = text.substring(0, text.indexOf("sha-256 "));
        var digest = Digest.sha256(signed.getBytes(StandardCharsets.US_ASCII));
        return (signed + "sha-256 " + digest.hex() + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void aVaultThatIsThereIsNeverReplaced() throws Exception {
        backUp(SOFIES, LEOS);
        restore(PRODUCT, SOFIES, LEOS);
        var vault = Files.readAllBytes(further.home.vault());

        assertThat(refusal(() -> restore(PRODUCT, SOFIES, LEOS)).detail()).startsWith("this home has a vault");

        assertThat(further.home.vault()).hasBinaryContent(vault);
        Files.move(further.home.vault(), further.home.keySlots());
        assertThat(refusal(() -> restore(PRODUCT, SOFIES, LEOS)).detail()).contains("(vault.keyslots)");
    }

    @Test
    void aWeakPassphraseOfTheNewVaultIsRefusedBeforeTheLogSaysThatThereIsOne() throws Exception {
        backUp(SOFIES, LEOS);
        try (var firsts = entered(SOFIES);
                var seconds = entered(LEOS);
                var weak = entered("short")) {
            var passphrases = new VaultRestore.Passphrases(firsts, seconds, weak);
            var refusal = refusal(() -> VaultRestore.restore(further.home, further.clock, file, PRODUCT, passphrases));
            assertThat(refusal.detail()).isEqualTo("the passphrase of a vault has at least 12 characters");
        }
        assertThat(further.events()).extracting(EventRecord::action).containsExactly("vault.restore-refused");
    }

    private void refused(byte[] content, String product, String one, String two, String why) throws Exception {
        Files.write(file, content);
        var refusal = refusal(() -> restore(product, one, two));
        assertThat(refusal.fault()).isEqualTo(Fault.VAULT_BACKUP);
        assertThat(refusal.detail()).contains(why);
        assertThat(further.home.vault()).doesNotExist();
        assertThat(further.last("vault.restore-refused").detail()).contains(why);
    }

    private Digest backUp(String one, String two) throws StationException {
        try (var own = entered(one);
                var seconds = entered(two)) {
            return sofie.withSecond(leo).vault().backup(file, PRODUCT, own, seconds);
        }
    }

    private VaultRestore.Report restore(String product, String one, String two) throws StationException {
        try (var firsts = entered(one);
                var seconds = entered(two);
                var own = entered(NEW)) {
            var passphrases = new VaultRestore.Passphrases(firsts, seconds, own);
            return VaultRestore.restore(further.home, further.clock, file, product, passphrases);
        }
    }

    private SealedSecrets sealedAtTheFirst() throws Exception {
        try (var vault = open(first, TestHome.VAULT_PASSPHRASE)) {
            return vault.draw(context(), _ -> false);
        }
    }

    private static byte[] ocpp(Vault vault, SealedSecrets sealed) throws Exception {
        return vault.reveal(sealed.secret(SecretKind.OCPP, context()), KeyAccess.FOR_HAND_OVER, byte[]::clone);
    }

    private static Octets badge(Vault vault) throws Exception {
        try (var badge = Passphrase.of("BADGE-0042".toCharArray())) {
            return Octets.of(vault.fingerprint(context(), badge).octets());
        }
    }

    private static RecordContext context() {
        return new RecordContext(new byte[] {1});
    }

    private static Vault open(TestHome house, String passphrase) throws Exception {
        try (var entered = Passphrase.of(passphrase.toCharArray())) {
            return Vault.open(house.home.vault(), entered);
        }
    }

    private static StationException refusal(ThrowingCallable call) {
        return catchThrowableOfType(StationException.class, call);
    }
}
