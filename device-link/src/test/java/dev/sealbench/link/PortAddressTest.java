package dev.sealbench.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortAddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/dev/ttyUSB0",
                "/dev/serial/by-id/x-y",
                "usb:0403:6001:A10K3XYZ",
                "usb:0403:6011:FT4:ABC/3",
                "usb:1-2",
                "usb:1-2.3.4/1",
                "tcp:rack-3.local:4001",
                "tcp:10.0.0.1:1",
                "tcp:[::1]:65535"
            })
    void whatIsPrintedIsWhatIsRead(String text) {
        assertThat(PortAddress.parse(text)).hasToString(text);
    }

    @Test
    void theKindsAreToldApart() {
        assertThat(PortAddress.parse("/dev/ttyS0")).isEqualTo(new PortAddress.SerialPath("/dev/ttyS0"));
        assertThat(PortAddress.parse("tcp:[fe80::1%eth0]:7")).isEqualTo(new PortAddress.TcpServer("fe80::1%eth0", 7));
        assertThat(PortAddress.parse("usb:0403:6011:FT4/3"))
                .isEqualTo(new PortAddress.UsbAdapter(0x403, 0x6011, "FT4", OptionalInt.of(3)));
        assertThat(PortAddress.parse("usb:1-2.3")).isEqualTo(new PortAddress.UsbSocket("1-2.3", OptionalInt.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ttyS0",
                "/",
                "/dev/a b",
                "/dev/a\n",
                "tcp:",
                "tcp:h",
                "tcp:h:",
                "tcp:h:0",
                "tcp:h:65536",
                "tcp:h:999999",
                "tcp:h:-1",
                "tcp::1:7",
                "tcp:[]:7",
                "tcp:a b:7",
                "udp:h:7",
                "usb:",
                "usb:0403:6001",
                "usb:0403:6001:",
                "usb:0403:6001:A B",
                "usb:0403:6001:A/B",
                "usb:403:6001:A",
                "usb:0403:6001:A/100",
                "usb:1",
                "usb:1-",
                "usb:1-2.",
                "usb:1-2:1.0",
                "usb:1-2/x",
                "usb:../../etc",
                "http://h:7"
            })
    void anythingElseIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> PortAddress.parse(text));
    }
}
