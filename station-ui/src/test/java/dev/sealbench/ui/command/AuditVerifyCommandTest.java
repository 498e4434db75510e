package dev.sealbench.ui.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/// What `audit verify` answers; what it checks is tested in the core.
@ResourceLock(Resources.SYSTEM_OUT)
@ResourceLock(Resources.SYSTEM_ERR)
class AuditVerifyCommandTest {

    @TempDir
    Path folder;

    private Path trust;

    @BeforeEach
    void makeTrust() throws Exception {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        var key = generator.generateKeyPair().getPublic().getEncoded();
        trust = Files.writeString(
                folder.resolve("trust.pem"),
                "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
                        .formatted(Base64.getMimeEncoder().encodeToString(key)));
    }

    @Test
    void whatIsNoExportIsWrong() {
        var said = verify(folder, trust);
        assertThat(said.text()).isEqualTo("WRONG certificates/station-statement.dsse.pb: missing" + end());
        assertThat(said.exitCode()).isEqualTo(1);

        var nowhere = verify(folder.resolve("nowhere"), trust);
        assertThat(nowhere.text()).isEqualTo("WRONG there is no such folder" + end());
        assertThat(nowhere.exitCode()).isEqualTo(1);
    }

    @Test
    void aProgramGetsJson() {
        var said = SealbenchTest.run("audit", "verify", folder.toString(), "--trust", trust.toString(), "--json");
        assertThat(said.text())
                .isEqualTo(
                        "{\"sound\":false,\"path\":\"certificates/station-statement.dsse.pb\",\"reason\":\"missing\"}"
                                + end());
        assertThat(said.exitCode()).isEqualTo(1);
    }

    @Test
    void whatCannotBeReadIsNeitherSoundNorWrong() {
        var said = verify(folder, folder.resolve("gone.pem"));
        assertThat(said.text()).contains("could not be read: there is no", "gone.pem");
        assertThat(said.exitCode()).isEqualTo(3);

        var note = SealbenchTest.run(
                "audit", "verify", folder.toString(), "--trust", trust.toString(), "--checkpoint", "gone.note");
        assertThat(note.exitCode()).isEqualTo(3);
    }

    @Test
    void withoutAKeyNothingIsChecked() throws Exception {
        assertThat(SealbenchTest.run("audit", "verify", folder.toString()).exitCode())
                .isEqualTo(2);
        Files.writeString(trust, "no key");
        var said = verify(folder, trust);
        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.text()).contains("holds no PEM block PUBLIC KEY");
    }

    private static SealbenchTest.Said verify(Path dir, Path trust) {
        return SealbenchTest.run("audit", "verify", dir.toString(), "--trust", trust.toString());
    }

    private static String end() {
        return System.lineSeparator();
    }
}
