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
import java.util.Random;

/// Burns files over one link, one after the other, and prints a line of figures for each: what `scripts/bench burn`
/// measures. Packing is done before the clock starts, as a station does it once per release.
final class BurnBench {

    private BurnBench() {}

    /// Arguments: port, files.
    static void main(String[] args) throws IOException, LinkException {
        var contents = new BurnContent[args.length - 1];
        for (int i = 0; i < contents.length; i++) {
            contents[i] = BurnContent.of(Files.readAllBytes(Path.of(args[i + 1])));
        }
        try (var link = ChargerLink.open(PortAddress.parse(args[0]), LinkTimes.standard())) {
            link.awaitHello(Duration.ofSeconds(30));
            warmUp(link);
            for (var content : contents) {
                measure(link, content);
            }
        }
    }

    /// A station that has burned before has its classes loaded; the target is one that is not measured.
    private static void warmUp(ChargerLink link) throws LinkException {
        var octets = new byte[BurnTarget.DEVICE_KEY.capacityBytes()];
        new Random(1).nextBytes(octets);
        link.burn(BurnTarget.DEVICE_KEY, BurnContent.of(octets), BurnProgress.SILENT);
    }

    private static void measure(ChargerLink link, BurnContent content) throws LinkException {
        var before = link.statistics();
        long start = System.nanoTime();
        var result = link.burn(BurnTarget.IMAGE_SLOT_A, content, BurnProgress.SILENT);
        double seconds = (System.nanoTime() - start) / 1e9;
        var after = link.statistics();
        System.out.printf(
                "{\"seconds\": %.4f, \"charger_seconds\": %.4f, \"bytes\": %d, \"stream_bytes\": %d, \"resent_bytes\": %d, \"out_bytes\": %d, "
                        + "\"in_bytes\": %d, \"dropped_frames\": %d, \"baud\": %d}%n",
                seconds,
                (after.chargerMicros() - before.chargerMicros()) / 1e6,
                content.sizeBytes(),
                result.streamBytes(),
                result.resentBytes(),
                after.bytesOut() - before.bytesOut(),
                after.bytesIn() - before.bytesIn(),
                after.droppedFrames() - before.droppedFrames(),
                link.baud());
    }
}
