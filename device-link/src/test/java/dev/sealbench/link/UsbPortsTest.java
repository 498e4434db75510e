package dev.sealbench.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sealbench.link.LinkException.PortUnavailable;
import dev.sealbench.link.LinkException.PortUnavailable.Reason;
import dev.sealbench.link.testkit.RecordedSysfs;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsbPortsTest {

    @TempDir
    private Path folder;

    private RecordedSysfs sysfs;
    private UsbPorts ports;

    @BeforeEach
    void open() throws Exception {
        sysfs = new RecordedSysfs(folder, "bench");
        ports = UsbPorts.of(sysfs.sys());
    }

    @Test
    void allUsbPortsAreFoundAndNoOthers() {
        assertThat(ports.list())
                .extracting(
                        port -> Path.of(port.device()).getFileName() + " " + port.byAdapter() + " " + port.bySocket())
                .containsExactly(
                        "ttyUSB0 usb:0403:6001:A10K3XYZ usb:1-2.3",
                        "ttyUSB1 usb:0403:6001:A10K3ABC usb:1-2.4",
                        "ttyUSB2 usb:0403:6011:FT4S1/0 usb:1-3/0",
                        "ttyUSB3 usb:0403:6011:FT4S1/1 usb:1-3/1",
                        "ttyACM0 usb:0483:374b:0667FF485457725187051924 usb:1-4",
                        "ttyUSB4 usb:1-5 usb:1-5"); // it has no serial number
    }

    @Test
    void whatIsListedIsFoundAgain() throws Exception {
        for (var port : ports.list()) {
            assertThat(device(port.byAdapter().toString())).isEqualTo(port.device());
            assertThat(device(port.bySocket().toString())).isEqualTo(port.device());
        }
    }

    @Test
    void anAdapterIsFoundInAnotherSocketUnderAnotherName() throws Exception {
        sysfs.pullOut("1-2/1-2.3", "ttyUSB0");
        assertRefused("usb:0403:6001:A10K3XYZ", Reason.ABSENT);
        sysfs.plugIn("1-9", "A10K3XYZ", "ttyUSB7");
        assertThat(device("usb:0403:6001:A10K3XYZ")).endsWith("/dev/ttyUSB7");
        assertRefused("usb:1-2.3", Reason.ABSENT);
    }

    @Test
    void aSocketStaysASlotWhateverIsPluggedIn() throws Exception {
        sysfs.pullOut("1-2/1-2.3", "ttyUSB0");
        sysfs.plugIn("1-2/1-2.3", "SPARE", "ttyUSB8");
        assertThat(device("usb:1-2.3")).endsWith("/dev/ttyUSB8");
    }

    @Test
    void anAddressThatMeansSeveralPortsIsRefused() {
        assertRefused("usb:0403:6011:FT4S1", Reason.AMBIGUOUS);
        assertRefused("usb:1-3", Reason.AMBIGUOUS);
        sysfs.plugIn("1-9", "A10K3XYZ", "ttyUSB7"); // a clone
        assertRefused("usb:0403:6001:A10K3XYZ", Reason.AMBIGUOUS);
    }

    @Test
    void nearlyTheSameIsNotTheSame() {
        assertRefused("usb:0403:6001:A10K3XY", Reason.ABSENT);
        assertRefused("usb:0403:6001:a10k3xyz", Reason.ABSENT);
        assertRefused("usb:0403:6002:A10K3XYZ", Reason.ABSENT);
        assertRefused("usb:1-2", Reason.ABSENT); // the hub
        assertRefused("usb:1-3/2", Reason.ABSENT);
    }

    @Test
    void aHostileAdapterPutsNothingOnTheScreenOrIntoAnAddress() throws Exception {
        var device = sysfs.sys().resolve("devices/pci0000:00/0000:00:14.0/usb1/1-4");
        Files.writeString(device.resolve("serial"), "A\u001b[2J/../x\n");
        Files.writeString(device.resolve("product"), "P".repeat(100_000));
        Files.writeString(device.resolve("idVendor"), "zzzz\n"); // it is no USB device any more, the bus above is
        assertThat(ports.list())
                .noneMatch(port ->
                        port.device().endsWith("ttyACM0") && port.socket().equals("1-4"));
        Files.writeString(device.resolve("idVendor"), "0483\n");
        var port = ports.list().stream()
                .filter(each -> each.socket().equals("1-4"))
                .findFirst()
                .orElseThrow();
        assertThat(port.serialNumber()).isEqualTo("A?[2J/../x");
        assertThat(port.byAdapter()).hasToString("usb:1-4");
        assertThat(port.product()).hasSize(512);
    }

    @Test
    void aTreeWithoutAnythingHasNoPorts() {
        assertThat(UsbPorts.of(folder.resolve("nothing")).list()).isEmpty();
    }

    private String device(String address) throws PortUnavailable {
        return switch (PortAddress.parse(address)) {
            case PortAddress.UsbAdapter adapter -> ports.device(adapter).path();
            case PortAddress.UsbSocket socket -> ports.device(socket).path();
            case PortAddress other -> throw new AssertionError(other);
        };
    }

    private void assertRefused(String address, Reason reason) {
        assertThatExceptionOfType(PortUnavailable.class)
                .isThrownBy(() -> device(address))
                .matches(e -> e.reason() == reason)
                .withMessageContaining(address);
    }
}
