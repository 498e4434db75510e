package dev.sealbench.ui.badinput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sealbench.core.Fault;
import dev.sealbench.core.LabelKind;
import dev.sealbench.core.RunListener;
import dev.sealbench.core.Station;
import dev.sealbench.core.StationException;
import dev.sealbench.core.UnitState;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Labels that cannot be written. The unit is finished all the same; only its labels are missing.
@Tag("e2e")
@ExtendWith(Demos.class)
class LabelTest {

    private static final String SERIAL = Demo.serial(1);

    private final Demo demo;

    LabelTest(DemoTemplate template) throws IOException {
        demo = template.copy();
    }

    @Test
    void labelsThatCannotBeWrittenAreMadeLater() throws Exception {
        var folder = demo.state().resolve("labels");
        Files.writeString(folder, "in the way of the folder");
        try (var _ = VirtualCharger.plugIn(demo, "c1", 1);
                var station = demo.open()) {
            var outcome = station.provision(1, SERIAL, Optional.empty(), RunListener.silent());

            Expect.faulted(demo, outcome, Fault.LABEL_NOT_WRITTEN);
            var history = station.units().history(SERIAL);
            assertThat(history.unit().state()).isEqualTo(UnitState.RECORDED);
            assertThat(history.orders()).hasSize(1);

            Files.delete(folder);
            Expect.passed(station.provision(1, SERIAL, Optional.empty(), RunListener.silent()));
            assertThat(station.units().history(SERIAL).orders()).isEqualTo(history.orders());
            try (var labels = Files.list(folder)) {
                assertThat(labels).hasSize(LabelKind.values().length);
            }
            // each begun print counts, the one that failed too
            assertThat(station.units().history(SERIAL).prints()).hasSize(LabelKind.values().length + 1);
            aLabelIsNotPrintedAgainWithoutReason(station);
        }
    }

    @Test
    void aUnitThatIsNotFinishedHasNoLabels() throws Exception {
        demo.provision(1, SERIAL);
        try (var station = demo.open()) {
            Expect.refused(
                    catchThrowableOfType(
                            StationException.class,
                            () -> station.labels().print(SERIAL, LabelKind.ACCESS, "it is torn")),
                    Fault.WRONG_STATE,
                    4);
            Expect.refused(
                    catchThrowableOfType(
                            StationException.class,
                            () -> station.labels().print(Demo.serial(2), LabelKind.ACCESS, "it is torn")),
                    Fault.NOT_ON_THIS_STATION,
                    4);
        }
        assertThat(demo.events()).anyMatch(event -> event.action().equals("label.refused"));
    }

    private static void aLabelIsNotPrintedAgainWithoutReason(Station station) {
        for (var reason : new String[] {"", " ", "=1+1\n", "x".repeat(1000)}) {
            var refusal = catchThrowableOfType(
                    StationException.class, () -> station.labels().print(SERIAL, LabelKind.ACCESS, reason));
            Expect.refused(refusal, Fault.WRONG_STATE, 4);
        }
    }
}
