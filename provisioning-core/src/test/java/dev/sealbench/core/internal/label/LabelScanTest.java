package dev.sealbench.core.internal.label;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.LabelKind;
import dev.sealbench.core.LabelPrint;
import dev.sealbench.core.ScanBack.Complaint;
import dev.sealbench.core.SerialNumber;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a scan is called that is not the code which was asked for.
class LabelScanTest {

    private static final LabelMaker MAKER = new LabelMaker();
    private static final LabelPrint PRINT = new LabelPrint(
            new SerialNumber("CP42647100001239"),
            LabelKind.ACCESS,
            1,
            Instant.EPOCH,
            "p",
            "station",
            "",
            Optional.empty(),
            Optional.empty());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "WIFI:T:WPA;S:EVC-2;P:another unit's passphrase;;",
                "]Q1WIFI:T:WPA;S:EVC-2;P:another unit's passphrase;;",
                "]Q3WIFI:T:WPA;S:EVC-2;P:another unit's passphrase;;"
            })
    void anotherWifiCodeIsKnownBehindAnySymbologyIdentifier(String scanned) throws Exception {
        assertThat(complaint(scanned)).containsInstanceOf(Complaint.ForeignWifi.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"wifi:t:wpa;s:evc-2;p:caps lock was on;;", "https://example.com/", "]", "]Q", "]Q1"})
    void whatNoCodeOfOursCouldSayIsUnknown(String scanned) throws Exception {
        assertThat(complaint(scanned)).containsInstanceOf(Complaint.Unknown.class);
    }

    @Test
    void anotherUnitsIdentityIsNamedByItsSerialNumber() throws Exception {
        assertThat(complaint("]d1CP4264710000001T-A1"))
                .containsInstanceOf(Complaint.LabelOfOther.class)
                .get()
                .asString()
                .contains("CP4264710000001T");
    }

    private static Optional<Complaint> complaint(String scanned) throws Exception {
        try (var layout = SampleLabels.layout(MAKER, LabelKind.ACCESS, 1)) {
            return LabelScan.complaint(scanned.toCharArray(), layout.codes().getFirst(), layout, PRINT);
        }
    }
}
