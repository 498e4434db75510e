package dev.sealbench.ui.badinput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sealbench.core.Digest;
import dev.sealbench.core.EventRecord;
import dev.sealbench.core.Fault;
import dev.sealbench.core.StationException;
import dev.sealbench.ui.testkit.Demo;
import dev.sealbench.ui.testkit.DemoParameter;
import dev.sealbench.ui.testkit.TestStation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Statements and releases that were lost, changed, or belong to somebody else. Mended, the same unit goes
/// on until it
/// misses its charger.
@Tag("e2e")
@ExtendWith(DemoParameter.class)
class PapersTest {

    private static final String SERIAL = Demo.serial(1);

    private final Demo demo;
    private final TestStation station;

    PapersTest(Demo demo) throws IOException {
        this.demo = demo;
        station = demo.newStation();
    }

    @Test
    void aMissingCustomerStatementStopsTheStation() throws Exception {
        Tampering.removeCustomerStatement(station);

        Expect.faulted(station, station.provision(SERIAL), Fault.CUSTOMER_STATEMENT);
    }

    @Test
    void anotherCustomersStatementStopsTheStation() throws Exception {
        var today = LocalDate.now();
        var other = Tampering.customerStatement(demo, "other.example", today.minusDays(1), today.plusDays(1));

        var own = Tampering.replaceCustomerStatement(station, other);
        Expect.faulted(station, station.provision(SERIAL), Fault.CUSTOMER_STATEMENT);

        Tampering.replaceCustomerStatement(station, own);
        Expect.faulted(station, station.provision(SERIAL), Fault.PORT_ABSENT);
    }

    @Test
    void anExpiredCustomerStatementStopsTheStation() throws Exception {
        var today = LocalDate.now();
        Tampering.replaceCustomerStatement(
                station, Tampering.customerStatement(demo, "voltgrid.example", today.minusDays(9), today.minusDays(2)));

        Expect.faulted(station, station.provision(SERIAL), Fault.CUSTOMER_STATEMENT);
    }

    @Test
    void aStatementThatTheVendorDidNotSignStopsTheStation() throws Exception {
        var own = Tampering.replaceCustomerStatement(station, new byte[0]);
        var forged = own.clone();
        forged[forged.length / 4] ^= 1; // within the payload, which an envelope begins with
        Tampering.replaceCustomerStatement(station, forged);

        Expect.faulted(station, station.provision(SERIAL), Fault.CUSTOMER_STATEMENT);
    }

    @Test
    void aChangedImageStopsTheStation() throws Exception {
        var image = releaseFile("firmware.img");
        var good = Files.readAllBytes(image);
        var changed = good.clone();
        changed[good.length / 2] ^= 1;
        Files.write(image, changed);

        Expect.faulted(station, station.provision(SERIAL), Fault.RELEASE_BROKEN);

        Files.write(image, good);
        Expect.faulted(station, station.provision(SERIAL), Fault.PORT_ABSENT);
    }

    @Test
    void aCutImageStopsTheStation() throws Exception {
        var image = releaseFile("firmware.img");
        Files.write(image, java.util.Arrays.copyOf(Files.readAllBytes(image), 100));

        Expect.faulted(station, station.provision(SERIAL), Fault.RELEASE_BROKEN);
    }

    @Test
    void aMissingBillOfMaterialsStopsTheStation() throws Exception {
        var sbom = releaseFile("sbom.cdx.json");
        var content = Files.readAllBytes(sbom);
        Files.delete(sbom);

        Expect.faulted(station, station.provision(SERIAL), Fault.RELEASE_BROKEN);

        Files.write(sbom, content);
        Expect.faulted(station, station.provision(SERIAL), Fault.PORT_ABSENT);
    }

    @Test
    void aBlockedReleaseStopsTheStation() throws Exception {
        try (var open = station.open()) {
            var release = open.orders().releases().getFirst();
            open.orders().blockRelease(release.image(), "an advisory");
        }

        Expect.faulted(station, station.provision(SERIAL), Fault.RELEASE_BROKEN);
    }

    @Test
    void aBrokenReleaseIsNotImported() throws Exception {
        var folder = Files.createDirectories(station.folder().resolve("import"));
        for (var name : new String[] {"firmware.img", "sbom.cdx.json", "release.dsse"}) {
            Files.copy(releaseFile(name), folder.resolve(name));
        }
        Files.writeString(folder.resolve("sbom.cdx.json"), "{}");
        try (var open = station.open()) {
            var order = open.orders().list().getFirst().order();
            var refusal = catchThrowableOfType(
                    StationException.class, () -> open.orders().importRelease(folder, order.vid(), order.cid()));

            Expect.refused(refusal, Fault.RELEASE_BROKEN, 3);
            assertThat(open.orders().releases()).hasSize(1);
        }
        assertThat(station.events())
                .anyMatch(event -> event.action().equals("release.refused")
                        && event.result() == EventRecord.Result.REFUSED
                        && event.person().startsWith("p-"));
    }

    private Path releaseFile(String name) throws Exception {
        try (var folders = Files.list(station.home().releases())) {
            var digest =
                    new Digest(folders.findFirst().orElseThrow().getFileName().toString());
            return station.home().release(digest).resolve(name);
        }
    }
}
