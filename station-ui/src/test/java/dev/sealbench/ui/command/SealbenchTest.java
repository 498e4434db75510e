package dev.sealbench.ui.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.DatabaseConfig;
import dev.sealbench.core.StationConfig;
import dev.sealbench.core.StationConfig.Maker;
import dev.sealbench.core.StationHome;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the command line understands, and what it answers when it does not.
@ResourceLock(Resources.SYSTEM_OUT)
@ResourceLock(Resources.SYSTEM_ERR)
class SealbenchTest {

    @TempDir
    Path folder;

    /// What one command said, both streams together.
    record Said(int exitCode, String text) {}

    @BeforeEach
    void configure() throws Exception {
        new StationConfig(
                        "line-1",
                        false,
                        true,
                        new TreeMap<>(Map.of(1, folder.resolve("no-port").toString())),
                        List.of("00".repeat(32)),
                        "virt-charger",
                        folder.resolve("labels").toString(),
                        new Maker("Maker", "Street", "contact", "policy", List.of("230 V")))
                .write(new StationHome(folder).config());
    }

    @Test
    void theHomeMayStandBeforeTheCommandOrBehindIt() {
        var before = run("--home", folder.toString(), "--json", "slots");
        var behind = run("slots", "--home", folder.toString(), "--json");

        assertThat(before.exitCode()).as(before.text()).isZero();
        assertThat(before.text()).contains("no-port").startsWith("[");
        assertThat(behind).isEqualTo(before);
    }

    @Test
    void freshBooksAreInOrder() {
        assertThat(run("db", "migrate", "--home", folder.toString()).exitCode()).isZero();
        var check = run("db", "check", "--home", folder.toString());

        assertThat(check.exitCode()).as(check.text()).isZero();
        assertThat(check.text())
                .contains("INFO: schema version", "the books are in order")
                .doesNotContain("mend");
    }

    @Test
    void aDatabaseThatCannotBeUsedIsOneSentenceAndTheStationsFault() throws Exception {
        var file = new StationHome(folder).config();
        assertThat(run("db", "migrate", "--owner", "somebody", "--home", folder.toString()))
                .matches(said -> said.exitCode() == 3 && said.text().contains("the books are in this home"));
        StationConfig.read(file)
                .withDatabase(new DatabaseConfig("jdbc:postgresql://127.0.0.1:1/books", "u", "file:books.password"))
                .write(file);

        for (var command : List.of("db check", "db migrate", "db migrate --owner o --owner-password-from file:none")) {
            var said = run((command + " --home " + folder).split(" "));
            assertThat(said.exitCode()).as(command).isEqualTo(3);
            assertThat(said.text()).contains("the password of the books' database cannot be read from file:");
        }
        var text = Files.readString(file);
        Files.writeString(file, text.replace("/books\"", "/books?password=hunter2\""));
        var said = run("db", "check", "--home", folder.toString());
        assertThat(said.exitCode()).isEqualTo(3);
        assertThat(said.text())
                .contains("the database's url must not have user or password")
                .doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "setup demo --state s --application a --rom r --database jdbc:h2:mem:x --database-user u",
                "frobnicate",
                "unit",
                "slots --home",
                "provision --slot 1",
                "firmware sign app.bin --keys keys --sbom sbom.json --out release"
            })
    void aWrongCallIsAnsweredWithItsUsage(String call) {
        var said = run(call.split(" "));

        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.text()).contains("Usage: sealbench").doesNotContain("Exception", "\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "unit --help", "unit show --help", "firmware sign --help"})
    void helpIsThereAtEachLevel(String call) {
        var said = run(call.split(" "));

        assertThat(said.exitCode()).isZero();
        assertThat(said.text()).contains("Usage: sealbench");
    }

    static Said run(String... arguments) {
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
