package dev.sealbench.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// One door, and behind it what knows neither chargers nor the door.
class ModuleTest {

    @Test
    void oneDoorAndFewNeighbours() {
        var module = ModuleFinder.of(Path.of("target", "classes"))
                .find("dev.sealbench.vault")
                .orElseThrow()
                .descriptor();
        assertThat(module.exports().stream().map(exported -> exported.source()).toList())
                .containsExactly("dev.sealbench.vault");
        assertThat(module.requires().stream().map(required -> required.name()).collect(Collectors.toSet()))
                .isEqualTo(Set.of("java.base", "org.bouncycastle.provider"));
    }

    @Test
    void whatIsInternalDoesNotKnowTheDoor() throws IOException {
        var seen = sources("internal").size();
        assertThat(seen).isGreaterThan(15);
        for (var source : sources("internal")) {
            assertThat(Files.readString(source))
                    .as(source.toString())
                    .doesNotContainPattern("import dev\\.sealbench\\.vault\\.[A-Z]");
        }
    }

    private static List<Path> sources(String folder) throws IOException {
        var root = ProjectRoot.file("secrets-vault/src/main/java/dev/sealbench/vault/" + folder);
        try (var files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }
}
