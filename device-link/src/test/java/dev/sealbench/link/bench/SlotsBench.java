package dev.sealbench.link.bench;

import dev.sealbench.link.BurnContent;
import dev.sealbench.link.BurnProgress;
import dev.sealbench.link.BurnTarget;
import dev.sealbench.link.ChargerLink;
import dev.sealbench.link.LinkException;
import dev.sealbench.link.LinkTimes;
import dev.sealbench.link.PortAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/// Burns a file over several links of one program at once, and prints how long each took and how much processor time
/// the program took for all of them: what `scripts/bench burn` measures of a station with many slots.
final class SlotsBench {

    private SlotsBench() {}

    /// Arguments: the file to begin with, the file that is measured, ports.
    static void main(String[] args) throws IOException, LinkException, InterruptedException, ExecutionException {
        var content = BurnContent.of(Files.readAllBytes(Path.of(args[1])));
        var links = new ArrayList<ChargerLink>();
        try (var threads = Executors.newFixedThreadPool(args.length - 2)) {
            for (int i = 2; i < args.length; i++) {
                var link = ChargerLink.open(PortAddress.parse(args[i]), LinkTimes.standard());
                links.add(link);
                link.awaitHello(Duration.ofSeconds(30));
            }
            // a station that has burned before has its code compiled
            var before = BurnContent.of(Files.readAllBytes(Path.of(args[0])));
            for (var burn : threads.invokeAll(burns(links, before))) {
                burn.get();
            }
            long cpu = processorNanos();
            long start = System.nanoTime();
            var seconds = new ArrayList<String>();
            for (var burn : threads.invokeAll(burns(links, content))) {
                seconds.add("%.3f".formatted(burn.get()));
            }
            System.out.printf(
                    "{\"seconds\": [%s], \"processor_seconds\": %.3f, \"wall_seconds\": %.3f}%n",
                    String.join(", ", seconds), (processorNanos() - cpu) / 1e9, (System.nanoTime() - start) / 1e9);
        } finally {
            links.forEach(ChargerLink::close);
        }
    }

    private static List<Callable<Double>> burns(List<ChargerLink> links, BurnContent content) {
        return IntStream.range(0, links.size())
                .mapToObj(i -> (Callable<Double>) () -> {
                    long start = System.nanoTime();
                    links.get(i).burn(BurnTarget.IMAGE_SLOT_A, content, BurnProgress.SILENT);
                    return (System.nanoTime() - start) / 1e9;
                })
                .toList();
    }

    private static long processorNanos() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
    }
}
