package dev.sealbench.ui.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.Fault;
import dev.sealbench.core.RunListener;
import dev.sealbench.core.UnitState;
import dev.sealbench.ui.testkit.Demo;
import dev.sealbench.ui.testkit.DemoParameter;
import dev.sealbench.ui.testkit.TestStation;
import dev.sealbench.ui.testkit.VirtualCharger;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Chargers whose TPM somebody used, locked or broke before they came to the line. tpm2-tools play that
/// somebody.
@Tag("e2e")
@ExtendWith(DemoParameter.class)
class TpmTest {

    private static final String SERIAL = Demo.serial(1);
    private static final int WRONG_TRIES = 3; // what the simulated TPM allows

    private final TestStation station;
    private final VirtualCharger charger;

    TpmTest(Demo demo) throws IOException {
        station = demo.newStation();
        charger = demo.newCharger(station);
    }

    @Test
    void aTpmThatHoldsSomeoneElsesKeyIsRejected() throws Exception {
        try (var tpm = UnpluggedTpm.of(charger)) {
            tpm.tool("tpm2_createprimary", "-C", "o", "-c", "key.ctx");
            tpm.tool("tpm2_evictcontrol", "-C", "o", "-c", "key.ctx", "0x81000001");
        }

        rejected(Fault.TPM_NOT_VIRGIN);

        try (var tpm = UnpluggedTpm.of(charger)) {
            tpm.tool("tpm2_evictcontrol", "-C", "o", "-c", "0x81000001");
        }
        passes();
    }

    @Test
    void aTpmWithAnOwnerIsRejected() throws Exception {
        try (var tpm = UnpluggedTpm.of(charger)) {
            tpm.tool("tpm2_changeauth", "-c", "owner", "taken");
            tpm.tool("tpm2_changeauth", "-c", "endorsement", "taken");
        }

        rejected(Fault.TPM_NOT_VIRGIN);
    }

    @Test
    void aTpmInLockoutIsRejected() throws Exception {
        try (var tpm = UnpluggedTpm.of(charger)) {
            var attributes = "ownerwrite|authread|authwrite"; // without no_da: wrong tries count
            tpm.tool("tpm2_nvdefine", "0x1500020", "-C", "o", "-s", "8", "-a", attributes, "-p", "right");
            tpm.tool("tpm2_nvwrite", "0x1500020", "-C", "o", "-i", tpm.file("eight", "8 octets"));
            for (int i = 0; i < WRONG_TRIES; i++) {
                tpm.toolFails("tpm2_nvread", "0x1500020", "-C", "0x1500020", "-P", "wrong");
            }
        }

        rejected(Fault.TPM_IN_LOCKOUT);

        try (var tpm = UnpluggedTpm.of(charger)) {
            tpm.tool("tpm2_dictionarylockout", "--clear-lockout");
            tpm.tool("tpm2_nvundefine", "0x1500020", "-C", "o");
        }
        passes();
    }

    @Test
    void aTpmWhoseLockoutAuthIsBlockedIsRejectedBeforeItGetsAnOrder() throws Exception {
        try (var tpm = UnpluggedTpm.of(charger)) {
            tpm.toolFails("tpm2_dictionarylockout", "--clear-lockout", "-p", "wrong");
        }

        rejected(Fault.TPM_IN_LOCKOUT);
    }

    @Test
    void aTpmThatFailsIsRejected() throws Exception {
        var folder = charger.tpmFolder();
        var elsewhere = folder.resolveSibling("tpm-gone");
        try (var _ = charger.plugIn();
                var open = station.open()) {
            assertThat(station.lifecycle()).isEqualTo("blank"); // it is up before its memory breaks
            Files.move(folder, elsewhere); // its next write to non-volatile memory puts it into failure mode
            var outcome = open.provision(1, SERIAL, Optional.empty(), RunListener.silent());

            Expect.rejected(station, outcome, Fault.TPM_FAILED);
        }

        Files.move(elsewhere, folder);
        passes();
    }

    private void rejected(Fault fault) throws Exception {
        try (var _ = charger.plugIn()) {
            Expect.rejected(station, station.provision(SERIAL), fault);
            assertThat(station.lifecycle()).isEqualTo("blank");
        }
        assertThat(station.stateOf(SERIAL).orElseThrow()).isLessThan(UnitState.KEYED);
    }

    private void passes() throws Exception {
        try (var _ = charger.plugIn()) {
            Expect.passed(station.provision(SERIAL));
        }
    }
}
