package dev.sealbench.core.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.StationHome;
import dev.sealbench.core.internal.books.LargeBooks;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditSourceTest {

    private static final int EVENTS = 200_000;

    private static final int UNITS = 200;

    @TempDir
    Path folder;

    @Test
    void twoHundredThousandEventsNeedNoMoreThanASmallHeap() throws Exception {
        var home = new StationHome(Files.createDirectory(folder.resolve("home")));
        LargeBooks.create(home.books(), EVENTS, UNITS);
        var export = folder.resolve("export");

        var output = run(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:TieredStopAtLevel=1",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                AuditOfLargeBooks.class.getName(),
                home.directory().toString(),
                export.toString());

        assertThat(output).contains("exported " + UNITS + " units, ");
        try (var lines = Files.lines(export.resolve("events.jsonl"))) {
            assertThat(lines.filter(line -> line.contains("scan ")).count()).isEqualTo(EVENTS);
        }
        try (var lines = Files.lines(export.resolve("units.csv"))) {
            assertThat(lines.filter(line -> line.contains("CP426471")).count()).isEqualTo(UNITS);
        }
    }

    private static String run(String... command) throws Exception {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes());
        process.waitFor();
        return output;
    }
}
