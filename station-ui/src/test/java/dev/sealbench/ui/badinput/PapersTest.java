package dev.sealbench.ui.badinput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sealbench.core.Digest;
import dev.sealbench.core.EventRecord;
import dev.sealbench.core.Fault;
import dev.sealbench.core.StationException;
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
@ExtendWith(Demos.class)
class PapersTest {

    private static final String SERIAL = Demo.serial(1);

    private final Demo demo;

    PapersTest(DemoTemplate template) throws IOException {
        demo = template.copy();
    }

    @Test
    void aMissingCustomerStatementStopsTheStation() throws Exception {
        Tampering.removeCustomerStatement(demo);

        Expect.faulted(demo, demo.provision(1, SERIAL), Fault.CUSTOMER_STATEMENT);
    }

    @Test
    void anotherCustomersStatementStopsTheStation() throws Exception {
        var today = LocalDate.now();
        var other = Tampering.customerStatement(demo, "other.example", today.minusDays(1), today.plusDays(1));

        var own = Tampering.replaceCustomerStatement(demo, other);
        Expect.faulted(demo, demo.provision(1, SERIAL), Fault.CUSTOMER_STATEMENT);

        Tampering.replaceCustomerStatement(demo, own);
        Expect.faulted(demo, demo.provision(1, SERIAL), Fault.PORT_ABSENT);
    }

    @Test
    void anExpiredCustomerStatementStopsTheStation() throws Exception {
        var today = LocalDate.now();
        Tampering.replaceCustomerStatement(
                demo, Tampering.customerStatement(demo, "voltgrid.example", today.minusDays(9), today.minusDays(2)));

        Expect.faulted(demo, demo.provision(1, SERIAL), Fault.CUSTOMER_STATEMENT);
    }

    @Test
    void aStatementThatTheVendorDidNotSignStopsTheStation() throws Exception {
        var own = Tampering.replaceCustomerStatement(demo, new byte[0]);
        var forged = own.clone();
        forged[forged.length / 4] ^= 1; // within the payload, which an envelope begins with
        Tampering.replaceCustomerStatement(demo, forged);

        Expect.faulted(demo, demo.provision(1, SERIAL), Fault.CUSTOMER_STATEMENT);
    }

    @Test
    void aChangedImageStopsTheStation() throws Exception {
        var image = releaseFile("firmware.img");
        var good = Files.readAllBytes(image);
        var changed = good.clone();
        changed[good.length / 2] ^= 1;
        Files.write(image, changed);

        Expect.faulted(demo, demo.provision(1, SERIAL), Fault.RELEASE_BROKEN);

        Files.write(image, good);
        Expect.faulted(demo, demo.provision(1, SERIAL), Fault.PORT_ABSENT);
    }

    @Test
    void aCutImageStopsTheStation() throws Exception {
        var image = releaseFile("firmware.img");
        Files.write(image, java.util.Arrays.copyOf(Files.readAllBytes(image), 100));

        Expect.faulted(demo, demo.provision(1, SERIAL), Fault.RELEASE_BROKEN);
    }

    @Test
    void aMissingBillOfMaterialsStopsTheStation() throws Exception {
        var sbom = releaseFile("sbom.cdx.json");
        var content = Files.readAllBytes(sbom);
        Files.delete(sbom);

        Expect.faulted(demo, demo.provision(1, SERIAL), Fault.RELEASE_BROKEN);

        Files.write(sbom, content);
        Expect.faulted(demo, demo.provision(1, SERIAL), Fault.PORT_ABSENT);
    }

    @Test
    void aBlockedReleaseStopsTheStation() throws Exception {
        try (var station = demo.open()) {
            var release = station.orders().releases().getFirst();
            station.orders().blockRelease(release.image(), "an advisory");
        }

        Expect.faulted(demo, demo.provision(1, SERIAL), Fault.RELEASE_BROKEN);
    }

    @Test
    void aBrokenReleaseIsNotImported() throws Exception {
        var folder = Files.createDirectories(demo.state().resolve("import"));
        for (var name : new String[] {"firmware.img", "sbom.cdx.json", "release.dsse"}) {
            Files.copy(releaseFile(name), folder.resolve(name));
        }
        Files.writeString(folder.resolve("sbom.cdx.json"), "{}");
        try (var station = demo.open()) {
            var order = station.orders().list().getFirst().order();
            var refusal = catchThrowableOfType(
                    StationException.class, () -> station.orders().importRelease(folder, order.vid(), order.cid()));

            Expect.refused(refusal, Fault.RELEASE_BROKEN, 3);
            assertThat(station.orders().releases()).hasSize(1);
        }
        assertThat(demo.events())
                .anyMatch(event -> event.action().equals("release.refused")
                        && event.result() == EventRecord.Result.REFUSED
                        && event.person().equals("operator"));
    }

    private Path releaseFile(String name) throws Exception {
        try (var folders = Files.list(demo.home().releases())) {
            var digest =
                    new Digest(folders.findFirst().orElseThrow().getFileName().toString());
            return demo.home().release(digest).resolve(name);
        }
    }
}
