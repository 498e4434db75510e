package dev.sealbench.core.internal.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sealbench.core.internal.document.SigningKey;
import dev.sealbench.core.internal.document.TestKeys;
import dev.sealbench.core.internal.journal.JavaProcess;
import dev.sealbench.core.internal.journal.Trace;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a witness keeps on its disk.
class WitnessMemoryTest {

    @TempDir
    Path folder;

    private final SigningKey vendor = TestKeys.fresh();
    private final StationDouble station = new StationDouble("line-1", vendor, 5);
    private Witness witness;

    @BeforeEach
    void open() throws Exception {
        witness = Witness.open(folder.resolve("memory"), List.of(vendor.publicKey()), StationDouble.CLOCK);
    }

    @AfterEach
    void close() {
        witness.close();
    }

    @Test
    void whatIsRememberedIsStillThereAfterARestart() throws Exception {
        ask(0);
        var key = witness.key();
        witness.close();
        open();
        assertThat(witness.key()).isEqualTo(key);
        station.grow(1);
        var refused = (WitnessAnswer.Refused) ask(0);
        assertThat(refused.sentence()).contains("remembers 5 events", "begins at 0");
        assertThat(ask(5)).isInstanceOf(WitnessAnswer.Cosigned.class);
    }

    @Test
    void aSecondWitnessOnTheSameMemoryIsRefused() {
        assertThatThrownBy(() -> Witness.open(folder.resolve("memory"), List.of(), Clock.systemUTC()))
                .hasMessageContaining("another witness works with this memory");
    }

    @Test
    void aDamagedMemoryIsNoEmptyOne() throws Exception {
        ask(0);
        var note = note();
        var content = Files.readString(note);
        for (var damaged : List.of(
                "", "x", content.replace("\n5\n", "\n4\n"), content.replace("line-1", "line-2"), "x".repeat(2 << 20))) {
            Files.writeString(note, damaged);
            assertThatThrownBy(() -> ask(0)).hasMessageContaining("what the witness remembers of sealbench/line-1");
        }
        Files.writeString(note, content);
        station.grow(1);
        assertThat(ask(5)).isInstanceOf(WitnessAnswer.Cosigned.class);
    }

    @Test
    void aClockThatWentBackSignsNothing() throws Exception {
        ask(0);
        witness.close();
        var before = Files.readString(note());
        var early = Clock.offset(StationDouble.CLOCK, Duration.ofSeconds(-1));
        witness = Witness.open(folder.resolve("memory"), List.of(vendor.publicKey()), early);
        station.grow(1);
        assertThatThrownBy(() -> ask(5)).hasMessageContaining("the clock of the witness is earlier");
        assertThat(note()).hasContent(before);
        witness.close();
        open();
        assertThat(ask(5)).isInstanceOf(WitnessAnswer.Cosigned.class);
    }

    @Test
    void aLostOrDamagedKeyIsNotReplaced() throws Exception {
        ask(0);
        witness.close();
        var key = folder.resolve("memory/witness.key");
        var content = Files.readString(key);
        Files.writeString(key, content.replace("PUBLIC", "SECRET"));
        assertThatThrownBy(this::open).hasMessageContaining("key is damaged");
        Files.delete(key);
        assertThatThrownBy(this::open).hasMessageContaining("key is gone");
    }

    @Test
    void nobodyElseMayReadMemoryOrKey() throws Exception {
        var memory = folder.resolve("memory");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(memory)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(memory.resolve("witness.key"))))
                .isEqualTo("rw-------");
        witness.close();
        Files.setPosixFilePermissions(memory.resolve("witness.key"), PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(this::open).hasMessageContaining("others than its owner");
        Files.setPosixFilePermissions(memory.resolve("witness.key"), PosixFilePermissions.fromString("rw-------"));
        Files.setPosixFilePermissions(memory, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThatThrownBy(this::open).hasMessageContaining("others than its owner");
    }

    @Test
    void aSecondProcessIsRefusedToo() throws Exception {
        var other = JavaProcess.start(Opener.class, folder.resolve("memory").toString());
        var said = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(other.waitFor()).isZero();
        assertThat(said).contains("another witness works with this memory");
    }

    @Test
    void keyAndCheckpointAreOnTheDiskBeforeTheAnswerIs() throws Exception {
        var trace = Trace.of(folder, Opener.class, folder.resolve("fresh").toString(), "ask");
        var calls = trace.aboutAny("fresh", "ANSWER");
        int key = synced(calls, "witness.key");
        int note = synced(calls, ".note");
        int answer = indexOf(calls, 0, "write(1", "ANSWER");
        assertThat(List.of(key, note, answer)).isSorted().doesNotContain(-1);
    }

    /// Where the file was written, synchronised, renamed, and its folder synchronised, in this order.
    private static int synced(List<String> calls, String file) {
        int written = indexOf(calls, 0, "write", file + ".new>");
        int synced = indexOf(calls, written, "sync(", file + ".new>");
        int renamed = indexOf(calls, synced, "rename", file + ".new\"");
        return written < 0 || synced < 0 || renamed < 0 ? -1 : indexOf(calls, renamed, "fsync(", "fresh>");
    }

    private static int indexOf(List<String> calls, int from, String call, String about) {
        for (int at = Math.max(from, 0); at < calls.size(); at++) {
            if (calls.get(at).contains(call) && calls.get(at).contains(about)) {
                return at;
            }
        }
        return -1;
    }

    /// Another process: opens the memory, and asks once when told to.
    static final class Opener {

        private Opener() {}

        static void main(String[] arguments) throws Exception {
            var station = new StationDouble("line-1", TestKeys.fresh(), 5);
            try (var witness =
                    Witness.open(Path.of(arguments[0]), List.of(station.vendor.publicKey()), StationDouble.CLOCK)) {
                var answer = witness.answer("line-1", station.statement(), station.request(0));
                System.out.println("ANSWER " + answer.getClass().getSimpleName());
            } catch (LogException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    private WitnessAnswer ask(long oldSize) throws LogException {
        return witness.answer("line-1", station.statement(), station.request(oldSize));
    }

    private Path note() throws Exception {
        try (var files = Files.newDirectoryStream(folder.resolve("memory"), "*.note")) {
            return files.iterator().next();
        }
    }
}
