package dev.sealbench.ui.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sealbench.core.Author;
import dev.sealbench.core.DatabaseConfig;
import dev.sealbench.core.PassphraseSource;
import dev.sealbench.core.Role;
import dev.sealbench.core.Session;
import dev.sealbench.core.Station;
import dev.sealbench.core.StationConfig;
import dev.sealbench.core.StationException;
import dev.sealbench.core.internal.books.Books;
import dev.sealbench.core.internal.books.BooksException;
import dev.sealbench.core.internal.books.PostgresServer;
import dev.sealbench.core.internal.document.JcaSigner;
import dev.sealbench.core.internal.document.P256PublicKey;
import dev.sealbench.core.internal.document.SigningKey;
import dev.sealbench.core.internal.document.Statements;
import dev.sealbench.core.internal.document.StationIdentity;
import dev.sealbench.core.internal.document.Validity;
import dev.sealbench.core.internal.files.DurableFiles;
import dev.sealbench.core.internal.trust.VendorRoot;
import dev.sealbench.vault.KeyId;
import dev.sealbench.vault.Passphrase;
import dev.sealbench.vault.Vault;
import dev.sealbench.vault.VaultConfig;
import dev.sealbench.vault.VaultException;
import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Stations of one demonstration that share their books: one database of a PostgreSQL server.
public final class SharedBooks {

    private static final Author SETUP = new Author("setup", "sealbench 0.1.0");

    private static final String LEAD = "lena";

    private static final Map<String, Role> OTHERS =
            Map.of("olga", Role.OPERATOR, "quinn", Role.QA, "axel", Role.AUDITOR);

    private static final int SCRYPT_COST_LOG2 = 14;

    private final Demo demo;

    private final PostgresServer server;

    private TestStation first;

    /// In a new database.
    public SharedBooks(Demo demo, PostgresServer server) throws Exception {
        this.demo = demo;
        this.server = server;
        server.makeMigrated();
    }

    /// A station with the work order and the people of the demonstration, and nothing else in its books.
    public TestStation firstStation() throws Exception {
        first = demo.newStation();
        try (var demonstrations = first.books()) {
            join(first);
            try (var shared = first.books()) {
                copy(demonstrations, shared);
            }
        }
        try (var station = Station.open(first.home(), Clock.systemUTC());
                var lead = letIn(first, station)) {
            for (var other : OTHERS.entrySet()) {
                try (var secret = entered(first.secretOf(other.getKey()))) {
                    lead.people().add(other.getKey(), other.getKey(), Set.of(other.getValue()), Optional.of(secret));
                }
            }
        }
        signInOnce(first);
        return first;
    }

    /// Another station, whose vault was restored from shares of the first one's.
    public TestStation otherStation(String id) throws Exception {
        var station = demo.newStation();
        try (var passphrase = passphrase(station);
                var vault = Vault.open(first.home().vault(), passphrase)) {
            var shares = vault.backup(passphrase, 2, 3);
            Files.delete(station.home().vault());
            Vault.restore(station.home().vault(), passphrase, new VaultConfig(SCRYPT_COST_LOG2), shares)
                    .close();
        }
        enrol(station, id);
        return station;
    }

    /// Another station, with a vault that has nothing in common with the first one's.
    public TestStation strangeStation(String id) throws Exception {
        var station = demo.newStation();
        Files.delete(station.home().vault());
        try (var passphrase = passphrase(station)) {
            Vault.create(station.home().vault(), passphrase, new VaultConfig(SCRYPT_COST_LOG2))
                    .close();
        }
        enrol(station, id);
        return station;
    }

    private void enrol(TestStation station, String id) throws Exception {
        var file = station.home().config();
        var old = StationConfig.read(file).stationId();
        Files.writeString(file, Files.readString(file).replace('"' + old + '"', '"' + id + '"'));
        Files.write(station.home().stationStatement(), statement(station, id));
        join(station);
        try (var open = Station.open(station.home(), Clock.systemUTC())) {
            letIn(station, open).close();
        }
        signInOnce(station);
    }

    /// The vendor's word for the station's order key.
    private byte[] statement(TestStation station, String id)
            throws IOException, VaultException, GeneralSecurityException {
        var pem = Files.readString(demo.folder().resolve("vendor/DEMO-ONLY-vendor-root.key.pem"));
        var der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]*-----", ""));
        var root = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der));
        var signer = new SigningKey(VendorRoot.read(station.home().vendorRoot()).publicKey(), new JcaSigner(root));
        var today = LocalDate.now(Clock.systemUTC());
        try (var passphrase = passphrase(station);
                var vault = Vault.open(station.home().vault(), passphrase)) {
            var key = P256PublicKey.ofSpki(vault.publicKey(KeyId.STATION_ORDER));
            var validity = new Validity(today.minusDays(1), today.plusYears(1));
            return Statements.sign(new StationIdentity(id, key, validity), signer)
                    .toByteArray();
        }
    }

    /// What the home knew of the books in it is of no use with others.
    private void join(TestStation station) throws IOException {
        var home = station.home();
        Files.deleteIfExists(home.newestCheckpoint());
        Files.deleteIfExists(home.keySlots());
        DurableFiles.replace(home.directory().resolve("books.password"), PostgresServer.PASSWORD.getBytes(UTF_8));
        StationConfig.read(home.config())
                .withDatabase(new DatabaseConfig(server.url(), PostgresServer.STATION, "file:books.password"))
                .write(home.config());
    }

    private static void copy(Books from, Books to) throws BooksException {
        for (var customer : from.customers().list()) {
            to.customers().add(customer, SETUP);
            for (var lock : from.customers().locks(customer.vid())) {
                to.customers().addLock(lock, SETUP);
            }
        }
        for (var release : from.releases().list()) {
            to.releases().add(release, SETUP);
        }
        for (var status : from.workOrders().list()) {
            to.workOrders().open(status.order(), SETUP);
        }
    }

    /// As `setup first-lead` does.
    private static Session letIn(TestStation station, Station open) throws IOException, StationException {
        try (var secret = entered(station.secretOf(LEAD));
                var vault = entered(
                        Files.readString(station.home().demoPassphrase()).strip())) {
            return open.makeFirstLead(LEAD, "Lena Lead", secret, vault);
        }
    }

    /// Gives everybody a key slot here.
    private static void signInOnce(TestStation station) throws IOException, StationException {
        try (var open = station.open()) {
            for (var other : OTHERS.keySet()) {
                OpenStation.signIn(open.station(), other, station.secretOf(other))
                        .close();
            }
        }
    }

    private static PassphraseSource.Entered entered(String secret) throws StationException {
        return PassphraseSource.typed(secret.toCharArray()).read();
    }

    private static Passphrase passphrase(TestStation station) throws IOException {
        try (var in = Files.newInputStream(station.home().demoPassphrase())) {
            return Passphrase.read(in);
        }
    }
}
