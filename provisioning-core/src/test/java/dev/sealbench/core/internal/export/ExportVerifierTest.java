package dev.sealbench.core.internal.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.internal.export.ExportVerdict.Sound;
import dev.sealbench.core.internal.export.ExportVerdict.Wrong;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExportVerifierTest {

    private static final KeyPair KEY = SyntheticExport.newKey();

    @TempDir
    Path folder;

    private Path dir;

    @BeforeEach
    void writeAnExport() throws Exception {
        dir = folder.resolve("export");
        AuditExport.write(
                dir,
                new SyntheticExport(12, 12, KEY, "Stroomnet"),
                SyntheticExport.signer(KEY.getPrivate()),
                Clock.fixed(SyntheticExport.NOW, ZoneOffset.UTC));
    }

    @Test
    void anUntouchedExportIsSound() throws Exception {
        assertThat(verify())
                .isEqualTo(new Sound(
                        "station-1",
                        "work order 2026-0417",
                        "2026-11-23T09:30:00.000000Z",
                        true,
                        AuditExportTest.FILES));
    }

    @Test
    void anyTrustedKeyWillDoAndKeysOfOtherKindsDoNoHarm() throws Exception {
        var rsa = KeyPairGenerator.getInstance("RSA").generateKeyPair().getPublic();
        var stranger = SyntheticExport.newKey().getPublic();
        assertThat(ExportVerifier.verify(dir, List.of(rsa, stranger, KEY.getPublic())))
                .isInstanceOf(Sound.class);
        assertThat(ExportVerifier.verify(dir, List.of(rsa, stranger)))
                .isEqualTo(new Wrong("manifest.sig", "no trusted key signed this manifest"));
        assertThat(ExportVerifier.verify(dir, List.<PublicKey>of())).isInstanceOf(Wrong.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "units.csv",
                "events.jsonl",
                "summary.pdf",
                "README.txt",
                "certificates/device-ca.pem",
                "units/CP4264710000.tar"
            })
    void oneChangedOctetIsNamedAndSoIsAMissingFile(String path) throws Exception {
        var file = dir.resolve(path);
        var content = Files.readAllBytes(file);
        content[content.length / 2] ^= 1;
        Files.write(file, content);
        assertThat(verify()).isEqualTo(new Wrong(path, "was changed since it was exported"));
        Files.write(file, new byte[] {0}, StandardOpenOption.APPEND);
        assertThat(verify()).isEqualTo(new Wrong(path, "has another size than when it was exported"));
        Files.delete(file);
        assertThat(verify()).isEqualTo(new Wrong(path, "missing"));
    }

    /// Both are among those that are hashed ahead.
    @Test
    void theFirstOfTwoChangedFilesIsNamed() throws Exception {
        for (var path : List.of("units.csv", "events.jsonl", "certificates/device-ca.pem")) {
            var content = Files.readAllBytes(dir.resolve(path));
            content[content.length / 2] ^= 1;
            Files.write(dir.resolve(path), content);
        }

        assertThat(verify()).isEqualTo(new Wrong("certificates/device-ca.pem", "was changed since it was exported"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"AAA", "zzz", "log/evil.txt", "units/CP4264720000.tar", "units/0/x"})
    void aFileThatWasAddedIsNamed(String path) throws Exception {
        Files.createDirectories(dir.resolve(path).getParent());
        Files.writeString(dir.resolve(path), "x");
        assertThat(verify()).isEqualTo(new Wrong(path, "is not in the manifest"));
    }

    @Test
    void aChangedManifestIsNotBelieved() throws Exception {
        var manifest = dir.resolve("manifest.json");
        var original = Files.readString(manifest);
        Files.writeString(manifest, original.replace("station-1", "station-2"));
        assertThat(verify()).isEqualTo(new Wrong("manifest.sig", "no trusted key signed this manifest"));
        Files.writeString(manifest, original + " ");
        assertThat(verify()).isInstanceOf(Wrong.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "{\"files\":[]}",
                "{\"format\":\"sealbench-export/1\",\"files\":[]}",
                "{\"format\":\"sealbench-export/3\",\"station\":\"s\",\"range\":\"r\",\"createdUtc\":\"c\",\"complete\":true,\"files\":[{\"path\":\"../x\"}]}",
                "{\"format\":\"sealbench-export/3\",\"format\":\"sealbench-export/3\",\"files\":[]}"
            })
    void aSignedManifestThatIsNotOneIsSaidToBeSo(String text) throws Exception {
        sign(text);
        assertThat(verify())
                .isInstanceOfSatisfying(
                        Wrong.class, wrong -> assertThat(wrong.path()).isEqualTo("manifest.json"));
    }

    @Test
    void anEntryListedTwiceOrOutOfOrderIsRefused() throws Exception {
        var lines = Files.readAllLines(dir.resolve("manifest.json"));
        var swapped = new ArrayList<>(lines);
        Collections.swap(swapped, 2, 3);
        sign(String.join("\n", swapped));
        assertThat(verify()).isInstanceOf(Wrong.class);
        var doubled = new ArrayList<>(lines);
        doubled.add(2, lines.get(2));
        sign(String.join("\n", doubled));
        assertThat(verify()).isInstanceOf(Wrong.class);
    }

    @Test
    void aLinkIsNotFollowed() throws Exception {
        var outside = folder.resolve("outside");
        Files.move(dir.resolve("units.csv"), outside);
        Files.createSymbolicLink(dir.resolve("units.csv"), outside);
        assertThat(verify()).isEqualTo(new Wrong("units.csv", "is not a file but a link or something else"));
        Files.delete(dir.resolve("units.csv"));
        Files.move(outside, dir.resolve("units.csv"));
        Files.move(dir.resolve("log"), outside);
        Files.createSymbolicLink(dir.resolve("log"), outside);
        assertThat(verify()).isInstanceOf(Wrong.class);
    }

    @Test
    void sealsThatAreMissingAreNamed() throws Exception {
        Files.delete(dir.resolve("manifest.sig"));
        assertThat(verify()).isEqualTo(new Wrong("manifest.sig", "missing"));
        Files.write(dir.resolve("manifest.sig"), new byte[1000]);
        assertThat(verify()).isInstanceOf(Wrong.class);
        Files.delete(dir.resolve("manifest.json"));
        assertThat(verify()).isEqualTo(new Wrong("manifest.json", "missing"));
        assertThat(ExportVerifier.verify(folder.resolve("none"), List.of(KEY.getPublic())))
                .isEqualTo(new Wrong("", "there is no such folder"));
    }

    private ExportVerdict verify() throws IOException {
        return ExportVerifier.verify(dir, List.of(KEY.getPublic()));
    }

    private void sign(String manifest) throws IOException {
        Files.writeString(dir.resolve("manifest.json"), manifest);
        Files.write(dir.resolve("manifest.sig"), SyntheticExport.sign(KEY.getPrivate(), manifest.getBytes()));
    }
}
