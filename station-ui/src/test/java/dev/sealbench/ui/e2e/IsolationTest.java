package dev.sealbench.ui.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.ui.testkit.Repository;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Adversary T5: an application that the customer signed turns on its charger. It runs in the normal world and tries,
/// with its own memory protection off, whatever reaches the other one; charger-firmware/test/isolation.
@Tag("e2e")
@ExtendWith(EndToEnd.class)
class IsolationTest {

    private static final int SLOT_A = 0;
    private static final int PROBES = 31;

    /// DFSR and IFSR: synchronous external abort (ARM DDI 0406C B3.13.3). The bus refused, not a translation table.
    private static final int EXTERNAL_ABORT = 0b0_1000;

    private static final int FAULTED = 0x8000_0000;

    @Test
    void theApplicationReachesNothingOfTheSecureWorld(LockedUnit unit, ImageForge forge) throws Exception {
        try (var charger = unit.copy()) {
            var flash = new Flash(charger.folder());
            flash.write(
                    SLOT_A, forge.own(Files.readAllBytes(Repository.file("charger-firmware/build/app-isolation.bin"))));
            var before = flash.digests();
            var tpm = TpmCopy.contents(charger.folder());
            charger.plugIn();
            try (var line = new RandomAccessFile(charger.port().toFile(), "rw")) {
                var report = report(line);
                assertThat(only(report, "control "))
                        .hasSize(5)
                        .allSatisfy(
                                (name, result) -> assertThat(result).as(name).isZero());
                assertThat(only(report, "probe "))
                        .hasSize(PROBES)
                        .allSatisfy((name, result) ->
                                assertThat(result & FAULTED).as(name).isNotZero());
                assertThat(only(report, "probe read-"))
                        .hasSize(12)
                        .allSatisfy((name, result) ->
                                assertThat(result & 0x40f).as(name).isEqualTo(EXTERNAL_ABORT));
                // it faults now, with its own vectors: the monitor starts it anew, and it reports again
                line.write('\n');
                assertThat(report(line)).isEqualTo(report);
            }
            charger.stop();
            assertThat(flash.digests()).isEqualTo(before);
            assertThat(TpmCopy.contents(charger.folder())).isEqualTo(tpm);
        }
    }

    /// The next whole report: what was tried, and what came of it.
    private static Map<String, Integer> report(RandomAccessFile line) throws IOException {
        Map<String, Integer> report = new LinkedHashMap<>();
        for (var text = next(line); !text.equals("end") || report.isEmpty(); text = next(line)) {
            int last = text.lastIndexOf(' ');
            if (Set.of("control", "probe").contains(text.split(" ")[0])) {
                report.put(text.substring(0, last), Integer.parseUnsignedInt(text.substring(last + 1), 16));
            }
        }
        return report;
    }

    private static String next(RandomAccessFile line) throws IOException {
        var text = new StringBuilder();
        for (int octet = line.read(); octet != '\n'; octet = line.read()) {
            if (octet < 0) {
                throw new IOException("the line is gone");
            }
            text.append((char) octet);
        }
        return text.toString();
    }

    private static Map<String, Integer> only(Map<String, Integer> report, String prefix) {
        var some = new LinkedHashMap<>(report);
        some.keySet().removeIf(name -> !name.startsWith(prefix));
        return some;
    }
}
