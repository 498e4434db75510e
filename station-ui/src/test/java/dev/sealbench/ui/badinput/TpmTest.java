package dev.sealbench.ui.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.Fault;
import dev.sealbench.core.RunListener;
import dev.sealbench.core.UnitState;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Chargers whose TPM somebody used, locked or broke before they came to the line. tpm2-tools play that
/// somebody.
@Tag("e2e")
@ExtendWith(Demos.class)
class TpmTest {

    private static final String SERIAL = Demo.serial(1);
    private static final String CHARGER = "c1";
    private static final int WRONG_TRIES = 3; // what the simulated TPM allows

    private final Demo demo;

    TpmTest(DemoTemplate template) throws IOException {
        demo = template.copy();
    }

    @BeforeEach
    void makeTheCharger() throws Exception {
        VirtualCharger.plugIn(demo, CHARGER, 1).close();
    }

    @Test
    void aTpmThatHoldsSomeoneElsesKeyIsRejected() throws Exception {
        try (var tpm = UnpluggedTpm.of(demo, CHARGER)) {
            tpm.tool("tpm2_createprimary", "-C", "o", "-c", "key.ctx");
            tpm.tool("tpm2_evictcontrol", "-C", "o", "-c", "key.ctx", "0x81000001");
        }

        rejected(Fault.TPM_NOT_VIRGIN);

        try (var tpm = UnpluggedTpm.of(demo, CHARGER)) {
            tpm.tool("tpm2_evictcontrol", "-C", "o", "-c", "0x81000001");
        }
        passes();
    }

    @Test
    void aTpmWithAnOwnerIsRejected() throws Exception {
        try (var tpm = UnpluggedTpm.of(demo, CHARGER)) {
            tpm.tool("tpm2_changeauth", "-c", "owner", "taken");
            tpm.tool("tpm2_changeauth", "-c", "endorsement", "taken");
        }

        rejected(Fault.TPM_NOT_VIRGIN);
    }

    @Test
    void aTpmInLockoutIsRejected() throws Exception {
        try (var tpm = UnpluggedTpm.of(demo, CHARGER)) {
            var attributes = "ownerwrite|authread|authwrite"; // without no_da: wrong tries count
            tpm.tool("tpm2_nvdefine", "0x1500020", "-C", "o", "-s", "8", "-a", attributes, "-p", "right");
            tpm.tool("tpm2_nvwrite", "0x1500020", "-C", "o", "-i", tpm.file("eight", "8 octets"));
            for (int i = 0; i < WRONG_TRIES; i++) {
                tpm.toolFails("tpm2_nvread", "0x1500020", "-C", "0x1500020", "-P", "wrong");
            }
        }

        rejected(Fault.TPM_IN_LOCKOUT);

        try (var tpm = UnpluggedTpm.of(demo, CHARGER)) {
            tpm.tool("tpm2_dictionarylockout", "--clear-lockout");
            tpm.tool("tpm2_nvundefine", "0x1500020", "-C", "o");
        }
        passes();
    }

    @Test
    void aTpmWhoseLockoutAuthIsBlockedIsRejectedBeforeItGetsAnOrder() throws Exception {
        try (var tpm = UnpluggedTpm.of(demo, CHARGER)) {
            tpm.toolFails("tpm2_dictionarylockout", "--clear-lockout", "-p", "wrong");
        }

        rejected(Fault.TPM_IN_LOCKOUT);
    }

    @Test
    void aTpmThatFailsIsRejected() throws Exception {
        var folder = VirtualCharger.tpmFolder(demo, CHARGER);
        var elsewhere = folder.resolveSibling("tpm-gone");
        try (var _ = VirtualCharger.plugIn(demo, CHARGER, 1);
                var station = demo.open()) {
            assertThat(demo.lifecycle(1)).isEqualTo("blank"); // it is up before its memory breaks
            Files.move(folder, elsewhere); // its next write to non-volatile memory puts it into failure mode
            var outcome = station.provision(1, SERIAL, Optional.empty(), RunListener.silent());

            Expect.rejected(demo, outcome, Fault.TPM_FAILED);
        }

        Files.move(elsewhere, folder);
        passes();
    }

    private void rejected(Fault fault) throws Exception {
        try (var _ = VirtualCharger.plugIn(demo, CHARGER, 1)) {
            Expect.rejected(demo, demo.provision(1, SERIAL), fault);
            assertThat(demo.lifecycle(1)).isEqualTo("blank");
        }
        assertThat(demo.stateOf(SERIAL).orElseThrow()).isLessThan(UnitState.KEYED);
    }

    private void passes() throws Exception {
        try (var _ = VirtualCharger.plugIn(demo, CHARGER, 1)) {
            Expect.passed(demo.provision(1, SERIAL));
        }
    }
}
