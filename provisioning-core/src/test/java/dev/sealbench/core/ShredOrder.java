package dev.sealbench.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.internal.books.Books;
import dev.sealbench.core.internal.books.BooksConfig;
import dev.sealbench.core.internal.books.ChipBinding;
import dev.sealbench.core.internal.books.NewEvent;
import dev.sealbench.core.internal.books.UnitSecret;
import dev.sealbench.core.internal.books.UuidV7;
import dev.sealbench.core.internal.journal.Journal;
import dev.sealbench.core.internal.journal.JournalEntry.CredentialsSealed;
import dev.sealbench.vault.Passphrase;
import dev.sealbench.vault.RecordContext;
import dev.sealbench.vault.SealedSecrets;
import dev.sealbench.vault.SecretKind;
import dev.sealbench.vault.Vault;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/// Work order WO-1 in the books of a home, and units of it whose credentials its vault sealed.
final class ShredOrder {

    private static final Author AUTHOR = new Author("p-0123456789abcdef", "test");
    private static final UUID VID = new UUID(1, 2);
    private static final UUID CID = new UUID(3, 4);
    private static final Octets SALT = Octets.of(new byte[32]);

    /// Something that may fail.
    interface ThrowingRunnable {
        void run() throws Exception;
    }

    private final TestHome house;
    private final List<SerialNumber> serials;

    private ShredOrder(TestHome house, List<SerialNumber> serials) {
        this.house = house;
        this.serials = serials;
    }

    /// Opens it; its credentials are kept for 30 days.
    static ShredOrder open(TestHome house, int quantity) throws Exception {
        var range = new SerialRange("CP426471", 123, 199);
        var image = digest("image");
        var release = new FirmwareRelease(
                image, VID, CID, "1.4.0+1", 1, digest("file"), 1000, digest("sbom"), Octets.of(new byte[] {1}));
        var order = new WorkOrder(
                "WO-1",
                VID,
                CID,
                "CP42",
                2,
                new Gtin("4006381333931"),
                image,
                quantity,
                range,
                new OcppSettings("wss://csms.example/ocpp", 2, ""),
                SupportPeriod.DEFAULT,
                Retention.DEFAULT);
        try (var books = books(house)) {
            books.customers().add(new Customer(VID, "Ampere AG", "ampere.example", Retention.DEFAULT), AUTHOR);
            books.customers().addLock(lock(), AUTHOR);
            books.releases().add(release, AUTHOR);
            books.workOrders().open(order, AUTHOR);
        }
        return new ShredOrder(house, range.serials().toList());
    }

    private static CustomerLock lock() {
        var pairs = List.of(
                new FirmwareKeyPair(digest("ecdsa a"), digest("lms a")),
                new FirmwareKeyPair(digest("ecdsa b"), digest("lms b")));
        var from = LocalDate.of(2026, 1, 1);
        return new CustomerLock(VID, CID, "CP42", 2, pairs, Octets.of(new byte[] {1}), from, from.plusYears(3));
    }

    /// A unit that was released now.
    SerialNumber released(int number) throws Exception {
        return keyed(number, UnitState.LABELLED, UnitState.RELEASED);
    }

    /// A unit whose trial was reverted now.
    SerialNumber reverted(int number) throws Exception {
        return decided(number, UnitState.REVERTED, "self-test failed");
    }

    /// A unit that was scrapped now.
    SerialNumber scrapped(int number) throws Exception {
        return decided(number, UnitState.SCRAPPED, "dropped");
    }

    private SerialNumber decided(int number, UnitState state, String reason) throws Exception {
        var serial = keyed(number);
        try (var books = books(house)) {
            books.units().decide(serial, state, reason, AUTHOR);
        }
        return serial;
    }

    /// A unit that was scrapped now, and whose credentials a station sealed.
    SerialNumber scrapped(int number, String station) throws Exception {
        var serial = keyed(number, station);
        try (var books = books(house)) {
            books.units().decide(serial, UnitState.SCRAPPED, "dropped", AUTHOR);
        }
        return serial;
    }

    /// A unit whose credentials are drawn, and nothing more.
    SerialNumber keyed(int number, UnitState... then) throws Exception {
        return keyed(number, house.station, then);
    }

    private SerialNumber keyed(int number, String station, UnitState... then) throws Exception {
        var serial = serials.get(number);
        var chip = new ChipId("000b" + digest("chip " + number).hex());
        try (var books = books(house)) {
            books.units().scan(serial, Optional.empty(), AUTHOR);
            books.units().bindChip(serial, new ChipBinding(chip, SALT, SALT, true), AUTHOR);
        }
        put(serial, SALT, station);
        try (var books = books(house)) {
            for (var state : then) {
                books.units().advance(serial, state, AUTHOR);
            }
        }
        return serial;
    }

    /// A station draws other credentials.
    void replace(SerialNumber serial, String station) throws Exception {
        put(serial, Octets.of(digest("the next salt").toBytes()), station);
    }

    private void put(SerialNumber serial, Octets salt, String station) throws Exception {
        var sealed = draw();
        var fingerprints = SecretKind.credentials().stream()
                .map(kind -> Octets.of(sealed.fingerprint(kind).octets()))
                .toList();
        try (var books = station.equals(house.station) ? books(house) : booksOf(station)) {
            books.secrets().put(serial, Octets.of(sealed.encode()), salt, fingerprints, AUTHOR);
        }
    }

    private SealedSecrets draw() throws Exception {
        try (var passphrase = Passphrase.of(TestHome.VAULT_PASSPHRASE.toCharArray());
                var vault = Vault.open(house.home.vault(), passphrase)) {
            return vault.draw(new RecordContext(new byte[] {1}), _ -> false);
        }
    }

    UnitSecret secret(SerialNumber serial) throws Exception {
        try (var books = books(house)) {
            return books.secrets().current(serial).orElseThrow();
        }
    }

    /// As a process that died behind the last set, and before the database's files were made anew, left the books.
    ///
    /// @param then happens while they are open
    void destroyHalf(SerialNumber serial, ThrowingRunnable then) throws Exception {
        try (var books = books(house)) {
            var agreed = new NewEvent(
                    "credentials.destruction-agreed",
                    Optional.empty(),
                    Optional.empty(),
                    EventRecord.Result.OK,
                    "1 sets of credentials");
            books.events().append(agreed, AUTHOR);
            var due = books.secrets().dueForShredding(Optional.empty()).getFirst();
            assertThat(due.serial()).isEqualTo(serial);
            var shredded =
                    SealedSecrets.decode(secret(serial).sealed().toBytes()).shredded();
            books.secrets().shred(due, Octets.of(shredded.encode()), AUTHOR);
            then.run();
        }
    }

    /// As a process that died left it.
    void leaveInJournal(SerialNumber serial) throws Exception {
        try (var journal = Journal.open(house.home.journal(), house.clock);
                var unit = journal.unit(serial)) {
            unit.append(new CredentialsSealed(secret(serial).sealed(), SALT));
        }
    }

    /// As a process that died left it, and the books do not have it.
    Octets leaveUnknownInJournal(SerialNumber serial) throws Exception {
        var sealed = Octets.of(draw().encode());
        try (var journal = Journal.open(house.home.journal(), house.clock);
                var unit = journal.unit(serial)) {
            unit.append(new CredentialsSealed(
                    sealed, Octets.of(digest("a salt of its own").toBytes())));
        }
        return sealed;
    }

    /// Counts a print of the access label, and leaves its file.
    void leaveLabel(SerialNumber serial) throws Exception {
        try (var books = books(house)) {
            books.labels().begin(serial, LabelKind.ACCESS, "", AUTHOR);
        }
        Files.createDirectories(label(serial).getParent());
        Files.writeString(label(serial), "sealed", StandardCharsets.US_ASCII);
    }

    Path label(SerialNumber serial) {
        return house.home.directory().resolve("labels").resolve(serial + "-access-1.pdf.sealed");
    }

    /// A run that another process works on.
    UUID beginRun(SerialNumber serial) throws Exception {
        var id = new UuidV7(house.clock, new Random(1)).next();
        try (var books = books(house)) {
            books.runs()
                    .open(
                            new RunRecord(
                                    id,
                                    serial,
                                    TestHome.STATION_ID,
                                    1,
                                    AUTHOR.person(),
                                    "test",
                                    house.clock.instant(),
                                    Optional.empty()),
                            AUTHOR);
        }
        return id;
    }

    void endRun(UUID run) throws Exception {
        try (var books = books(house)) {
            var end = new RunRecord.RunEnd(house.clock.instant(), RunResult.ABANDONED, UnitState.SCANNED, 0, "");
            books.runs().close(run, end, AUTHOR);
        }
    }

    /// The same books, in a file, as another station has them.
    private Books booksOf(String station) throws Exception {
        return Books.open(BooksConfig.h2(house.home.books(), station), house.clock);
    }

    private static Books books(TestHome house) throws Exception {
        return Books.open(house.booksConfig(), house.clock);
    }

    private static Digest digest(String text) {
        return Digest.sha256(text.getBytes(StandardCharsets.UTF_8));
    }
}
