package dev.sealbench.core.internal.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.ExportRange;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.internal.books.Books;
import dev.sealbench.core.internal.books.BooksConfig;
import dev.sealbench.core.internal.document.TestKeys;
import dev.sealbench.core.internal.log.Checkpoint;
import dev.sealbench.core.internal.log.CheckpointKey;
import dev.sealbench.core.internal.log.SignedNote;
import dev.sealbench.link.wire.Order;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/// What can be done to the export of real books, file by file, by somebody who has the station's key and signs the
/// manifest again; and to the books themselves. Both verifiers name it.
@TestInstance(Lifecycle.PER_CLASS)
class ForgedExportTest {

    private static final String EVENTS = "events.jsonl";
    private static final String CHECKPOINT = "log/line-4.checkpoint";
    private static final int ROW = 9;

    private Path folder;
    private final Clock clock = BooksGenerator.clock();
    private VendorHome home;
    private BooksGenerator begun;
    private Path yesterday;
    private Path export;
    private KeptNote kept;
    private int copies;

    @BeforeAll
    void makeBooks(@TempDir Path made) throws Exception {
        folder = made;
        home = VendorHome.create(folder);
        var config = BooksConfig.h2(folder.resolve("books"), VendorHome.STATION);
        Books.migrate(config);
        try (var books = Books.open(config, clock)) {
            begun = home.fill(books, clock, 9);
            begun.openLater(9);
            begun.makeOfIt(2);
        }
        yesterday = Files.copy(folder.resolve("books.mv.db"), folder.resolve("yesterday.mv.db"));
        export = folder.resolve("export");
        try (var books = Books.open(config, clock)) {
            home.join(books, begun).makeOfIt(2);
            home.export(books, clock, new ExportRange.All(), export);
        }
        kept = new KeptNote("kept.note", Files.readAllBytes(export.resolve(CHECKPOINT)), Optional.empty());
        home.verifiers(folder, List.of(kept)).requireSound(export);
    }

    @Test
    void aChangedField() throws Exception {
        var lines = events();
        lines.set(ROW, change(lines.get(ROW), "p-00000000000000a7", "p-00000000000000a8"));

        requireWrong(
                withEvents(lines),
                "events.jsonl, line ",
                "an event up to here was changed, added, taken away or moved");
    }

    @Test
    void aRowThatWasTakenOut() throws Exception {
        var lines = events();
        lines.remove(ROW);

        requireWrong(withEvents(lines), "events.jsonl, line 10", "here stands event 11, not event 10");
    }

    @Test
    void aRowThatWasTakenOutAndTheRestRenumbered() throws Exception {
        var lines = events();
        lines.remove(ROW);
        renumber(lines, ROW);

        requireWrong(
                withEvents(lines),
                "events.jsonl, line ",
                "an event up to here was changed, added, taken away or moved");
    }

    @Test
    void theNewestRowsTakenAway() throws Exception {
        var lines = events();
        int size = lines.size();
        lines.subList(size - 3, size).clear();

        requireWrong(
                withEvents(lines),
                EVENTS,
                "ends with event %d, its newest checkpoint is about %d".formatted(size - 3, size));
    }

    @Test
    void twoRowsThatWereSwapped() throws Exception {
        var lines = events();
        var first = lines.get(ROW);
        var second = lines.get(ROW + 1);
        lines.set(ROW, number(change(second, at(second), at(first)), ROW + 1));
        lines.set(ROW + 1, number(change(first, at(first), at(second)), ROW + 2));

        requireWrong(
                withEvents(lines),
                "events.jsonl, line ",
                "an event up to here was changed, added, taken away or moved");
    }

    @Test
    void aRowThatWasInserted() throws Exception {
        var lines = events();
        lines.add(ROW, lines.get(ROW));
        renumber(lines, ROW);

        requireWrong(
                withEvents(lines),
                "events.jsonl, line ",
                "an event up to here was changed, added, taken away or moved");
    }

    @Test
    void theWholeDatabaseOfYesterday() throws Exception {
        var dir = folder.resolve("of-yesterday");
        try (var books = Books.open(yesterdaysBooks("put-back"), clock)) {
            home.join(books, begun);
            home.export(books, clock, new ExportRange.All(), dir);
        }

        requireWrong(dir, CHECKPOINT, "the newest ones were taken away");
        home.verifiers(folder, List.of()).requireSound(dir); // nothing else can tell
    }

    @Test
    void aLogThatWasForked() throws Exception {
        var dir = folder.resolve("forked");
        try (var books = Books.open(yesterdaysBooks("fork"), clock)) {
            home.join(books, begun).makeOfIt(4);
            home.export(books, clock, new ExportRange.All(), dir);
        }

        requireWrong(dir, CHECKPOINT, "does not go on from kept.note");
    }

    @Test
    void receiptsThatTwoUnitsExchanged() throws Exception {
        var dir = copy();
        var files = files(dir);
        var units = files.keySet().stream()
                .map(name -> name.substring(0, SerialNumber.LENGTH))
                .distinct()
                .limit(2)
                .toList();
        for (var name : List.copyOf(files.keySet())) {
            if (name.startsWith(units.getFirst() + "/receipt-2.")) {
                var other = name.replace(units.getFirst(), units.getLast());
                files.put(other, files.put(name, files.get(other)));
            }
        }
        seal(dir, files);

        requireWrong(dir, "units/.*/" + units.getFirst() + "/receipt-2", "is a receipt of another unit");
    }

    @Test
    void anOrderThatWasEdited() throws Exception {
        var dir = copy();
        var files = files(dir);
        var name = files.firstKey().replaceFirst("/.*", "/order-1");
        var text = new String(files.get(name + ".dsse.json"), UTF_8);
        var payload = text.replaceAll("(?s).*\"payload\":\"([^\"]*)\".*", "$1");
        var octets = Base64.getDecoder().decode(payload);
        var edited =
                Order.parseFrom(octets).toBuilder().setModel("CP43").build().toByteArray();
        assertThat(edited).hasSameSizeAs(octets);
        var changed = text.replace(payload, Base64.getEncoder().encodeToString(edited));
        files.put(name + ".dsse.json", changed.getBytes(UTF_8));
        var pae = files.get(name + ".pae");
        System.arraycopy(edited, 0, pae, pae.length - edited.length, edited.length);
        seal(dir, files);

        requireWrong(dir, "units/.*/" + name, "is not signed by key");
    }

    @Test
    void aCheckpointThatAnUnknownKeySigned() throws Exception {
        var dir = copy();
        var checkpoint = Checkpoint.parse(
                SignedNote.parse(Files.readAllBytes(dir.resolve(CHECKPOINT))).text());
        home.seal(
                dir,
                CHECKPOINT,
                CheckpointKey.sign(checkpoint, TestKeys.fresh()).octets());

        requireWrong(dir, CHECKPOINT, "is not signed with the key");
    }

    @Test
    void aFileThatWasChangedByWhoeverHasNoKey() throws Exception {
        var dir = copy();
        Files.writeString(
                dir.resolve(EVENTS), Files.readString(dir.resolve(EVENTS)).replace("a7\"", "a8\""));

        requireWrong(dir, EVENTS, "was changed since it was exported");
    }

    private void requireWrong(Path dir, String where, String why) throws Exception {
        home.verifiers(folder, List.of(kept)).requireWrong(dir, where, why);
    }

    private BooksConfig yesterdaysBooks(String name) throws Exception {
        Files.copy(yesterday, folder.resolve(name + ".mv.db"));
        return BooksConfig.h2(folder.resolve(name), VendorHome.STATION);
    }

    private Path copy() throws IOException {
        var dir = folder.resolve("copy" + copies++);
        try (var tree = Files.walk(export)) {
            for (var path : tree.toList()) {
                Files.copy(path, dir.resolve(export.relativize(path).toString()));
            }
        }
        return dir;
    }

    private static SortedMap<String, byte[]> files(Path dir) throws IOException {
        return TestArchive.files(Files.readAllBytes(TestArchive.of(dir).getFirst()));
    }

    private void seal(Path dir, SortedMap<String, byte[]> files) throws Exception {
        var archive = TestArchive.of(dir).getFirst();
        long secondsUtc = TestArchive.secondsUtc(Files.readAllBytes(archive));
        home.seal(dir, dir.relativize(archive).toString(), TestArchive.pack(folder, files, secondsUtc));
    }

    private List<String> events() throws IOException {
        return new ArrayList<>(Files.readAllLines(export.resolve(EVENTS)));
    }

    private Path withEvents(List<String> lines) throws IOException {
        var dir = copy();
        home.seal(dir, EVENTS, (String.join("\n", lines) + "\n").getBytes(UTF_8));
        return dir;
    }

    /// In the fields and in the leaf.
    private static String change(String line, String from, String to) {
        var leaf = leaf(line);
        return withLeaf(line.replace(from, to), leaf, leaf.replace(from, to));
    }

    private static void renumber(List<String> lines, int from) {
        for (int at = from; at < lines.size(); at++) {
            lines.set(at, number(lines.get(at), at + 1));
        }
    }

    private static String number(String line, int sequence) {
        var leaf = leaf(line);
        return withLeaf(
                line.replaceFirst("\"sequence\":\\d+", "\"sequence\":" + sequence),
                leaf,
                leaf.replaceFirst("\tline-4\t\\d+\t", "\tline-4\t" + sequence + "\t"));
    }

    private static String at(String line) {
        return leaf(line).split("\t")[3];
    }

    private static String leaf(String line) {
        return new String(Base64.getDecoder().decode(line.replaceAll(".*\"leaf\":\"([^\"]*)\".*", "$1")), UTF_8);
    }

    private static String withLeaf(String line, String before, String after) {
        var encoder = Base64.getEncoder();
        return line.replace(
                encoder.encodeToString(before.getBytes(UTF_8)), encoder.encodeToString(after.getBytes(UTF_8)));
    }
}
