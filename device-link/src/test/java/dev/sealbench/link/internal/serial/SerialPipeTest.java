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
import dev.sealbench.link.testkit.RecordedSysfs;
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
    void whoHoldsAPortIsNamed() throws Exception {
        var holder = new ProcessBuilder("sleep", "60")
                .redirectInput(folder.resolve("tty").toFile())
                .start();
        try {
            assertThat(PortHolder.of(folder.resolve("tty")))
                    .contains("sleep, process " + holder.pid())
                    .doesNotContain("this program");
        } finally {
            holder.destroyForcibly().waitFor();
        }
        try (var link = ChargerLink.open(address, LinkTimes.standard())) {
            link.hello();
            assertThatExceptionOfType(PortUnavailable.class)
                    .isThrownBy(() -> ChargerLink.open(address, LinkTimes.standard()))
                    .withMessageContaining("another program uses")
                    .withMessageContaining("this program itself");
        }
    }

    @Test
    void anAdapterThatComesBackUnderAnotherNameIsTheSamePort() throws Exception {
        var sysfs = new RecordedSysfs(folder, "bench");
        System.setProperty("sealbench.sysfs", sysfs.sys().toString());
        try {
            var usb = PortAddress.parse("usb:0403:6001:A10K3XYZ");
            sysfs.connect("ttyUSB0", folder.resolve("tty"));
            try (var link = ChargerLink.open(usb, LinkTimes.standard())) {
                link.hello();
                sysfs.pullOut("1-2/1-2.3", "ttyUSB0");
                pullOut();
                assertThatExceptionOfType(PortUnavailable.class)
                        .isThrownBy(link::hello)
                        .matches(e -> e.reason() == PortUnavailable.Reason.GONE)
                        .withMessageContaining("usb:0403:6001:A10K3XYZ");
            }
            assertThatExceptionOfType(PortUnavailable.class)
                    .isThrownBy(() -> ChargerLink.open(usb, LinkTimes.standard()))
                    .matches(e -> e.reason() == PortUnavailable.Reason.ABSENT);
            plugIn();
            sysfs.plugIn("1-9", "A10K3XYZ", "ttyUSB7");
            sysfs.connect("ttyUSB7", folder.resolve("tty"));
            try (var link = ChargerLink.open(usb, LinkTimes.standard())) {
                assertThat(link.hello().lifecycle()).isEqualTo(Lifecycle.BLANK);
            }
        } finally {
            System.clearProperty("sealbench.sysfs");
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
