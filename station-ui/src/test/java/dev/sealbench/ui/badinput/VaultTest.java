package dev.sealbench.ui.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.EventRecord;
import dev.sealbench.ui.testkit.Commands;
import dev.sealbench.ui.testkit.Demo;
import dev.sealbench.ui.testkit.DemoParameter;
import dev.sealbench.ui.testkit.TestStation;
import dev.sealbench.ui.testkit.Tool;
import dev.sealbench.vault.KeyAccess;
import dev.sealbench.vault.KeyId;
import dev.sealbench.vault.Passphrase;
import dev.sealbench.vault.RecordContext;
import dev.sealbench.vault.SealedSecrets;
import dev.sealbench.vault.SecretKind;
import dev.sealbench.vault.Vault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// `vault backup` at one station and `vault restore` at another, as people type them.
@Tag("e2e")
@ExtendWith(DemoParameter.class)
class VaultTest {

    private static final RecordContext CONTEXT = new RecordContext(new byte[] {1});

    private final TestStation station;
    private final TestStation further;
    private final Path file;

    VaultTest(Demo demo) throws IOException {
        station = demo.newStation();
        further = demo.newStation();
        file = station.folder().resolve("vault.backup");
    }

    @Test
    void aFurtherStationOpensWhatTheFirstSealed() throws Exception {
        var sofies = secret("what sofie opens the backup with");
        var lenas = secret("what lena opens the backup with");
        var own = secret("the passphrase of the new vault");
        var backup = List.of(
                "vault backup FILE --product CP42 --user sofie --pass-fd 3 --backup-pass-fd 4 --second-backup-pass-fd 5"
                        .replace("FILE", file.toString())
                        .split(" "));
        refused(run(List.of("sofie", sofies, lenas), backup), "second person");
        var done =
                run(List.of("sofie", sofies, lenas, "lena"), with(backup, "--second", "lena", "--second-pass-fd", "6"));
        passed(done);
        assertThat(done.out()).contains("backed up in " + file, "both passphrases open it together");

        var restore = List.of(
                "vault restore FILE --product CP42 --backup-pass-fd 3 --second-backup-pass-fd 4 --vault-pass-fd 5"
                        .replace("FILE", file.toString())
                        .split(" "));
        refused(at(further, List.of(sofies, lenas, own), restore), "this home has a vault");
        Files.delete(further.home().vault());
        Files.deleteIfExists(further.home().keySlots());
        refused(at(further, List.of(lenas, sofies, own), restore), "the passphrase of person 1 is another");
        var other = new ArrayList<>(restore);
        other.set(other.indexOf("CP42"), "CP43");
        refused(at(further, List.of(sofies, lenas, own), other), "none of product CP43");
        var whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 1));
        refused(at(further, List.of(sofies, lenas, own), restore), "cut short or was changed");
        Files.write(file, whole);

        var restored = at(further, List.of(sofies, lenas, own), restore);
        passed(restored);
        assertThat(restored.out()).contains("restored from a backup of station ", "-----BEGIN PUBLIC KEY-----");
        assertThat(actions(further)).contains("vault.restore-refused", "vault.restored");
        assertThat(actions(station)).contains("vault.backup-refused", "vault.backed-up");
        opensWhatTheFirstSealed(Path.of(own));
    }

    private void opensWhatTheFirstSealed(Path passphrase) throws Exception {
        try (var old = open(station, station.home().demoPassphrase());
                var restored = open(further, passphrase)) {
            var sealed = old.draw(CONTEXT, _ -> false);
            assertThat(ocpp(restored, sealed)).isEqualTo(ocpp(old, sealed));
            assertThat(restored.publicKey(KeyId.STATION_ORDER)).isNotEqualTo(old.publicKey(KeyId.STATION_ORDER));
        }
    }

    private static byte[] ocpp(Vault vault, SealedSecrets sealed) throws Exception {
        return vault.reveal(sealed.secret(SecretKind.OCPP, CONTEXT), KeyAccess.FOR_HAND_OVER, byte[]::clone);
    }

    private static Vault open(TestStation at, Path file) throws Exception {
        try (var in = Files.newInputStream(file);
                var passphrase = Passphrase.read(in)) {
            return Vault.open(at.home().vault(), passphrase);
        }
    }

    private static List<String> actions(TestStation at) throws Exception {
        return at.events().stream().map(EventRecord::action).toList();
    }

    private String secret(String text) throws IOException {
        var path = Files.createTempFile(station.folder(), "secret", "");
        return Files.writeString(path, text + "\n").toString();
    }

    private static List<String> with(List<String> words, String... more) {
        var all = new ArrayList<>(words);
        all.addAll(List.of(more));
        return all;
    }

    private static void passed(Tool.Result result) {
        assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
    }

    private static void refused(Tool.Result result, String why) {
        assertThat(result.exitCode()).as(result.out() + result.err()).isEqualTo(4);
        assertThat(result.err()).contains(why).doesNotContain("Exception", "\tat ");
    }

    private Tool.Result run(List<String> secrets, List<String> words) throws IOException {
        return at(station, secrets, words);
    }

    /// @param secrets files, or people of the demonstration, at file descriptors from 3 on
    private static Tool.Result at(TestStation where, List<String> secrets, List<String> words) throws IOException {
        return Commands.run(
                where, secrets.stream().map(where.home().demoPeople()::resolve).toList(), words);
    }
}
