package dev.sealbench.ui.e2e;

import dev.sealbench.ui.testkit.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The memory of another Java process.
final class HeapDump {

    private HeapDump() {}

    /// Everything alive on the heap of `process`, as octets; text stands there in Latin-1 or in UTF-16.
    static byte[] of(Process process) throws IOException {
        var folder = Files.createTempDirectory("heap-");
        var file = folder.resolve("heap.hprof");
        try {
            var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
            Tool.must(folder, jcmd, Long.toString(process.pid()), "GC.heap_dump", file.toString());
            return Files.readAllBytes(file);
        } finally {
            Files.deleteIfExists(file);
            Files.delete(folder);
        }
    }
}
