package dev.sealbench.ui.window;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sealbench.ui.testkit.Demo;
import dev.sealbench.ui.testkit.Tool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/// An export as somebody gets it who does not have the station: looked at with `openssl` and the digests of the Java
/// library alone.
record ExportOnAStick(Path folder) {

    /// Fails unless the station signed the manifest, the manifest fits every file, and these units are in it.
    void assertSigned(Demo demo, List<String> units) throws Exception {
        var keys = Files.readString(demo.folder().resolve("trust.pem")).split("(?<=-----END PUBLIC KEY-----\n)");
        var key = Files.writeString(folder.resolveSibling("station.pem"), keys[1]);
        var said = Tool.must(
                folder,
                "openssl",
                "dgst",
                "-sha256",
                "-verify",
                key.toString(),
                "-signature",
                "manifest.sig",
                "manifest.json");
        assertThat(said).isEqualTo("Verified OK\n");
        var manifest = new JsonMapper().readTree(folder.resolve("manifest.json").toFile());
        assertThat(manifest.get("files")).hasSizeGreaterThan(10);
        for (var file : manifest.get("files")) {
            var content = Files.readAllBytes(folder.resolve(file.get("path").asText()));
            var digest = MessageDigest.getInstance("SHA-256").digest(content);
            assertThat(HexFormat.of().formatHex(digest))
                    .as(file.get("path").asText())
                    .isEqualTo(file.get("sha256").asText());
        }
        assertThat(Files.readAllLines(folder.resolve("units.csv")))
                .hasSize(1 + units.size())
                .allMatch(line -> line.startsWith("serial") || units.stream().anyMatch(line::contains));
        assertThat(folder.resolve("summary.pdf")).isNotEmptyFile();
    }
}
