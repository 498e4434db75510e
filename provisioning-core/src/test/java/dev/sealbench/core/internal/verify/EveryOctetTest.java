package dev.sealbench.core.internal.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.AuditVerdict.Wrong;
import dev.sealbench.core.internal.export.Ustar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One bit of one signed file, or of what holds it together in an archive, at a time, under a manifest that the station
/// signed again.
class EveryOctetTest {

    private static final int BITS_PER_PIECE = 15;

    @TempDir
    private Path folder;

    private Path dir;
    private TestBooks books;
    private final Random random = new Random(7);
    private int changed;

    @Test
    void noBitOfASignedFileCanBeChanged() throws Exception {
        books = TestBooks.of(1);
        dir = folder.resolve("export");
        books.export(dir);
        for (var file : signedFiles()) {
            flip(file, 0, (int) Files.size(file) - hintBytes(file));
        }
        var archive = TestArchive.of(dir).getFirst();
        for (var member : TestArchive.members(Files.readAllBytes(archive))) {
            flip(archive, member.at() - Ustar.BLOCK_BYTES, Ustar.BLOCK_BYTES);
            if (!member.name().matches(".*(\\.dsse\\.json|\\.measured\\.json)")) { // which hold a hint, and more values
                flip(archive, member.at(), member.size());
            }
            int padding = Ustar.padding(member.size());
            if (padding > 0) {
                flip(archive, member.at() + member.size(), padding);
            }
        }
        flip(archive, (int) Files.size(archive) - Ustar.END_BYTES, Ustar.END_BYTES);

        assertThat(changed).isGreaterThan(60 * BITS_PER_PIECE);
        assertThat(AuditVerifier.verify(dir, books.vendor.keys(), List.of())).isNotInstanceOf(Wrong.class);
    }

    private void flip(Path file, int from, int size) throws IOException {
        var good = Files.readAllBytes(file);
        for (int bit = 0; bit < BITS_PER_PIECE; bit++) {
            int at = from + random.nextInt(size);
            var forged = good.clone();
            forged[at] ^= (byte) (1 << random.nextInt(8));
            books.seal(dir, file, forged);
            assertThat(AuditVerifier.verify(dir, books.vendor.keys(), List.of()))
                    .as("octet %d of %s", at, file)
                    .isInstanceOf(Wrong.class);
            changed++;
        }
        books.seal(dir, file, good);
    }

    /// All but those for people, the tables, the archive, and the CA's certificate, whose signature is a note.
    private List<Path> signedFiles() throws IOException {
        try (var files = Files.walk(dir)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.getNameCount() > dir.getNameCount() + 1)
                    .filter(file -> !file.toString().matches(".*(\\.tar|device-ca\\.pem)"))
                    .sorted()
                    .toList();
        }
    }

    /// An envelope ends with the id of a key, which nobody believes and nobody signed.
    private static int hintBytes(Path file) {
        return file.toString().endsWith(".dsse.pb") ? 34 : 0;
    }
}
