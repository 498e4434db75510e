package dev.sealbench.ui.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.Fault;
import dev.sealbench.core.Outcome;
import dev.sealbench.core.RunListener;
import dev.sealbench.core.Step;
import dev.sealbench.core.UnitState;
import dev.sealbench.ui.testkit.Demo;
import dev.sealbench.ui.testkit.DemoParameter;
import dev.sealbench.ui.testkit.OpenStation;
import dev.sealbench.ui.testkit.TestStation;
import dev.sealbench.ui.testkit.VirtualCharger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Serial numbers and chips that do not belong together. What is refused keeps its chip and its fresh TPM.
@Tag("e2e")
@ExtendWith(DemoParameter.class)
class ChipTest {

    private static final String FIRST = Demo.serial(1);
    private static final String SECOND = Demo.serial(2);

    private final Demo demo;
    private final TestStation station;
    private final VirtualCharger first;
    private final VirtualCharger second;

    ChipTest(Demo demo) throws IOException {
        this.demo = demo;
        station = demo.newStation();
        first = demo.newCharger(station);
        second = demo.newCharger(station);
    }

    @Test
    void aFinishedUnitIsNotMadeTwice() throws Exception {
        try (var _ = first.plugIn();
                var open = station.open()) {
            Expect.passed(provision(open, FIRST));

            Expect.refused(station, provision(open, FIRST), Fault.SERIAL_FINISHED);
            // the label of another unit, scanned on the finished charger
            Expect.refused(station, provision(open, SECOND), Fault.OTHER_UNIT);

            assertThat(open.units().history(FIRST).orders()).hasSize(1);
        }
        assertThat(station.lifecycle()).isEmpty(); // unplugged
        assertThat(station.stateOf(SECOND)).contains(UnitState.SCANNED);
    }

    @Test
    void aChipThatIsKnownUnderAnotherSerialWaitsForTheLead() throws Exception {
        try (var charger = first.plugIn();
                var open = station.open()) {
            var broken = open.provision(1, FIRST, Optional.empty(), whenStarted(Step.KEY, charger::tearCableOut));
            Expect.faulted(station, broken, Fault.PORT_GONE);
        }
        try (var _ = first.plugIn();
                var open = station.open()) {
            var outcome = provision(open, SECOND);

            Expect.rejected(station, outcome, Fault.CHIP_KNOWN);
            assertThat(((Outcome.UnitRejected) outcome).detail()).contains(FIRST);
            assertThat(open.units().history(SECOND).unit().state()).isEqualTo(UnitState.QUARANTINED);
            assertThat(open.units().history(SECOND).unit().chip()).isEmpty();
            Expect.refused(station, provision(open, SECOND), Fault.UNIT_QUARANTINED);

            Expect.passed(provision(open, FIRST));
        }
        try (var _ = second.plugIn();
                var open = station.open()) {
            Expect.refused(station, provision(open, SECOND), Fault.UNIT_QUARANTINED);
            open.units().liftQuarantine(SECOND, "its label was scanned on the wrong charger");

            Expect.passed(provision(open, SECOND));
        }
    }

    @Test
    void aRevertedChipStaysItsSerials() throws Exception {
        try (var charger = first.plugIn();
                var open = station.open()) {
            var broken = open.provision(1, FIRST, Optional.empty(), whenStarted(Step.ATTEST, charger::tearCableOut));
            assertThat(broken).isInstanceOf(Outcome.StationFaulted.class);
        }
        try (var _ = first.plugIn();
                var open = station.open()) {
            open.units().revert(FIRST, 1, "to be made anew");

            Expect.rejected(station, provision(open, SECOND), Fault.CHIP_KNOWN);
            Expect.passed(provision(open, FIRST));
        }
    }

    @Test
    void aSerialOfAnotherChipWaitsForTheLeadAndSparesTheCharger() throws Exception {
        try (var charger = first.plugIn();
                var open = station.open()) {
            Expect.faulted(
                    station,
                    open.provision(1, FIRST, Optional.empty(), whenStarted(Step.KEY, charger::tearCableOut)),
                    Fault.PORT_GONE);
        }
        try (var _ = second.plugIn();
                var open = station.open()) {
            Expect.rejected(station, provision(open, FIRST), Fault.SERIAL_HAS_OTHER_CHIP);
            assertThat(open.units().history(FIRST).unit().state()).isEqualTo(UnitState.QUARANTINED);

            // the charger is as fresh as it was: with its own serial number it passes
            Expect.passed(provision(open, SECOND));
            assertThat(open.units().liftQuarantine(FIRST, "it was a wrong scan"))
                    .isEqualTo(UnitState.BURNED);
        }
        try (var _ = first.plugIn()) {
            Expect.passed(station.provision(FIRST));
        }
    }

    @Test
    void aChipOfAnUnknownMakerIsRejectedAndLeftUntouched() throws Exception {
        var trusted = station.home().tpmMakers().resolve("simulator");
        var set = station.folder().resolve("set-aside");
        Files.move(trusted, set);
        trustAnotherMaker(trusted);
        try (var _ = first.plugIn()) {
            Expect.rejected(station, station.provision(FIRST), Fault.TPM_NOT_GENUINE);
            assertThat(station.stateOf(FIRST)).contains(UnitState.SCANNED);
            assertThat(station.lifecycle()).isEqualTo("blank");

            for (var name : new String[] {"root.pem", "issuer.pem"}) {
                Files.copy(set.resolve(name), trusted.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            }
            Expect.passed(station.provision(SECOND)); // a TPM that was touched would be refused to another serial
        }
    }

    private void trustAnotherMaker(Path folder) throws Exception {
        var other = Files.createDirectories(station.folder().resolve("other-maker"));
        demo.makeSimulatorCa(other);
        Files.createDirectories(folder);
        for (var name : new String[] {"root.pem", "issuer.pem"}) {
            Files.copy(other.resolve("simulator-ca").resolve(name), folder.resolve(name));
        }
    }

    private static Outcome provision(OpenStation open, String serial) {
        return open.provision(1, serial, Optional.empty(), RunListener.silent());
    }

    private static RunListener whenStarted(Step wanted, Runnable once) {
        return step -> {
            if (step == wanted) {
                once.run();
            }
        };
    }
}
