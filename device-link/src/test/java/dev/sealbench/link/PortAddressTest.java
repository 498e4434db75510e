package dev.sealbench.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortAddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/dev/ttyUSB0",
                "/dev/serial/by-id/x-y",
                "tcp:rack-3.local:4001",
                "tcp:10.0.0.1:1",
                "tcp:[::1]:65535"
            })
    void whatIsPrintedIsWhatIsRead(String text) {
        assertThat(PortAddress.parse(text)).hasToString(text);
    }

    @Test
    void theTwoKindsAreToldApart() {
        assertThat(PortAddress.parse("/dev/ttyS0")).isEqualTo(new PortAddress.SerialPath("/dev/ttyS0"));
        assertThat(PortAddress.parse("tcp:[fe80::1%eth0]:7")).isEqualTo(new PortAddress.TcpServer("fe80::1%eth0", 7));
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
                "http://h:7"
            })
    void anythingElseIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> PortAddress.parse(text));
    }
}
