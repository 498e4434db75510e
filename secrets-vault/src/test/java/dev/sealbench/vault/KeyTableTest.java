package dev.sealbench.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// docs/keys.md and the code name the same keys.
class KeyTableTest {

    private static final int COLUMNS = 7;

    @Test
    void eachKeyHasItsRowAndEachRowItsKey() throws IOException {
        var names = rows().stream().map(row -> row.get(0).replace("`", "")).toList();
        assertThat(names)
                .containsExactlyElementsOf(
                        Arrays.stream(KeyId.values()).map(Enum::name).toList());
    }

    @Test
    void noRowLeavesAQuestionOpen() throws IOException {
        for (var row : rows()) {
            assertThat(row).hasSize(COLUMNS).noneMatch(String::isBlank);
        }
    }

    @Test
    void slotsAreTheOnesInTheTableAndUsedOnce() throws IOException {
        var slots = rows().stream().map(row -> Integer.parseInt(row.get(1))).toList();
        assertThat(slots)
                .containsExactlyElementsOf(
                        Arrays.stream(KeyId.values()).map(KeyId::slot).toList());
        assertThat((Set<Integer>) new HashSet<>(slots)).hasSameSizeAs(slots);
    }

    /// The cells of the rows of "Keys of the vault".
    private static List<List<String>> rows() throws IOException {
        var lines = Files.readAllLines(ProjectRoot.file("docs/keys.md"));
        int heading = lines.indexOf("## Keys of the vault");
        assertThat(heading).isNotNegative();
        return lines.stream()
                .skip(heading + 1L)
                .takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.startsWith("| `"))
                .map(line -> Arrays.stream(line.substring(1).split("\\|"))
                        .map(String::strip)
                        .toList())
                .toList();
    }
}
