package dev.sealbench.core.internal.verify;

import dev.sealbench.core.EventRecord;
import dev.sealbench.core.internal.log.EventLeaf;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A station that lies about times: leaves, tree and manifest all agree with a time that no clock has shown.
class ImpossibleTimeTest {

    @TempDir
    Path folder;

    private TestBooks books;
    private BothVerifiers verifiers;
    private Path dir;

    @BeforeEach
    void makeBooks() throws Exception {
        books = TestBooks.of(1);
        verifiers = new BothVerifiers(folder, books.vendor.keys(), books.vendor.trustFile(), List.of());
        dir = folder.resolve("export");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-13-01T08:00:00.000000Z",
                "2027-02-30T08:00:00.000000Z",
                "2027-02-29T08:00:00.000000Z",
                "2026-11-31T08:00:00.000000Z",
                "2026-11-30T24:00:00.000000Z",
                "2026-11-30T08:60:00.000000Z",
                "2026-12-31T23:59:60.000000Z"
            })
    void bothVerifiersNameAnEventAtATimeThatThereIsNot(String time) throws Exception {
        var last = books.log.events.getLast();
        var event = Edits.copy(last, last.sequence() + 1, "PASSED at RELEASE");
        var leaf = forged(EventLeaf.of(event), event, time);
        books.log.appendAs(event, leaf);
        books.log.sign(books.vendor.station);
        books.export(dir);
        var file = dir.resolve("events.jsonl");
        var encoder = Base64.getEncoder();
        var text = Files.readString(file)
                .replace(encoder.encodeToString(EventLeaf.of(event)), encoder.encodeToString(leaf));
        int at = text.lastIndexOf(EventLeaf.time(event.at()));
        books.seal(
                dir,
                file,
                (text.substring(0, at) + time + text.substring(at + time.length())).getBytes(StandardCharsets.UTF_8));

        verifiers.requireWrong(
                dir,
                "events.jsonl, line %d".formatted(event.sequence()),
                "log line-4: event %d happened at %s, which is no time".formatted(event.sequence(), time));
    }

    private static byte[] forged(byte[] leaf, EventRecord event, String time) {
        return new String(leaf, StandardCharsets.UTF_8)
                .replace(EventLeaf.time(event.at()), time)
                .getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2027-02-30T08:00:00.000000Z",
                "2026-11-27T08:00:00Z",
                "yesterday",
                "1969-12-31T23:59:59.000000Z", // no archive can say these
                "2242-03-16T12:56:32.000000Z",
                "9999-12-31T23:59:59.000000Z"
            })
    void bothVerifiersNameAnExportThatWasMadeAtNoTime(String time) throws Exception {
        books.export(dir);
        var text = Files.readString(dir.resolve("manifest.json"));
        books.sealManifest(
                dir, text.replaceFirst("\"createdUtc\":\"[^\"]*\"", "\"createdUtc\":\"%s\"".formatted(time)));

        verifiers.requireWrong(dir, "manifest.json", "does not say when it was made");
    }
}
