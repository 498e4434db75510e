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
import dev.sealbench.core.VaultRestore;
import dev.sealbench.core.internal.books.Books;
import dev.sealbench.core.internal.books.BooksException;
import dev.sealbench.core.internal.books.PostgresServer;
import dev.sealbench.core.internal.document.P256PublicKey;
import dev.sealbench.core.internal.files.DurableFiles;
import dev.sealbench.vault.KeyId;
import dev.sealbench.vault.Passphrase;
import dev.sealbench.vault.Vault;
import dev.sealbench.vault.VaultConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Stations of one demonstration that share their books: one database of a PostgreSQL server.
public final class SharedBooks {

    private static final Author SETUP = new Author("setup", "sealbench 0.1.0");

    private static final String LEAD = "lena";

    private static final Map<String, Role> OTHERS =
            Map.of("olga", Role.OPERATOR, "quinn", Role.QA, "axel", Role.AUDITOR);

    private static final String OFFICERS = "the secret of leo and of sofie";
    private static final String BACKUP_OWN = "what sofie opens the backup with";
    private static final String BACKUP_SECONDS = "what lena opens the backup with";
    private static final String PRODUCT = "CP42";

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

    /// Another station, whose vault two persons restored from a backup of the first one's.
    public TestStation otherStation(String id) throws Exception {
        var station = joined(id);
        try (var own = entered(BACKUP_OWN);
                var seconds = entered(BACKUP_SECONDS);
                var vault = demoPassphrase(station)) {
            var report = VaultRestore.restore(
                    station.home(),
                    Clock.systemUTC(),
                    backup(),
                    PRODUCT,
                    new VaultRestore.Passphrases(own, seconds, vault));
            enrol(station, id, P256PublicKey.ofPem(report.orderKey()), P256PublicKey.ofPem(report.deviceCaKey()));
        }
        return station;
    }

    /// Another station, with a vault that has nothing in common with the first one's.
    public TestStation strangeStation(String id) throws Exception {
        var station = joined(id);
        try (var in = Files.newInputStream(station.home().demoPassphrase());
                var passphrase = Passphrase.read(in);
                var vault = Vault.create(station.home().vault(), passphrase, new VaultConfig(SCRYPT_COST_LOG2))) {
            enrol(
                    station,
                    id,
                    P256PublicKey.ofSpki(vault.publicKey(KeyId.STATION_ORDER)),
                    P256PublicKey.ofSpki(vault.publicKey(KeyId.DEVICE_CA)));
        }
        return station;
    }

    /// A security officer and a lead make it, at the first station.
    private Path backup() throws IOException, StationException {
        var file = first.folder().resolve("vault.backup");
        if (Files.exists(file)) {
            return file;
        }
        try (var open = first.open();
                var leos = entered(OFFICERS);
                var sofies = entered(OFFICERS);
                var own = entered(BACKUP_OWN);
                var seconds = entered(BACKUP_SECONDS)) {
            var lead = open.session();
            lead.people().add("leo", "Leo", Set.of(Role.LEAD), Optional.of(leos));
            try (var leo = OpenStation.signIn(open.station(), "leo", OFFICERS)) {
                lead.withSecond(leo).people().add("sofie", "Sofie", Set.of(Role.SECURITY_OFFICER), Optional.of(sofies));
            }
            try (var sofie = OpenStation.signIn(open.station(), "sofie", OFFICERS)) {
                sofie.withSecond(lead).vault().backup(file, PRODUCT, own, seconds);
            }
        }
        return file;
    }

    /// A home with these books and an id of its own, and without vault.
    private TestStation joined(String id) throws IOException {
        var station = demo.newStation();
        var file = station.home().config();
        var old = StationConfig.read(file).stationId();
        Files.writeString(file, Files.readString(file).replace('"' + old + '"', '"' + id + '"'));
        join(station);
        Files.delete(station.home().vault());
        return station;
    }

    /// What the vendor and a lead do for a station with a new vault.
    private void enrol(TestStation station, String id, P256PublicKey orderKey, P256PublicKey deviceCaKey)
            throws Exception {
        var vendor = new DemoVendor(demo.folder().resolve("vendor"));
        Files.write(station.home().stationStatement(), vendor.state(id, orderKey));
        Files.writeString(station.home().deviceCa(), vendor.certify(id, deviceCaKey));
        try (var open = Station.open(station.home(), Clock.systemUTC())) {
            letIn(station, open).close();
        }
        signInOnce(station);
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
                var vault = demoPassphrase(station)) {
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

    private static PassphraseSource.Entered demoPassphrase(TestStation station) throws IOException, StationException {
        return entered(Files.readString(station.home().demoPassphrase()).strip());
    }
}
