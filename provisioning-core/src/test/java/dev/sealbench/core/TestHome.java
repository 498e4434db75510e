package dev.sealbench.core;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sealbench.core.internal.books.Books;
import dev.sealbench.core.internal.books.BooksConfig;
import dev.sealbench.core.internal.books.BooksPlace;
import dev.sealbench.core.internal.books.PostgresServer;
import dev.sealbench.core.internal.document.CustomerIdentity;
import dev.sealbench.core.internal.document.KeyPairDigests;
import dev.sealbench.core.internal.document.P256PublicKey;
import dev.sealbench.core.internal.document.StationIdentity;
import dev.sealbench.core.internal.document.Validity;
import dev.sealbench.core.internal.files.DurableFiles;
import dev.sealbench.core.internal.setup.VendorMachine;
import dev.sealbench.vault.KeyId;
import dev.sealbench.vault.Passphrase;
import dev.sealbench.vault.Vault;
import dev.sealbench.vault.VaultConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// A real home without slots: vault, books, the vendor's papers, and a clock that a test sets. A person's secret is
/// [#secret] of the name, a badge [#badge] of it.
final class TestHome {

    static final String VAULT_PASSPHRASE = "the passphrase of this vault";
    static final String LEAD = "lena";

    static final String STATION_ID = "line-1";

    /// Books of no station yet, in the file that H2 has for them.
    private static Optional<byte[]> migrated = Optional.empty();

    final StationHome home;
    final SetClock clock = new SetClock();
    final String station;
    private final VendorMachine vendor;

    private TestHome(StationHome home, String station, VendorMachine vendor) {
        this.home = home;
        this.station = station;
        this.vendor = vendor;
    }

    /// A clock that stands until it is moved.
    static final class SetClock extends Clock {

        private Instant now = Instant.parse("2026-11-23T08:00:00Z");

        void advance(Duration by) {
            now = now.plus(by);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    /// A home that knows nobody.
    static TestHome create(Path folder) throws Exception {
        var made = withoutBooks(folder);
        made.makeBooks();
        return made;
    }

    /// Their tables are copied, which is much faster than migrating for each test.
    private void makeBooks() throws Exception {
        var file = home.books().resolveSibling(home.books().getFileName() + ".mv.db");
        if (migrated.isEmpty()) {
            Books.migrate(booksConfig());
            migrated = Optional.of(Files.readAllBytes(file));
        } else {
            Files.write(file, migrated.get());
        }
    }

    /// A home that knows nobody, with books in a new database of `server`.
    static TestHome create(Path folder, PostgresServer server) throws Exception {
        server.makeMigrated();
        var made = withoutBooks(folder);
        made.use(server);
        return made;
    }

    private static TestHome withoutBooks(Path folder) throws Exception {
        var vendor = VendorMachine.create(folder.resolve("vendor"), new SecureRandom(), new SetClock());
        var made = new TestHome(new StationHome(Files.createDirectory(folder.resolve("home"))), STATION_ID, vendor);
        made.fill();
        return made;
    }

    /// Has the books in the database of `server` from now on.
    void use(PostgresServer server) throws Exception {
        DurableFiles.replace(home.directory().resolve("books.password"), PostgresServer.PASSWORD.getBytes(UTF_8));
        StationConfig.read(home.config())
                .withDatabase(new DatabaseConfig(server.url(), PostgresServer.STATION, "file:books.password"))
                .write(home.config());
    }

    /// Has the vendor state the order key of another vault.
    void state(String orderKeyPem) throws Exception {
        var statement = vendor.state(new StationIdentity(station, P256PublicKey.ofPem(orderKeyPem), validity()));
        Files.write(home.stationStatement(), statement.toByteArray());
    }

    /// The vendor's statement for another station.
    Octets statement(String other, P256PublicKey orderKey) {
        return Octets.of(
                vendor.state(new StationIdentity(other, orderKey, validity())).toByteArray());
    }

    private void fill() throws Exception {
        Files.createDirectories(home.tpmMakers());
        Files.writeString(home.vendorRoot(), vendor.rootKey().pem());
        try (var passphrase = Passphrase.of(VAULT_PASSPHRASE.toCharArray());
                var vault = Vault.create(home.vault(), passphrase, new VaultConfig(14))) {
            var orderKey = P256PublicKey.ofSpki(vault.publicKey(KeyId.STATION_ORDER));
            var statement = vendor.state(new StationIdentity(station, orderKey, validity()));
            Files.write(home.stationStatement(), statement.toByteArray());
        }
        new StationConfig(
                        station,
                        false,
                        true,
                        new TreeMap<>(),
                        List.of("00".repeat(32)),
                        "virt-charger",
                        home.directory().resolve("labels").toString(),
                        new StationConfig.Maker("Maker", "Street", "contact", "policy", List.of("230 V")),
                        new StationConfig.SignIn(10, 19, 2, 60),
                        Map.of())
                .write(home.config());
    }

    /// Has the vendor certify the vault's device CA.
    void certifyDeviceCa() throws Exception {
        Files.createDirectories(home.deviceCa().getParent());
        try (var passphrase = Passphrase.of(VAULT_PASSPHRASE.toCharArray());
                var vault = Vault.open(home.vault(), passphrase)) {
            certifyDeviceCa(P256PublicKey.ofSpki(vault.publicKey(KeyId.DEVICE_CA)));
        }
    }

    /// Has the vendor certify a device CA, which may be another one than the vault's.
    void certifyDeviceCa(P256PublicKey key) throws Exception {
        Files.writeString(home.deviceCa(), vendor.certifyDeviceCa("device CA", key));
    }

    Station open() throws StationException {
        return Station.open(home, clock);
    }

    /// Makes [#LEAD] the first lead.
    Session firstLead(Station station) throws StationException {
        try (var secret = entered(secret(LEAD));
                var passphrase = entered(VAULT_PASSPHRASE)) {
            return station.makeFirstLead(LEAD, "Lena Lead", secret, passphrase);
        }
    }

    static Session signIn(Station station, String name) throws StationException {
        return signIn(station, name, secret(name));
    }

    static Session signIn(Station station, String name, String secret) throws StationException {
        try (var entered = entered(secret)) {
            return station.signIn(name, entered);
        }
    }

    static Session signInWithBadge(Station station, String badge) throws StationException {
        try (var entered = entered(badge)) {
            return station.signInWithBadge(entered);
        }
    }

    static Person add(Session by, String name, Role... roles) throws StationException {
        try (var secret = entered(secret(name))) {
            return by.people().add(name, "Some " + name, Set.of(roles), Optional.of(secret));
        }
    }

    static PassphraseSource.Entered entered(String secret) throws StationException {
        return PassphraseSource.typed(secret.toCharArray()).read();
    }

    static String secret(String name) {
        return "the secret of " + name;
    }

    static String badge(String name) {
        return "BADGE-0042-" + name;
    }

    /// A statement of a new customer, which the vendor signed.
    Path statement(Path folder) throws Exception {
        var digest = new byte[32];
        var other = new byte[32];
        other[0] = 1;
        var pairs = List.of(new KeyPairDigests(digest, digest), new KeyPairDigests(other, other));
        var customer = new CustomerIdentity("Ampere AG", "ampere.example", "CP42/2", pairs, validity());
        return Files.write(
                folder.resolve("ampere.statement"), vendor.state(customer).toByteArray());
    }

    /// The whole log; the station may be open.
    List<EventRecord> events() throws Exception {
        var events = new ArrayList<EventRecord>();
        try (var books = Books.open(booksConfig(), clock)) {
            books.events().forEach(station, 1, events::add);
        }
        return events;
    }

    /// The last event of that name.
    EventRecord last(String action) throws Exception {
        return events().stream()
                .filter(event -> event.action().equals(action))
                .reduce((_, later) -> later)
                .orElseThrow();
    }

    BooksConfig booksConfig() throws Exception {
        return BooksPlace.of(home, StationConfig.read(home.config()));
    }

    private Validity validity() {
        var today = LocalDate.now(clock);
        return new Validity(today.minusDays(1), today.plusYears(2));
    }
}
