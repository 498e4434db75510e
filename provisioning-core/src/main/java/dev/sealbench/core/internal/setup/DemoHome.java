package dev.sealbench.core.internal.setup;

import dev.sealbench.core.Author;
import dev.sealbench.core.Customer;
import dev.sealbench.core.DemoSetup;
import dev.sealbench.core.Digest;
import dev.sealbench.core.FirmwareRelease;
import dev.sealbench.core.Gtin;
import dev.sealbench.core.OcppSettings;
import dev.sealbench.core.Octets;
import dev.sealbench.core.Retention;
import dev.sealbench.core.SerialRange;
import dev.sealbench.core.StationConfig;
import dev.sealbench.core.StationException;
import dev.sealbench.core.StationHome;
import dev.sealbench.core.SupportPeriod;
import dev.sealbench.core.WorkOrder;
import dev.sealbench.core.internal.books.Books;
import dev.sealbench.core.internal.books.BooksException;
import dev.sealbench.core.internal.books.BooksPlace;
import dev.sealbench.core.internal.document.CustomerIdentity;
import dev.sealbench.core.internal.document.P256PublicKey;
import dev.sealbench.core.internal.document.StationIdentity;
import dev.sealbench.core.internal.document.Validity;
import dev.sealbench.core.internal.run.CustomerImport;
import dev.sealbench.core.release.Release;
import dev.sealbench.core.release.ReleaseRefusedException;
import dev.sealbench.core.release.ReleaseVerifier;
import dev.sealbench.link.wire.Envelope;
import dev.sealbench.vault.KeyId;
import dev.sealbench.vault.Passphrase;
import dev.sealbench.vault.Vault;
import dev.sealbench.vault.VaultConfig;
import dev.sealbench.vault.VaultException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The station's own part of a demonstration: home, vault, trust, books, one open work order.
final class DemoHome {

    static final String STATION_ID = "demo-1";
    static final String BOARD = "virt-charger";
    private static final int SCRYPT_COST_LOG2 = 15;
    private static final int YEARS = 2;
    static final Author AUTHOR = new Author("setup", "sealbench 0.1.0");

    private final Path state;
    private final StationHome home;
    private final Clock clock;

    DemoHome(Path state, Clock clock) {
        this.state = state;
        this.home = new StationHome(state.resolve("home"));
        this.clock = clock;
    }

    /// Makes home and vault and has the vendor vouch for them.
    void create(VendorMachine vendor, char[] passphrase, DemoSetup.Wanted wanted, byte[] rom)
            throws IOException, VaultException {
        Files.createDirectories(home.directory());
        Files.createDirectories(home.releases());
        Files.createDirectories(home.tpmMakers());
        try (var secret = Passphrase.of(passphrase.clone());
                var vault = Vault.create(home.vault(), secret, new VaultConfig(SCRYPT_COST_LOG2))) {
            var orderKey = P256PublicKey.ofSpki(vault.publicKey(KeyId.STATION_ORDER));
            var statement = vendor.state(new StationIdentity(STATION_ID, orderKey, validity()));
            Files.write(home.stationStatement(), statement.toByteArray());
            var caKey = P256PublicKey.ofSpki(vault.publicKey(KeyId.DEVICE_CA));
            Files.writeString(home.deviceCa(), vendor.certifyDeviceCa("Sealbench demo device CA", caKey));
            Files.writeString(
                    state.resolve("trust.pem"),
                    vendor.rootKey().pem()
                            + orderKey.pem()
                            + vendor.deviceCaRootKey().pem());
        }
        Files.writeString(home.vendorRoot(), vendor.rootKey().pem());
        copySimulatorRoots();
        config(wanted.slots(), rom).withDatabase(wanted.database().orElse(null)).write(home.config());
    }

    /// Puts customer, release and a work order into new books.
    void fillBooks(CustomerIdentity customer, Envelope statement, Release release, VendorMachine vendor, int units)
            throws IOException, BooksException, ReleaseRefusedException {
        var config = BooksPlace.of(home, StationConfig.read(home.config()));
        Books.migrate(config);
        var image = new ReleaseVerifier(vendor.rootKey().spki(), clock).verify(release, statement.toByteArray());
        var digest = Digest.of(image.digest());
        release.write(home.release(digest));
        try (var books = Books.open(config, clock)) {
            books.customers()
                    .add(new Customer(customer.vid(), customer.name(), customer.domain(), Retention.DEFAULT), AUTHOR);
            books.customers().addLock(CustomerImport.lock(customer, statement.toByteArray()), AUTHOR);
            books.releases()
                    .add(
                            new FirmwareRelease(
                                    digest,
                                    image.vid(),
                                    image.cid(),
                                    image.version().toString(),
                                    image.securityCounter(),
                                    Digest.of(release.imageFileSha256()),
                                    release.image().length,
                                    Digest.sha256(release.sbom()),
                                    Octets.of(release.record())),
                            AUTHOR);
            books.workOrders().open(workOrder(customer, digest, units), AUTHOR);
        }
    }

    private WorkOrder workOrder(CustomerIdentity customer, Digest image, int units) {
        return new WorkOrder(
                "WO-DEMO-1",
                customer.vid(),
                customer.cid(),
                customer.model(),
                Math.toIntExact(customer.hardwareRevision()),
                new Gtin("04012345678901"),
                image,
                units,
                new SerialRange("CP426471", 1, 99_999),
                new OcppSettings("wss://csms.voltgrid.example/ocpp", 2, ""),
                SupportPeriod.DEFAULT,
                Retention.DEFAULT);
    }

    /// Adds a person of each role.
    void addPeople(DemoSecrets secrets, char[] passphrase) throws IOException, StationException {
        new DemoPeople(home, secrets, clock).add(passphrase);
    }

    private StationConfig config(int slots, byte[] rom) {
        var addresses = new TreeMap<Integer, String>();
        for (int slot = 1; slot <= slots; slot++) {
            addresses.put(
                    slot,
                    state.resolve("slots")
                            .resolve(Integer.toString(slot))
                            .toAbsolutePath()
                            .toString());
        }
        return new StationConfig(
                STATION_ID,
                false,
                true,
                addresses,
                List.of(Digest.sha256(rom).hex()),
                BOARD,
                state.resolve("labels").toAbsolutePath().toString(),
                new StationConfig.Maker(
                        "Voltwerk GmbH",
                        "Werkstr. 1, 12345 Musterstadt, Germany",
                        "support@voltwerk.example",
                        "voltwerk.example/security",
                        List.of(
                                "Input: 230/400 V~ 3N+PE 50 Hz",
                                "Output: 3 x 32 A, 22 kW",
                                "Ambient: -25 to +40 °C",
                                "Enclosure: IP54, IK10")),
                new StationConfig.SignIn(10, 19, 2, 60),
                Map.of());
    }

    Validity validity() {
        var today = LocalDate.now(clock);
        return new Validity(today.minusDays(1), today.plusYears(YEARS));
    }

    private void copySimulatorRoots() throws IOException {
        var folder = Files.createDirectories(home.tpmMakers().resolve("simulator"));
        var ca = state.resolve("simulator-ca");
        Files.copy(ca.resolve("root.pem"), folder.resolve("root.pem"));
        Files.copy(ca.resolve("issuer.pem"), folder.resolve("issuer.pem"));
    }
}
