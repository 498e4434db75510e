package dev.sealbench.core.internal.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.internal.document.TestFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A power cut after an export was said to be finished takes nothing of it.
class ExportSyncTest {

    private static final String PARTIAL = "export.partial";

    @TempDir
    Path folder;

    @Test
    void allOfItIsOnTheDiskBeforeItHasItsName() throws Exception {
        var calls = trace();
        int renamed = indexOf(calls, "rename(");
        var before = calls.subList(0, renamed);

        var dir = folder.resolve("export");
        try (var tree = Files.walk(dir)) {
            var paths = tree.toList();
            assertThat(paths).hasSizeGreaterThan(9);
            for (var path : paths) {
                var synced = "/%s/%s>".formatted(PARTIAL, dir.relativize(path)).replace("/>", ">");
                assertThat(before).as(synced).anyMatch(call -> call.contains("sync(") && call.contains(synced));
            }
        }
        assertThat(calls.subList(renamed, calls.size()))
                .as("the folder that it is in")
                .anyMatch(call -> call.contains("sync(") && call.contains(folder + ">"));
    }

    private List<String> trace() throws Exception {
        var trace = folder.resolve("trace");
        TestFiles.run(
                folder,
                "strace",
                "-f",
                "-y",
                "-e",
                "trace=fsync,fdatasync,rename",
                "-o",
                trace.toString(),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                LargeExport.class.getName(),
                folder.resolve("export").toString(),
                "3",
                "3");
        return Files.readAllLines(trace);
    }

    private static int indexOf(List<String> calls, String name) {
        for (int at = 0; at < calls.size(); at++) {
            if (calls.get(at).contains(name) && calls.get(at).contains(PARTIAL)) {
                return at;
            }
        }
        throw new AssertionError("it was never renamed");
    }
}
