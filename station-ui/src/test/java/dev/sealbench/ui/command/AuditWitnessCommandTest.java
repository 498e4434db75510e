package dev.sealbench.ui.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
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

/// `audit witness` on a machine without a station.
@ResourceLock(Resources.SYSTEM_OUT)
@ResourceLock(Resources.SYSTEM_ERR)
class AuditWitnessCommandTest {

    @TempDir
    Path folder;

    /// What one command said, both streams together.
    private record Said(int exitCode, String text) {}

    @BeforeEach
    void prepare() throws Exception {
        Files.createDirectory(folder.resolve("shared"));
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        var key = generator.generateKeyPair().getPublic().getEncoded();
        Files.writeString(
                folder.resolve("trust.pem"),
                "-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder().encodeToString(key)
                        + "\n-----END PUBLIC KEY-----\n");
    }

    @Test
    void itSaysWhoItIsAndAsksForNoHome() {
        var first = witness();
        assertThat(first.exitCode()).as(first.text()).isZero();
        assertThat(first.text()).matches("witness sealbench-witness/[0-9a-f]{8}\\+[0-9a-f]{8}\\+B\\S+\\R");
        assertThat(witness("--once")).isEqualTo(first);
    }

    @Test
    void aRefusalIsALineAndTheExitCode() throws Exception {
        Files.writeString(folder.resolve("shared/line-1.request"), "old 0\n");
        var said = witness();
        assertThat(said.exitCode()).as(said.text()).isEqualTo(4);
        assertThat(said.text()).contains("REFUSED  line-1: the request cannot be read");
        assertThat(folder.resolve("shared/line-1.refused")).content().endsWith("size 0\n");
        assertThat(witness().exitCode()).isZero();
    }

    @Test
    void programsGetJson() throws Exception {
        Files.writeString(folder.resolve("shared/line-1.request"), "old 0\n");
        assertThat(witness("--json").text())
                .contains("\"witness\":\"sealbench-witness/", "\"station\":\"line-1\",\"cosigned\":false,\"text\":\"");
    }

    @Test
    void aFolderThatIsNotThereIsTheMachinesFault() throws Exception {
        Files.delete(folder.resolve("shared"));
        var said = witness();
        assertThat(said.exitCode()).isEqualTo(3);
        assertThat(said.text()).contains("the folder of the requests cannot be read");
    }

    @Test
    void onceAndEveryExcludeEachOther() {
        assertThat(witness("--once", "--every", "5").exitCode()).isEqualTo(2);
        assertThat(witness("--every", "0").exitCode()).isEqualTo(2);
    }

    private Said witness(String... options) {
        var arguments = new String[7 + options.length];
        var fixed = new String[] {
            "audit",
            "witness",
            folder.resolve("shared").toString(),
            "--memory",
            folder.resolve("memory").toString(),
            "--trust",
            folder.resolve("trust.pem").toString()
        };
        System.arraycopy(fixed, 0, arguments, 0, fixed.length);
        System.arraycopy(options, 0, arguments, fixed.length, options.length);
        return run(arguments);
    }

    private static Said run(String... arguments) {
        var out = System.out;
        var err = System.err;
        var text = new ByteArrayOutputStream();
        try (var stream = new PrintStream(text, true, StandardCharsets.UTF_8)) {
            System.setOut(stream);
            System.setErr(stream);
            return new Said(Sealbench.run(arguments), text.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }
}
