package dev.sealbench.core.internal.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.AuditVerdict.Wrong;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One bit of one signed file at a time, under a manifest that the station signed again.
class EveryOctetTest {

    private static final int BITS_PER_FILE = 25;

    @TempDir
    private Path folder;

    private Path dir;
    private TestBooks books;

    @Test
    void noBitOfASignedFileCanBeChanged() throws Exception {
        books = TestBooks.of(1);
        dir = folder.resolve("export");
        books.export(dir);
        var random = new Random(7);
        int changed = 0;
        for (var file : signedFiles()) {
            var good = Files.readAllBytes(file);
            for (int bit = 0; bit < BITS_PER_FILE; bit++) {
                int at = random.nextInt(good.length - hintBytes(file));
                var forged = good.clone();
                forged[at] ^= (byte) (1 << random.nextInt(8));
                replace(file, forged);
                assertThat(AuditVerifier.verify(dir, books.vendor.keys(), List.of()))
                        .as("octet %d of %s", at, file)
                        .isInstanceOf(Wrong.class);
                replace(file, good);
                changed++;
            }
        }
        assertThat(changed).isGreaterThan(20 * BITS_PER_FILE);
        assertThat(AuditVerifier.verify(dir, books.vendor.keys(), List.of())).isNotInstanceOf(Wrong.class);
    }

    /// All but those for people, the tables, and the CA's certificate, whose signature is a note.
    private List<Path> signedFiles() throws IOException {
        try (var files = Files.walk(dir)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.getNameCount() > dir.getNameCount() + 1)
                    .filter(file -> !file.toString().matches(".*(\\.dsse\\.json|\\.measured\\.json|device-ca\\.pem)"))
                    .sorted()
                    .toList();
        }
    }

    /// An envelope ends with the id of a key, which nobody believes and nobody signed.
    private static int hintBytes(Path file) {
        return file.toString().endsWith(".dsse.pb") ? 34 : 0;
    }

    private void replace(Path file, byte[] after) throws IOException {
        books.seal(dir, file, after);
    }
}
