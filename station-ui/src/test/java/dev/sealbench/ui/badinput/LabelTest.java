package dev.sealbench.ui.badinput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sealbench.core.Digest;
import dev.sealbench.core.Fault;
import dev.sealbench.core.LabelKind;
import dev.sealbench.core.LabelPrinterConfig;
import dev.sealbench.core.Octets;
import dev.sealbench.core.RunListener;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.StationConfig;
import dev.sealbench.core.StationException;
import dev.sealbench.core.UnitState;
import dev.sealbench.ui.testkit.Demo;
import dev.sealbench.ui.testkit.DemoParameter;
import dev.sealbench.ui.testkit.OpenStation;
import dev.sealbench.ui.testkit.TestStation;
import dev.sealbench.ui.testkit.VirtualCharger;
import dev.sealbench.vault.RecordContext;
import dev.sealbench.vault.SealedSecrets;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Labels that cannot be written. The unit is finished all the same; only its labels are missing.
@Tag("e2e")
@ExtendWith(DemoParameter.class)
class LabelTest {

    private static final String SERIAL = Demo.serial(1);

    private final TestStation station;
    private final VirtualCharger charger;

    LabelTest(Demo demo) throws IOException {
        station = demo.newStation();
        charger = demo.newCharger(station);
    }

    @Test
    void labelsThatCannotBeWrittenAreMadeLater() throws Exception {
        var folder = station.folder().resolve("labels");
        Files.writeString(folder, "in the way of the folder");
        try (var _ = charger.plugIn();
                var open = station.open()) {
            var outcome = open.provision(1, SERIAL, Optional.empty(), RunListener.silent());

            Expect.faulted(station, outcome, Fault.LABEL_NOT_WRITTEN);
            var history = open.units().history(SERIAL);
            assertThat(history.unit().state()).isEqualTo(UnitState.RECORDED);
            assertThat(history.orders()).hasSize(1);

            Files.delete(folder);
            Expect.passed(open.provision(1, SERIAL, Optional.empty(), RunListener.silent()));
            assertThat(open.units().history(SERIAL).orders()).isEqualTo(history.orders());
            try (var labels = Files.list(folder)) {
                assertThat(labels).hasSize(LabelKind.values().length);
            }
            // each begun print counts, the one that failed too
            assertThat(open.units().history(SERIAL).prints()).hasSize(LabelKind.values().length + 1);
        }
        try (var open = station.open("quinn")) {
            aLabelIsNotPrintedAgainWithoutReason(open);
        }
        credentialsThatTheChargerNeverGotAreOnNoLabel();
    }

    private void credentialsThatTheChargerNeverGotAreOnNoLabel() throws Exception {
        giveNewCredentials();
        try (var open = station.open("quinn")) {
            for (var kind : new LabelKind[] {LabelKind.ACCESS, LabelKind.RECOVERY}) {
                var refusal = catchThrowableOfType(
                        StationException.class, () -> open.labels().print(SERIAL, kind, "torn"));
                Expect.refused(refusal, Fault.WRONG_STATE, 4);
                assertThat(refusal.detail()).contains("not those of its order");
            }
        }
    }

    /// The charger, locked as it is, never gets them.
    private void giveNewCredentials() throws Exception {
        var context = new RecordContext(SERIAL.getBytes(StandardCharsets.US_ASCII));
        try (var bench = station.bench()) {
            var drawn = Octets.of(bench.vault().draw(context, _ -> false).encode());
            var salt = Octets.of(new byte[Digest.SIZE_BYTES]);
            bench.books().secrets().put(new SerialNumber(SERIAL), drawn, salt, List.of(), bench.author());
        }
    }

    @Test
    void aUnitThatIsNotFinishedHasNoLabels() throws Exception {
        station.provision(SERIAL);
        try (var open = station.open("quinn")) {
            Expect.refused(
                    catchThrowableOfType(
                            StationException.class, () -> open.labels().print(SERIAL, LabelKind.ACCESS, "it is torn")),
                    Fault.WRONG_STATE,
                    4);
            Expect.refused(
                    catchThrowableOfType(
                            StationException.class,
                            () -> open.labels().print(Demo.serial(2), LabelKind.ACCESS, "it is torn")),
                    Fault.NOT_ON_THIS_STATION,
                    4);
        }
        assertThat(station.events()).anyMatch(event -> event.action().equals("label.refused"));
    }

    @Test
    void aPrinterThatIsOffCostsNoPrintAndAUnitWithoutCredentialsGetsPlatesOnly() throws Exception {
        var config = StationConfig.read(station.home().config());
        int nobody;
        try (var server = new ServerSocket(0)) {
            nobody = server.getLocalPort();
        }
        var off = new LabelPrinterConfig(LabelPrinterConfig.Type.ZPL, "127.0.0.1:" + nobody, 203);
        config.withPrinters(Map.of(LabelKind.PLATE, off, LabelKind.ACCESS, off, LabelKind.RECOVERY, off))
                .write(station.home().config());
        try (var _ = charger.plugIn()) {
            Expect.faulted(station, station.provision(SERIAL), Fault.PRINTER_NOT_READY);
            assertThat(station.stateOf(SERIAL)).contains(UnitState.RECORDED);

            config.write(station.home().config());
            Expect.passed(station.provision(SERIAL));
        }
        destroyCredentials();
        try (var open = station.open("quinn")) {
            assertThat(open.units().history(SERIAL).prints()).hasSize(LabelKind.values().length);
            for (var kind : new LabelKind[] {LabelKind.ACCESS, LabelKind.RECOVERY}) {
                var refusal = catchThrowableOfType(
                        StationException.class, () -> open.labels().print(SERIAL, kind, "torn"));
                Expect.refused(refusal, Fault.CREDENTIALS_DESTROYED, 4);
                assertThat(refusal.detail())
                        .isEqualTo("on %s, as work order %s asks"
                                .formatted(
                                        LocalDate.now(ZoneOffset.UTC),
                                        open.units().history(SERIAL).unit().workOrder()));
                Expect.refused(
                        catchThrowableOfType(
                                StationException.class, () -> open.labels().preview(SERIAL, kind)),
                        Fault.CREDENTIALS_DESTROYED,
                        4);
            }
            assertThat(open.labels().print(SERIAL, LabelKind.PLATE, "torn").copy())
                    .isEqualTo(2);
        }
    }

    /// As `audit shred` does when the time has come.
    private void destroyCredentials() throws Exception {
        var serial = new SerialNumber(SERIAL);
        byte[] shredded;
        try (var books = station.books()) {
            var secret = books.secrets().current(serial).orElseThrow();
            shredded =
                    SealedSecrets.decode(secret.sealed().toBytes()).shredded().encode();
        }
        Tampering.shred(station, SERIAL, shredded);
    }

    private static void aLabelIsNotPrintedAgainWithoutReason(OpenStation open) {
        for (var reason : new String[] {"", " ", "=1+1\n", "x".repeat(1000)}) {
            var refusal = catchThrowableOfType(
                    StationException.class, () -> open.labels().print(SERIAL, LabelKind.ACCESS, reason));
            Expect.refused(refusal, Fault.WRONG_STATE, 4);
        }
    }
}
