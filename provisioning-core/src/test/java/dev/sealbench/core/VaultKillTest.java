package dev.sealbench.core;

import static dev.sealbench.core.TestHome.add;
import static dev.sealbench.core.TestHome.entered;
import static dev.sealbench.core.TestHome.secret;
import static dev.sealbench.core.TestHome.signIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sealbench.core.internal.books.Books;
import dev.sealbench.core.internal.document.P256PublicKey;
import dev.sealbench.core.internal.journal.JavaProcess;
import dev.sealbench.core.internal.run.VaultVictim;
import dev.sealbench.vault.KeyId;
import dev.sealbench.vault.Passphrase;
import dev.sealbench.vault.Vault;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The power fails while a vault is backed up or restored (SIGKILL): between the first event and the file, and between
/// the file and the last event. The log never says that there is what is not, and the next call says what it found.
class VaultKillTest {

    private static final String PRODUCT = "CP42";
    private static final String SOFIES = "what sofie opens the backup with";
    private static final String LEOS = "what leo opens the backup with";
    private static final String NEW = "the passphrase of the new vault";
    private static final int SIGKILL_EXIT = 137;

    /// The first event is on the disk, and nothing else.
    private static final Point BEFORE_THE_FILE = new Point("after CHECKPOINT SYNC", 1);

    /// All is on the disk but the last event.
    private static final Point BEHIND_THE_FILE = new Point("before INSERT INTO event", 2);

    /// As above, where an unfinished one is noted first.
    private static final Point BEHIND_THE_SECOND_VAULT = new Point("before INSERT INTO event", 3);

    @TempDir
    Path folder;

    private Path file;
    private TestHome first;
    private TestHome further;

    private record Point(String beginning, int number) {}

    @BeforeEach
    void makeTwoHomes() throws Exception {
        file = folder.resolve("vault.backup");
        first = TestHome.create(Files.createDirectory(folder.resolve("first")));
        try (var station = first.open();
                var lena = first.firstLead(station)) {
            add(lena, "leo", Role.LEAD);
            try (var leo = signIn(station, "leo")) {
                add(lena.withSecond(leo), "sofie", Role.SECURITY_OFFICER);
            }
            signIn(station, "sofie").close(); // now there is a key slot for each
        }
    }

    @Test
    void aBackupIsSaidToBeUnfinishedOrFound() throws Exception {
        killed("backup", first, BEFORE_THE_FILE, secret("sofie"), secret("leo"));
        assertThat(file).doesNotExist();
        assertThat(vaultEvents(first)).containsExactly("vault.backup-begun");
        var begun = first.last("vault.backup-begun").detail();

        try (var station = first.open();
                var sofie = signIn(station, "sofie");
                var leo = signIn(station, "leo")) {
            assertThat(refused(sofie, leo))
                    .startsWith("a backup that was begun on 2026-11-23T08:00:00Z was not finished, product CP42, file ")
                    .endsWith(": if there is such a file, delete it; then back up again");
        }
        assertThat(first.last("vault.backup-unfinished").detail()).isEqualTo(begun);

        killed("backup", first, BEHIND_THE_FILE, secret("sofie"), secret("leo"));
        begun = first.last("vault.backup-begun").detail();
        assertThat(begun).contains(Digest.sha256(Files.readAllBytes(file)).hex());
        assertThat(vaultEvents(first)).doesNotContain("vault.backed-up");

        try (var station = first.open();
                var sofie = signIn(station, "sofie");
                var leo = signIn(station, "leo")) {
            assertThat(refused(sofie, leo))
                    .contains(" is the backup that was begun on ", "it is whole, and opens with the passphrases");
            assertThat(refused(sofie, leo)).contains("is there already: name a new file");
        }
        assertThat(first.last("vault.backed-up").detail()).isEqualTo(begun);
    }

    /// Whoever restores again gets the public keys of the vault, which nobody has seen yet.
    @Test
    void aRestoreBeginsAnewOrFinishes() throws Exception {
        makeFurtherHome();
        killed("restore", further, BEFORE_THE_FILE, NEW);
        assertThat(further.home.vault()).doesNotExist();
        assertThat(vaultEvents(further)).containsExactly("vault.restore-begun");

        killed("restore", further, BEHIND_THE_SECOND_VAULT, NEW);
        var vault = Files.readAllBytes(further.home.vault());
        var begun = List.of("vault.restore-begun", "vault.restore-unfinished", "vault.restore-begun");
        assertThat(vaultEvents(further)).isEqualTo(begun);

        assertThat(refusedRestore("not what it was made with").fault()).isEqualTo(Fault.VAULT_BACKUP);
        var report = restore(NEW);
        assertThat(vaultEvents(further)).endsWith("vault.restore-begun", "vault.restore-refused", "vault.restored");
        assertThat(further.home.vault()).hasBinaryContent(vault);
        try (var passphrase = Passphrase.of(NEW.toCharArray());
                var opened = Vault.open(further.home.vault(), passphrase)) {
            assertThat(P256PublicKey.ofPem(report.orderKey()).spki()).isEqualTo(opened.publicKey(KeyId.STATION_ORDER));
        }
        assertThat(further.last("vault.restored").detail())
                .isEqualTo(further.last("vault.restore-begun").detail());
        assertThat(refusedRestore(NEW).detail()).startsWith("this home has a vault");
    }

    private void makeFurtherHome() throws Exception {
        try (var station = first.open();
                var sofie = signIn(station, "sofie");
                var leo = signIn(station, "leo")) {
            backUp(sofie, leo);
        }
        further = TestHome.create(Files.createDirectory(folder.resolve("further")));
        Files.delete(further.home.vault());
        Books.open(further.booksConfig(), further.clock).close(); // its log is there
    }

    private void killed(String what, TestHome house, Point point, String... secrets) throws Exception {
        var victim = JavaProcess.start(
                VaultVictim.class,
                what,
                house.home.directory().toString(),
                house.clock.instant().toString(),
                point.beginning(),
                String.valueOf(point.number()),
                file.toString(),
                PRODUCT);
        try (var in = victim.getOutputStream()) {
            var lines = SOFIES + "\n" + LEOS + "\n" + String.join("\n", secrets) + "\n";
            in.write(lines.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(victim.waitFor()).as("it was killed").isEqualTo(SIGKILL_EXIT);
    }

    private static List<String> vaultEvents(TestHome house) throws Exception {
        return house.events().stream()
                .map(EventRecord::action)
                .filter(action -> action.startsWith("vault.back") || action.startsWith("vault.restore"))
                .toList();
    }

    private String refused(Session sofie, Session leo) {
        var refused = catchThrowableOfType(StationException.class, () -> backUp(sofie, leo));
        assertThat(refused.fault()).isEqualTo(Fault.VAULT_BACKUP);
        return refused.detail();
    }

    private void backUp(Session sofie, Session leo) throws StationException {
        try (var own = entered(SOFIES);
                var seconds = entered(LEOS)) {
            sofie.withSecond(leo).vault().backup(file, PRODUCT, own, seconds);
        }
    }

    private StationException refusedRestore(String newPassphrase) {
        return catchThrowableOfType(StationException.class, () -> restore(newPassphrase));
    }

    private VaultRestore.Report restore(String newPassphrase) throws Exception {
        try (var firsts = entered(SOFIES);
                var seconds = entered(LEOS);
                var own = entered(newPassphrase)) {
            var passphrases = new VaultRestore.Passphrases(firsts, seconds, own);
            return VaultRestore.restore(further.home, further.clock, file, PRODUCT, passphrases);
        }
    }
}
