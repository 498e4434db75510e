package dev.sealbench.link.internal.serial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sealbench.link.BurnContent;
import dev.sealbench.link.BurnProgress;
import dev.sealbench.link.BurnTarget;
import dev.sealbench.link.ChargerLink;
import dev.sealbench.link.Lifecycle;
import dev.sealbench.link.LinkException.PortUnavailable;
import dev.sealbench.link.LinkTimes;
import dev.sealbench.link.PortAddress;
import dev.sealbench.link.testkit.FakeCharger;
import dev.sealbench.link.testkit.FakeLine;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real port of the operating system: a pty made by socat, with a charger behind it.
class SerialPipeTest {

    @TempDir
    private Path folder;

    private FakeCharger charger;
    private FakeLine line;
    private Process socat;
    private PortAddress address;

    @BeforeEach
    void plugIn() throws Exception {
        charger = new FakeCharger();
        line = new FakeLine(charger, FakeLine.Weather.FINE, FakeLine.Weather.FINE);
        var pty = folder.resolve("tty");
        socat = new ProcessBuilder(
                        "socat",
                        "pty,raw,echo=0,link=" + pty,
                        "tcp:127.0.0.1:" + line.address().port())
                .inheritIO()
                .start();
        while (!Files.exists(pty)) {
            assertThat(socat.isAlive()).isTrue();
            Thread.sleep(5);
        }
        address = PortAddress.parse(pty.toString());
    }

    @AfterEach
    void pullOut() throws Exception {
        socat.destroyForcibly().waitFor();
        line.close();
    }

    @Test
    void aChargerTalksAndBurnsOverASerialPort() throws Exception {
        var image = new byte[200_000];
        new Random(1).nextBytes(image);
        try (var link = ChargerLink.open(address, LinkTimes.standard())) {
            assertThat(link.hello().lifecycle()).isEqualTo(Lifecycle.BLANK);
            link.burn(BurnTarget.IMAGE_SLOT_A, BurnContent.of(image), BurnProgress.SILENT);
        }
        assertThat(charger.flash()).isEqualTo(image);
    }

    @Test
    void aRaisedRateIsThatOfThePortWhileAThreadReadsIt() throws Exception {
        charger.withSpeeds(LinkTimes.standard().speedLease(), 230_400, 921_600);
        try (var link = ChargerLink.open(address, LinkTimes.standard())) {
            link.hello();
            assertThat(rateOfPort()).isEqualTo("115200");
            link.burn(BurnTarget.DEVICE_KEY, BurnContent.of(new byte[100]), BurnProgress.SILENT);
            assertThat(rateOfPort()).isEqualTo("921600");
            link.reboot();
            assertThat(rateOfPort()).isEqualTo("115200");
        }
    }

    private String rateOfPort() throws Exception {
        var stty = new ProcessBuilder("stty", "-F", address.toString(), "speed").start();
        return new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
    }

    @Test
    void aPortInUseIsBusy() throws Exception {
        try (var first = ChargerLink.open(address, LinkTimes.standard())) {
            first.hello();
            assertThatExceptionOfType(PortUnavailable.class)
                    .isThrownBy(() -> ChargerLink.open(address, LinkTimes.standard()))
                    .matches(e -> e.reason() == PortUnavailable.Reason.BUSY);
        }
        try (var second = ChargerLink.open(address, LinkTimes.standard())) {
            assertThat(second.hello().lifecycle())
                    .as("closing gives the lock back")
                    .isEqualTo(Lifecycle.BLANK);
        }
    }

    @Test
    void aPortPulledOutIsGone() throws Exception {
        try (var link = ChargerLink.open(address, LinkTimes.standard())) {
            link.hello();
            socat.destroyForcibly().waitFor();
            assertThatExceptionOfType(PortUnavailable.class)
                    .isThrownBy(link::hello)
                    .matches(e -> e.reason() == PortUnavailable.Reason.GONE);
        }
    }

    @Test
    void noNativeLibraryIsLeftWhereOthersCouldChangeIt() throws Exception {
        try (var link = ChargerLink.open(address, LinkTimes.standard())) {
            link.hello();
        }
        var maps = Files.readString(Path.of("/proc/self/maps"));
        var mapped = maps.lines().filter(row -> row.contains("jSerialComm")).toList();
        assertThat(mapped)
                .isNotEmpty()
                .allMatch(row -> row.contains("/sealbench-serial-") && row.endsWith("(deleted)"));
    }
}
