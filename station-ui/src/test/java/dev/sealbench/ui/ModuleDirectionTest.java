package dev.sealbench.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Holds the drawing of docs/architecture.md against the built modules.
class ModuleDirectionTest {

    private static final Path ROOT = Path.of(System.getProperty("sealbench.root"));

    /// Folder of each module.
    private static final Map<String, String> FOLDER = Map.of(
            "dev.sealbench.link", "device-link",
            "dev.sealbench.vault", "secrets-vault",
            "dev.sealbench.core", "provisioning-core",
            "dev.sealbench.ui", "station-ui");

    /// Who may require whom. The map is the drawing.
    private static final Map<String, Set<String>> MAY_REQUIRE = Map.of(
            "dev.sealbench.link", Set.of(),
            "dev.sealbench.vault", Set.of(),
            "dev.sealbench.core", Set.of("dev.sealbench.link", "dev.sealbench.vault"),
            "dev.sealbench.ui", Set.of("dev.sealbench.core"));

    /// The doors: what everybody may use.
    private static final Map<String, Set<String>> DOORS = Map.of(
            "dev.sealbench.link", Set.of("dev.sealbench.link"),
            "dev.sealbench.vault", Set.of("dev.sealbench.vault"),
            "dev.sealbench.core", Set.of("dev.sealbench.core", "dev.sealbench.core.release"),
            "dev.sealbench.ui", Set.of());

    @Test
    void modulesRequireOnlyWhatTheDrawingAllows() {
        var found = new TreeMap<String, Set<String>>();
        FOLDER.keySet().forEach(name -> found.put(name, ours(descriptor(name))));
        assertThat(found).isEqualTo(new TreeMap<>(MAY_REQUIRE)); // a module that was not found fails here, too
    }

    @Test
    void onlyTheDoorsAreExportedToEverybody() {
        var found = new TreeMap<String, Set<String>>();
        FOLDER.keySet().forEach(name -> found.put(name, doors(descriptor(name))));
        assertThat(found).isEqualTo(new TreeMap<>(DOORS));
    }

    private static Set<String> ours(ModuleDescriptor module) {
        return module.requires().stream()
                .map(ModuleDescriptor.Requires::name)
                .filter(name -> name.startsWith("dev.sealbench."))
                .collect(Collectors.toSet());
    }

    private static Set<String> doors(ModuleDescriptor module) {
        return module.exports().stream()
                .filter(exports -> !exports.isQualified())
                .map(ModuleDescriptor.Exports::source)
                .collect(Collectors.toSet());
    }

    private static ModuleDescriptor descriptor(String module) {
        var file = ROOT.resolve(FOLDER.get(module)).resolve("target/classes/module-info.class");
        try (var in = Files.newInputStream(file)) {
            return ModuleDescriptor.read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
