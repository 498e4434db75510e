package dev.sealbench.core.internal.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.AuditVerdict.Sound;
import dev.sealbench.core.AuditVerdict.Wrong;
import dev.sealbench.core.EventRecord;
import dev.sealbench.core.internal.document.TestFiles;
import dev.sealbench.core.internal.document.TestKeys;
import dev.sealbench.core.internal.export.ExportedOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Both verifiers, ours and scripts/audit-verify, on the same exports, good and forged. The station signs whatever
/// is exported: the manifest never is what catches it.
class AuditVerifierTest {

    private static final int UNITS = 4;

    @TempDir
    private Path folder;

    private final List<KeptNote> kept = new ArrayList<>();

    static List<Forgery> forgeries() {
        return Forgery.all();
    }

    @Test
    void goodBooksAreSound() throws Exception {
        var books = TestBooks.of(UNITS);

        var sound = requireSound(books);

        assertThat(sound.export().complete()).isTrue();
        assertThat(sound.counts().units()).isEqualTo(UNITS);
        assertThat(sound.counts().orders()).isEqualTo(2 * UNITS);
        assertThat(sound.counts().receipts()).isEqualTo(2 * UNITS);
        assertThat(sound.counts().events()).isEqualTo(books.log.events.size());
        assertThat(sound.counts().checkpoints()).isEqualTo(UNITS + 1);
        assertThat(sound.notes()).singleElement().asString().contains("boot ROM", "compare it");
    }

    @Test
    void aPartOfGoodBooksIsSound() throws Exception {
        var books = TestBooks.partOf(UNITS);
        books.units.remove(2);
        books.orders.subList(4, 6).clear();
        books.receipts.subList(4, 6).clear();

        var sound = requireSound(books);

        assertThat(sound.export().complete()).isFalse();
        assertThat(sound.counts().units()).isEqualTo(UNITS - 1);
        assertThat(sound.counts().checkpoints()).isEqualTo(UNITS - 1);
        assertThat(sound.counts().events()).isBetween(15L, 25L);
    }

    @Test
    void whatASoftwareTpmAttestsIsSound(@TempDir Path state) throws Exception {
        try (var tpm = new RealTpm(state)) {
            assertThat(requireSound(TestBooks.with(tpm)).counts().receipts()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @MethodSource("forgeries")
    void bothVerifiersNameWhatWasForged(Forgery forgery) throws Exception {
        var books = TestBooks.of(UNITS);
        forgery.deed().to(books);

        requireWrong(books, forgery.where(), forgery.why());
    }

    @Test
    void inAPartAChangedEventLosesItsProof() throws Exception {
        var books = TestBooks.partOf(UNITS);
        Edits.change(books.log, 6, "nothing happened");

        requireWrong(books, "events.jsonl, line ", "event 6 is not in the log that the newest checkpoint stands for");
    }

    @Test
    void inAPartARemadeLogIsSeenByTheOrders() throws Exception {
        var books = TestBooks.partOf(UNITS);
        Edits.change(books.log, 6, "nothing happened");
        books.log.makeAnew(books.vendor.station);

        requireWrong(books, "units/.*/order-", "names a checkpoint that the log of line-4 does not have");
    }

    @Test
    void yesterdaysBooksAreSeenByACheckpointThatLeft() throws Exception {
        var books = TestBooks.of(UNITS);
        keep(books);
        restoreYesterday(books);

        requireWrong(books, "log/line-4.checkpoint", "the newest ones were taken away");
        kept.clear();
        requireSound(books); // nothing else can tell
    }

    @Test
    void aForkIsSeenByACheckpointThatLeft() throws Exception {
        var books = TestBooks.of(1);
        keep(books);
        var other = TestBooks.of(0);
        books.units.clear();
        books.orders.clear();
        books.receipts.clear();
        books.log.events.clear();
        books.log.events.addAll(other.log.events);
        for (int more = 1; more < 9; more++) {
            books.happens("person.signed-in", Optional.empty(), EventRecord.Result.OK, "");
        }
        books.log.makeAnew(books.vendor.station);

        requireWrong(books, "log/line-4.checkpoint", "does not go on from kept.note");
    }

    @Test
    void anOlderCheckpointThatLeftAgreesWithGoodBooks() throws Exception {
        var books = TestBooks.of(UNITS);
        kept.add(new KeptNote("older.note", books.log.notes.get(1).toBytes(), Optional.empty()));
        keep(books);
        requireSound(books);

        books.complete = false;
        requireSound(books);
    }

    @Test
    void aCosignedCheckpointIsToldWithItsTime() throws Exception {
        var books = TestBooks.of(UNITS);
        var witness = new TestWitness("auditor.example/w1");
        kept.add(witness.cosigned("kept.note", books.log.newest().toBytes()));

        assertThat(requireSound(books).notes())
                .anyMatch(note -> note.matches(
                        "kept.note: auditor.example/w1 cosigned the first \\d+ events at 2026-11-27T08:30:00Z"));

        restoreYesterday(books);
        requireWrong(books, "log/line-4.checkpoint", "the newest ones were taken away");
    }

    @Test
    void aCheckpointThatTheWitnessDidNotCosignIsNotTakenForIts() throws Exception {
        var books = TestBooks.of(1);
        var witness = new TestWitness("auditor.example/w1");
        var note = books.log.newest().toBytes();
        kept.add(witness.demandedOf("kept.note", note));
        requireWrong(books, "kept.note", "did not cosign");

        kept.clear();
        kept.add(witness.demandedOf(
                "kept.note",
                new TestWitness("auditor.example/w2").cosigned("", note).octets()));
        requireWrong(books, "kept.note", "did not cosign");

        kept.clear();
        kept.add(witness.demandedOf("kept.note", witness.forged(note)));
        requireWrong(books, "kept.note", "is wrong");
    }

    @Test
    void aCheckpointOfAnotherStationSaysNothing() throws Exception {
        var books = TestBooks.of(1);
        keep(TestBooks.of(1));

        requireWrong(books, "kept.note", "is not signed with the key");
    }

    @Test
    void whoTrustsAnotherVendorBelievesNothing() throws Exception {
        var books = TestBooks.of(1);
        var dir = folder.resolve("export");
        books.export(dir);

        assertThat(AuditVerifier.verify(dir, List.of(TestKeys.fresh().publicKey()), List.of()))
                .isEqualTo(new Wrong("certificates/station-statement.dsse.pb", "is not signed by a trusted key"));
        assertThat(AuditVerifier.verify(dir, List.of(), List.of())).isInstanceOf(Wrong.class);
    }

    @Test
    void theVendorRootAloneIsEnoughAndWhatWasNotCheckedIsSaid() throws Exception {
        var books = TestBooks.of(1);
        books.orders.set(
                0,
                new ExportedOrder(
                        books.serial(0),
                        1,
                        books.orders.get(0).document(),
                        books.orders.get(0).certificate(),
                        Map.of()));
        var dir = folder.resolve("export");
        books.export(dir);

        assertThat(AuditVerifier.verify(dir, List.of(books.vendor.root.publicKey()), List.of()))
                .isInstanceOfSatisfying(
                        Sound.class,
                        sound -> assertThat(sound.notes())
                                .anyMatch(note -> note.contains("PCR 0, 4 and 7 were not predicted for 2 receipts"))
                                .anyMatch(note -> note.contains("device CA of station line-4: no trusted key")));
    }

    @Test
    void twentyThousandUnitsAndAHundredThousandEventsNeedNoMoreThanASmallHeap() throws Exception {
        var books = TestBooks.of(200);
        books.listMore(20_000);
        for (int more = 0; more < 100_000; more++) {
            books.happens("person.signed-in", Optional.empty(), EventRecord.Result.OK, "badge");
        }
        books.log.sign(books.vendor.station);
        var dir = export(books);

        var ran = TestFiles.run(
                folder,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx40m",
                "-cp",
                System.getProperty("java.class.path"),
                SmallAudit.class.getName(),
                dir.toString(),
                Files.writeString(folder.resolve("trust.pem"), books.vendor.trustFile())
                        .toString());

        assertThat(ran.output()).contains("Sound[", "units=20200", "receipts=400");
        assertThat(verifiers(books).script(dir).output()).startsWith("SOUND ");
    }

    private void keep(TestBooks books) {
        kept.add(new KeptNote("kept.note", books.log.newest().toBytes(), Optional.empty()));
    }

    private static void restoreYesterday(TestBooks books) {
        books.log.forgetFrom(TestLog.size(books.log.notes.get(2)));
        books.units.subList(2, UNITS).clear();
        books.orders.subList(4, 2 * UNITS).clear();
        books.receipts.subList(4, 2 * UNITS).clear();
    }

    private Sound requireSound(TestBooks books) throws Exception {
        return verifiers(books).requireSound(export(books));
    }

    private void requireWrong(TestBooks books, String where, String why) throws Exception {
        verifiers(books).requireWrong(export(books), where, why);
    }

    private BothVerifiers verifiers(TestBooks books) {
        return new BothVerifiers(folder, books.vendor.keys(), books.vendor.trustFile(), kept);
    }

    private Path export(TestBooks books) throws Exception {
        var dir = folder.resolve("export" + Files.list(folder).count());
        books.export(dir);
        return dir;
    }
}
