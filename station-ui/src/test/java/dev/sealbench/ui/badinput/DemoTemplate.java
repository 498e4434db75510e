package dev.sealbench.ui.badinput;

import dev.sealbench.core.DemoSetup;
import dev.sealbench.core.StationConfig;
import dev.sealbench.core.StationException;
import dev.sealbench.core.StationHome;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/// A demonstration that was set up once for all tests of this process, because its LMS keys take long; tests
/// work on
/// copies. Closing it removes them all. Safe for several threads.
final class DemoTemplate implements AutoCloseable {

    static final int SLOTS = 2;
    private static final int UNITS = 50;

    private final Path folder;
    private final AtomicInteger copies = new AtomicInteger();

    private DemoTemplate(Path folder) {
        this.folder = folder;
    }

    static DemoTemplate create() throws IOException, InterruptedException, StationException {
        var folder = Files.createTempDirectory("badinput-");
        var state = folder.resolve("template");
        Child.tool(new ProcessBuilder(
                Repository.file("scripts/virtual-charger").toString(), "--prepare", "--state", state.toString()));
        DemoSetup.create(
                state,
                Repository.file("charger-firmware/build/app.bin"),
                Repository.file("charger-firmware/build/rom.bin"),
                SLOTS,
                UNITS);
        return new DemoTemplate(folder);
    }

    /// A demonstration of its own: same customer, same keys, empty history.
    Demo copy() throws IOException {
        var state = folder.resolve("demo-" + copies.incrementAndGet());
        copy(folder.resolve("template"), state);
        var home = new StationHome(state.resolve("home"));
        var config = StationConfig.read(home.config());
        var slots = new TreeMap<Integer, String>();
        config.slots().keySet().forEach(slot -> slots.put(slot, Demo.slotPath(state, slot)));
        new StationConfig(
                        config.stationId(),
                        config.production(),
                        config.allowSimulator(),
                        slots,
                        config.romSha256(),
                        config.board(),
                        state.resolve("labels").toString(),
                        config.maker())
                .write(home.config());
        return new Demo(state);
    }

    @Override
    public void close() throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Files.createDirectories(to.resolve(from.relativize(folder)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, to.resolve(from.relativize(file)));
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
