package dev.sealbench.ui.badinput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sealbench.core.Digest;
import dev.sealbench.core.EventRecord;
import dev.sealbench.core.Gtin;
import dev.sealbench.core.OcppSettings;
import dev.sealbench.core.SerialRange;
import dev.sealbench.core.StationException;
import dev.sealbench.core.WorkOrder;
import dev.sealbench.ui.testkit.Demo;
import dev.sealbench.ui.testkit.DemoParameter;
import dev.sealbench.ui.testkit.OpenStation;
import dev.sealbench.ui.testkit.TestStation;
import dev.sealbench.ui.testkit.Tool;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Work orders that ask for what cannot be, or whose fields are weapons.
@Tag("e2e")
@ExtendWith(DemoParameter.class)
class WorkOrderTest {

    private final TestStation station;

    WorkOrderTest(Demo demo) throws IOException {
        station = demo.newStation();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "=cmd|'/c calc'!A1",
                "+1",
                "-1",
                "@SUM(A1)",
                "../../etc/passwd",
                ".hidden",
                "WO\n2",
                "WO\u00002",
                "WO\u202e2",
                "WO;DROP TABLE unit",
                "WO-33333333333333333333333333333333"
            })
    void aNumberThatIsNotOneIsRefused(String number) throws Exception {
        try (var open = station.open()) {
            var good = order(open);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> with(good, number, good.model(), good.serials(), good.release()))
                    .satisfies(refusal -> Expect.oneSentence(refusal.getMessage()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "C\tP", "C\r\nP", "C\u001bP", "C\u202eP", "C\u2028P", "a model of 21 chars ."})
    void aModelThatCannotBePrintedIsRefused(String model) throws Exception {
        try (var open = station.open()) {
            var good = order(open);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> with(good, "WO-2", model, good.serials(), good.release()))
                    .satisfies(refusal -> Expect.oneSentence(refusal.getMessage()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://x", "ws://x", "=wss://x", "wss://x\r\ny", "wss://x\u0000", "wss://\u202ex"})
    void anAddressThatIsNotOneIsRefused(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OcppSettings(address, 2, ""))
                .satisfies(refusal -> Expect.oneSentence(refusal.getMessage()));
    }

    @Test
    void aTradeItemNumberWithAWrongCheckDigitIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Gtin("04012345678902"))
                .satisfies(refusal -> Expect.oneSentence(refusal.getMessage()));
    }

    @Test
    void aFormulaAsModelIsNobodysDeviceClass() throws Exception {
        try (var open = station.open()) {
            var good = order(open);
            refused(open, with(good, "WO-2", "=1+1", new SerialRange("CP426472", 1, 999), good.release()));
        }
    }

    @Test
    void serialNumbersAreGivenOutOnce() throws Exception {
        try (var open = station.open()) {
            var good = order(open);
            refused(open, with(good, "WO-2", good.model(), good.serials(), good.release()));
        }
    }

    @Test
    void anUnknownReleaseIsRefused() throws Exception {
        try (var open = station.open()) {
            var good = order(open);
            var serials = new SerialRange("CP426472", 1, 999);
            refused(open, with(good, "WO-2", good.model(), serials, Digest.sha256(new byte[1])));
        }
    }

    @Test
    void anotherCustomersReleaseIsRefused() throws Exception {
        try (var open = station.open()) {
            var good = order(open);
            refused(
                    open,
                    new WorkOrder(
                            "WO-2",
                            UUID.randomUUID(),
                            good.cid(),
                            good.model(),
                            good.hardwareRevision(),
                            good.gtin(),
                            good.release(),
                            1,
                            new SerialRange("CP426472", 1, 999),
                            good.ocpp(),
                            good.support(),
                            good.retention()));
        }
    }

    @Test
    void theCommandLineSaysItInOneLineFirst() throws Exception {
        var run = commanded("C\u001bP");

        assertThat(run.exitCode()).isEqualTo(2); // a field that cannot be is wrong usage
        var first = run.err().lines().findFirst().orElseThrow();
        assertThat(first).isEqualTo("model contains a character that cannot be printed");
        assertThat(run.out() + run.err()).doesNotContain("\u001b", "Exception");
        try (var open = station.open()) {
            assertThat(open.orders().list()).hasSize(1);
        }
    }

    @Test
    void aLabelTemplateThatNobodySavedIsRefused() throws Exception {
        var run = commanded("CP42", "--template", "plate-9");

        assertThat(run.exitCode()).isIn(3, 4);
        assertThat(run.err()).contains("plate-9 is not in the books");
        try (var open = station.open()) {
            assertThat(open.orders().list()).hasSize(1);
        }
        assertThat(commanded("CP42").exitCode())
                .as("without it the order is right")
                .isZero();
    }

    private Tool.Result commanded(String model, String... more) throws Exception {
        String release;
        try (var open = station.open()) {
            release = order(open).release().hex();
        }
        var arguments = new ArrayList<>(List.of("work-order", "open", "WO-2", "--release", release, "--model", model));
        arguments.addAll(List.of("--hardware-revision", "2", "--gtin", "04012345678901", "--quantity", "1"));
        arguments.addAll(List.of("--serial-prefix", "CP426472", "--serial-from", "1", "--serial-to", "9"));
        arguments.addAll(List.of("--csms-url", "wss://x"));
        arguments.addAll(List.of(more));
        return station.command(arguments.toArray(String[]::new));
    }

    private void refused(OpenStation open, WorkOrder order) throws Exception {
        var refusal =
                catchThrowableOfType(StationException.class, () -> open.orders().open(order));

        assertThat(refusal).isNotNull();
        assertThat(refusal.exitCode()).isIn(3, 4);
        Expect.oneSentence(refusal.getMessage());
        assertThat(open.orders().list()).hasSize(1);
        var last = station.events().getLast();
        assertThat(last.action()).isEqualTo("work-order.refused");
        assertThat(last.result()).isEqualTo(EventRecord.Result.REFUSED);
    }

    private static WorkOrder order(OpenStation open) throws StationException {
        return open.orders().list().getFirst().order();
    }

    private static WorkOrder with(WorkOrder good, String number, String model, SerialRange serials, Digest release) {
        return new WorkOrder(
                number,
                good.vid(),
                good.cid(),
                model,
                good.hardwareRevision(),
                good.gtin(),
                release,
                1,
                serials,
                good.ocpp(),
                good.support(),
                good.retention());
    }
}
