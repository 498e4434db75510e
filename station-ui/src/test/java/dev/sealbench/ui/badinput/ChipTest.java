package dev.sealbench.ui.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.Fault;
import dev.sealbench.core.Outcome;
import dev.sealbench.core.RunListener;
import dev.sealbench.core.Station;
import dev.sealbench.core.Step;
import dev.sealbench.core.UnitState;
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
@ExtendWith(Demos.class)
class ChipTest {

    private static final String FIRST = Demo.serial(1);
    private static final String SECOND = Demo.serial(2);

    private final Demo demo;

    ChipTest(DemoTemplate template) throws IOException {
        demo = template.copy();
    }

    @Test
    void aFinishedUnitIsNotMadeTwice() throws Exception {
        try (var _ = VirtualCharger.plugIn(demo, "c1", 1);
                var station = demo.open()) {
            Expect.passed(provision(station, FIRST));

            Expect.refused(demo, provision(station, FIRST), Fault.SERIAL_FINISHED);
            // the label of another unit, scanned on the finished charger
            Expect.refused(demo, provision(station, SECOND), Fault.OTHER_UNIT);

            assertThat(station.units().history(FIRST).orders()).hasSize(1);
        }
        assertThat(demo.lifecycle(1)).isEmpty(); // unplugged
        assertThat(demo.stateOf(SECOND)).contains(UnitState.SCANNED);
    }

    @Test
    void aChipThatIsKnownUnderAnotherSerialWaitsForTheLead() throws Exception {
        try (var charger = VirtualCharger.plugIn(demo, "c1", 1);
                var station = demo.open()) {
            var broken = station.provision(1, FIRST, Optional.empty(), whenStarted(Step.KEY, charger::tearCableOut));
            Expect.faulted(demo, broken, Fault.PORT_GONE);
        }
        try (var _ = VirtualCharger.plugIn(demo, "c1", 1);
                var station = demo.open()) {
            var outcome = provision(station, SECOND);

            Expect.rejected(demo, outcome, Fault.CHIP_KNOWN);
            assertThat(((Outcome.UnitRejected) outcome).detail()).contains(FIRST);
            assertThat(station.units().history(SECOND).unit().state()).isEqualTo(UnitState.QUARANTINED);
            assertThat(station.units().history(SECOND).unit().chip()).isEmpty();
            Expect.refused(demo, provision(station, SECOND), Fault.UNIT_QUARANTINED);

            Expect.passed(provision(station, FIRST));
        }
        try (var _ = VirtualCharger.plugIn(demo, "c2", 1);
                var station = demo.open()) {
            Expect.refused(demo, provision(station, SECOND), Fault.UNIT_QUARANTINED);
            station.units().release(SECOND, Optional.empty(), "its label was scanned on the wrong charger");

            Expect.passed(provision(station, SECOND));
        }
    }

    @Test
    void aRevertedChipStaysItsSerials() throws Exception {
        try (var charger = VirtualCharger.plugIn(demo, "c1", 1);
                var station = demo.open()) {
            var broken = station.provision(1, FIRST, Optional.empty(), whenStarted(Step.ATTEST, charger::tearCableOut));
            assertThat(broken).isInstanceOf(Outcome.StationFaulted.class);
        }
        try (var _ = VirtualCharger.plugIn(demo, "c1", 1);
                var station = demo.open()) {
            station.units().revert(FIRST, 1, "to be made anew");

            Expect.rejected(demo, provision(station, SECOND), Fault.CHIP_KNOWN);
            Expect.passed(provision(station, FIRST));
        }
    }

    @Test
    void aSerialOfAnotherChipWaitsForTheLeadAndSparesTheCharger() throws Exception {
        try (var charger = VirtualCharger.plugIn(demo, "c1", 1);
                var station = demo.open()) {
            Expect.faulted(
                    demo,
                    station.provision(1, FIRST, Optional.empty(), whenStarted(Step.KEY, charger::tearCableOut)),
                    Fault.PORT_GONE);
        }
        try (var _ = VirtualCharger.plugIn(demo, "c2", 1);
                var station = demo.open()) {
            Expect.rejected(demo, provision(station, FIRST), Fault.SERIAL_HAS_OTHER_CHIP);
            assertThat(station.units().history(FIRST).unit().state()).isEqualTo(UnitState.QUARANTINED);

            // the charger is as fresh as it was: with its own serial number it passes
            Expect.passed(provision(station, SECOND));
            assertThat(station.units().release(FIRST, Optional.empty(), "it was a wrong scan"))
                    .isEqualTo(UnitState.BURNED);
        }
        try (var _ = VirtualCharger.plugIn(demo, "c1", 1)) {
            Expect.passed(demo.provision(1, FIRST));
        }
    }

    @Test
    void aChipOfAnUnknownMakerIsRejectedAndLeftUntouched() throws Exception {
        var trusted = demo.home().tpmMakers().resolve("simulator");
        var set = demo.state().resolve("set-aside");
        Files.move(trusted, set);
        trustAnotherMaker(trusted);
        try (var _ = VirtualCharger.plugIn(demo, "c1", 1)) {
            Expect.rejected(demo, demo.provision(1, FIRST), Fault.TPM_NOT_GENUINE);
            assertThat(demo.stateOf(FIRST)).contains(UnitState.SCANNED);
            assertThat(demo.lifecycle(1)).isEqualTo("blank");

            for (var name : new String[] {"root.pem", "issuer.pem"}) {
                Files.copy(set.resolve(name), trusted.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            }
            Expect.passed(demo.provision(1, SECOND)); // a TPM that was touched would be refused to another serial
        }
    }

    private void trustAnotherMaker(Path folder) throws Exception {
        var other = Files.createDirectories(demo.state().resolve("other-maker"));
        Child.tool(new ProcessBuilder(
                Repository.file("scripts/virtual-charger").toString(), "--prepare", "--state", other.toString()));
        Files.createDirectories(folder);
        for (var name : new String[] {"root.pem", "issuer.pem"}) {
            Files.copy(other.resolve("simulator-ca").resolve(name), folder.resolve(name));
        }
    }

    private static Outcome provision(Station station, String serial) {
        return station.provision(1, serial, Optional.empty(), RunListener.silent());
    }

    private static RunListener whenStarted(Step wanted, Runnable once) {
        return step -> {
            if (step == wanted) {
                once.run();
            }
        };
    }
}
