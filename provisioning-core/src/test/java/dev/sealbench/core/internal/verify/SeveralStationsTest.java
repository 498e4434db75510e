package dev.sealbench.core.internal.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.AuditVerdict.Sound;
import dev.sealbench.core.ExportRange;
import dev.sealbench.core.Octets;
import dev.sealbench.core.internal.books.Books;
import dev.sealbench.core.internal.books.BooksConfig;
import dev.sealbench.core.internal.books.TestEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Exports of what several vaults signed: those of two stations on one set of books, and those that one station had one
/// after the other.
class SeveralStationsTest {

    private static final String OTHER = "line-5";

    @TempDir
    Path folder;

    private final Clock clock = BooksGenerator.clock();
    private final List<KeptNote> kept = new ArrayList<>();

    @ParameterizedTest
    @EnumSource(TestEngine.class)
    void aWorkOrderOfTwoStationsIsSoundWhicheverExportsIt(TestEngine engine) throws Exception {
        var server = engine.server();
        server.makeMigrated();
        var first = VendorHome.create(Files.createDirectory(folder.resolve("first")));
        var other = first.another(Files.createDirectory(folder.resolve("other")), OTHER);
        BooksGenerator begun;
        try (var books = Books.open(server.config(VendorHome.STATION), clock)) {
            begun = first.fill(books, clock, 6);
            begun.openLater(6);
            begun.makeOfIt(3);
        }
        try (var books = Books.open(server.config(OTHER), clock)) {
            other.join(books, begun).makeOfIt(3);
            other.export(books, clock, new ExportRange.OfWorkOrder("2026-000001"), folder.resolve("part"));
        }
        try (var books = Books.open(server.config(VendorHome.STATION), clock)) {
            first.export(books, clock, new ExportRange.OfWorkOrder("2026-000001"), folder.resolve("part-of-first"));
            first.export(books, clock, new ExportRange.All(), folder.resolve("all"));
        }

        var verifiers = first.verifiers(folder, List.of());
        for (var export : List.of("part", "part-of-first", "all")) {
            var sound = verifiers.requireSound(folder.resolve(export));
            assertThat(sound.counts().units()).as(export).isEqualTo(6);
            assertThat(sound.counts().receipts()).as(export).isEqualTo(12);
            assertThat(sound.notes()).as(export).noneMatch(note -> note.contains("device CA"));
        }
    }

    @ParameterizedTest
    @EnumSource(TestEngine.class)
    void aStationWhoseVaultWasMadeAnewExportsWhatBothVaultsSigned(TestEngine engine) throws Exception {
        var server = engine.server();
        server.makeMigrated();
        var before = VendorHome.create(Files.createDirectory(folder.resolve("before")));
        var after = before.another(Files.createDirectory(folder.resolve("after")), VendorHome.STATION);
        BooksGenerator begun;
        try (var books = Books.open(server.config(VendorHome.STATION), clock)) {
            begun = before.fill(books, clock, 4);
            begun.openLater(4);
            begun.makeOfIt(2);
        }
        kept.add(new KeptNote("kept.note", newest(server.config(VendorHome.STATION)), Optional.empty()));
        try (var books = Books.open(server.config(VendorHome.STATION), clock)) {
            after.join(books, begun).makeOfIt(2);
            after.export(books, clock, new ExportRange.OfWorkOrder("2026-000001"), folder.resolve("part"));
            after.export(books, clock, new ExportRange.All(), folder.resolve("all"));
        }

        var verifiers = after.verifiers(folder, List.of());
        for (var export : List.of("part", "all")) {
            assertThat(verifiers.requireSound(folder.resolve(export)).counts().units())
                    .as(export)
                    .isEqualTo(4);
        }
        after.verifiers(folder, kept).requireSound(folder.resolve("all"));
    }

    private byte[] newest(BooksConfig config) throws Exception {
        try (var books = Books.open(config, clock)) {
            return books.log().newest().orElseThrow().note().toBytes();
        }
    }

    @Test
    void renewedKeysOfOneStationAreSound() throws Exception {
        var books = renewed();

        requireSound(books);
        books.complete = false;
        requireSound(books);
    }

    @Test
    void aCheckpointUnderAKeyThatNoStatementNamesIsWrong() throws Exception {
        var books = renewed();
        books.log.statements.removeLast(); // the one before

        requireWrong(books, "log/checkpoints.jsonl, line 1", "is not signed with the key");
    }

    @Test
    void anOlderStatementMustBeThisStationsAndTheVendors() throws Exception {
        var books = renewed();
        var good = books.log.statements.getLast();
        books.log.statements.set(1, statementOf(books.vendor.at(OTHER)));
        requireWrong(books, "log/line-4.statement.1.dsse.pb", "is about another station");

        books.log.statements.set(1, statementOf(new Vendor()));
        requireWrong(books, "log/line-4.statement.1.dsse.pb", "is not signed by");

        books.log.statements.set(1, good);
        requireSound(books);
    }

    @Test
    void aCertificateOfAnotherStationsDeviceCaIsWrong() throws Exception {
        var books = TestBooks.of(3);
        var other = books.vendor.at(OTHER);
        books.files.put("device-ca-line-5.pem", other.deviceCa());
        requireSound(books);
        books.provisionWithCertificateOf(other);

        requireWrong(books, "units/.*/order-1.der", "is not signed by the device CA of station line-4");
    }

    @Test
    void aStationWhoseDeviceCaIsNotThereIsNamed() throws Exception {
        var books = TestBooks.of(3);
        var other = books.vendor.at(OTHER);
        books.provisionAt(other);

        requireWrong(books, "units/.*/order-1.der", "there is no certificate of the device CA of station line-5");
    }

    @Test
    void aDeviceCaThatNoTrustedKeyCertifiedIsNotedByItsStation() throws Exception {
        var books = TestBooks.of(1);
        books.files.put("device-ca-line-5.pem", new Vendor().deviceCa());

        assertThat(requireSound(books).notes())
                .anyMatch(note -> note.startsWith("device CA of station line-5: no trusted key signed"))
                .noneMatch(note -> note.contains("station line-4"));
    }

    @Test
    void aFileThatIsNoCertificateIsWrong() throws Exception {
        var books = TestBooks.of(1);
        books.files.put("device-ca-line-5.pem", Octets.of("not one".getBytes()));

        requireWrong(books, "certificates/device-ca-line-5.pem", "is not the certificate of a CA");
    }

    private static TestBooks renewed() throws Exception {
        var books = TestBooks.of(2);
        books.renewKeys();
        books.provisionMore();
        return books;
    }

    private static Octets statementOf(Vendor vendor) {
        return Octets.of(vendor.stationStatement.toByteArray());
    }

    private Sound requireSound(TestBooks books) throws Exception {
        return verifiers(books).requireSound(export(books));
    }

    private void requireWrong(TestBooks books, String where, String why) throws Exception {
        verifiers(books).requireWrong(export(books), where, why);
    }

    private BothVerifiers verifiers(TestBooks books) {
        return new BothVerifiers(folder, books.vendor.keys(), books.vendor.trustFile(), List.of());
    }

    private Path export(TestBooks books) throws Exception {
        var dir = folder.resolve("export" + Files.list(folder).count());
        books.export(dir);
        return dir;
    }
}
