package dev.sealbench.core.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sealbench.core.internal.document.TestFiles;
import dev.sealbench.core.release.LmsStateException.Reason;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LmsLedgerTest {

    private static final byte[] KEY = new byte[56];
    private static final byte[] DIGEST = new byte[32];

    @TempDir
    private Path folder;

    private KeyPlace place;

    @BeforeEach
    void makeLedger() throws IOException {
        place = KeyPlace.in(folder.resolve("keys"));
        Files.createDirectories(place.folder());
        LmsLedger.create(place, KEY, new SecureRandom());
    }

    @Test
    void indicesGoOnAfterTheLedgerWasClosed() throws Exception {
        assertThat(reserve(3)).containsExactly(0, 1, 2);
        assertThat(reserve(2)).containsExactly(3, 4);
        try (var ledger = open()) {
            assertThat(ledger.signaturesLeft()).isEqualTo(1_019);
        }
    }

    @Test
    void theLastIndexIs1023() throws Exception {
        try (var ledger = open()) {
            for (int i = 0; i < 1_024; i++) {
                assertThat(ledger.reserve(DIGEST)).isEqualTo(i);
            }
            assertReason(Reason.EXHAUSTED, () -> ledger.reserve(DIGEST));
        }
        try (var ledger = open()) {
            assertThat(ledger.signaturesLeft()).isZero();
            assertReason(Reason.EXHAUSTED, () -> ledger.reserve(DIGEST));
        }
    }

    @Test
    void aProcessThatIsKilledBetweenReservationAndSignatureHasUsedItsIndex() throws Exception {
        reserve(2);
        for (int killed = 2; killed < 4; killed++) {
            var ran = runThatIsKilled();
            assertThat(ran.output()).isEqualTo("reserved " + killed + "\n");
            assertThat(ran.exitCode()).isEqualTo(128 + 9);
        }
        assertThat(reserve(1)).containsExactly(4);
    }

    @Test
    void theReservationIsOnTheDiskBeforeItIsUsed() throws Exception {
        var trace = folder.resolve("trace");
        var command = new ArrayList<>(
                List.of("strace", "-f", "-y", "-e", "trace=fsync,fdatasync,write,rename", "-o", trace.toString()));
        command.addAll(killedProcess());
        TestFiles.run(folder, command.toArray(String[]::new));
        var calls = Files.readAllLines(trace);
        int used = indexOf(calls, "write(1", "reserved 0");
        var before = calls.subList(0, used);
        assertThat(before).anyMatch(call -> call.contains("sync(") && call.contains("lms.ledger"));
        int anchor = indexOf(before, "rename(", ".anchor.new");
        assertThat(before.subList(0, anchor)).anyMatch(call -> call.contains("sync(") && call.contains(".anchor.new"));
        assertThat(before.subList(anchor, used)).anyMatch(call -> call.contains("sync(") && call.contains(".anchor>"));
    }

    @Test
    void anEntryThatWasTornCountsAsUsed() throws Exception {
        reserve(2);
        try (var file = new RandomAccessFile(place.ledger().toFile(), "rw")) {
            file.seek(file.length());
            file.write(new byte[10]);
        }
        assertThat(reserve(1)).containsExactly(3);
        assertThat(reserve(1)).containsExactly(4);
    }

    @Test
    void anEntryOfTheRightLengthThatNeverReachedTheDiskCountsAsUsed() throws Exception {
        reserve(2);
        try (var file = new RandomAccessFile(place.ledger().toFile(), "rw")) {
            file.seek(file.length());
            file.write(new byte[LmsLedger.ENTRY_BYTES]);
        }
        assertThat(reserve(1)).containsExactly(3);
    }

    @Test
    void aCrashBeforeTheAnchorIsMended() throws Exception {
        reserve(1);
        var before = Files.readAllBytes(anchor());
        reserve(1);
        Files.write(anchor(), before);
        assertThat(reserve(1)).containsExactly(2);
    }

    @Test
    void anOlderLedgerWrittenBackIntoTheSameFileIsRefused() throws Exception {
        reserve(1);
        var older = Files.readAllBytes(place.ledger());
        reserve(1);
        Files.write(place.ledger(), older);
        assertReason(Reason.OLDER, this::open);
    }

    @Test
    void anAnchorThatIsMoreThanOneEntryBehindIsRefused() throws Exception {
        var older = Files.readAllBytes(anchor());
        reserve(2);
        Files.write(anchor(), older);
        assertReason(Reason.ANCHOR, this::open);
    }

    @Test
    void aCopyOfTheFolderIsRefused() throws Exception {
        reserve(1);
        var copy = KeyPlace.in(folder.resolve("copy"));
        Files.createDirectories(copy.folder());
        Files.createDirectories(copy.anchorFolder());
        Files.copy(place.ledger(), copy.ledger(), StandardCopyOption.COPY_ATTRIBUTES);
        Files.copy(anchor(), copy.anchorFolder().resolve(anchor().getFileName()));
        assertReason(Reason.COPIED, () -> LmsLedger.open(copy, KEY, TestRelease.TODAY));
        assertThat(reserve(1)).containsExactly(1);
    }

    @Test
    void aLedgerThatWasDeletedAndRestoredIsRefused() throws Exception {
        reserve(1);
        var content = Files.readAllBytes(place.ledger());
        Files.delete(place.ledger());
        Files.write(place.ledger(), content);
        assertReason(Reason.COPIED, this::open);
    }

    @Test
    void withoutItsAnchorOrWithADamagedOneTheLedgerIsRefused() throws Exception {
        var good = Files.readAllBytes(anchor());
        good[good.length - 1] ^= 1;
        Files.write(anchor(), good);
        assertReason(Reason.DAMAGED, this::open);
        Files.write(anchor(), new byte[3]);
        assertReason(Reason.DAMAGED, this::open);
        Files.delete(anchor());
        assertReason(Reason.ANCHOR, this::open);
    }

    @Test
    void aChangedOctetAnywhereInTheLedgerIsRefused() throws Exception {
        reserve(2);
        var good = Files.readAllBytes(place.ledger());
        for (int at = 0; at < good.length; at++) {
            var changed = good.clone();
            changed[at] ^= 1;
            Files.write(place.ledger(), changed);
            assertReason(Reason.DAMAGED, Reason.OLDER, this::open);
        }
        Files.write(place.ledger(), good);
        assertThat(reserve(1)).containsExactly(2);
    }

    @Test
    void theLedgerOfAnotherKeyIsRefused() {
        var other = KEY.clone();
        other[55] = 1;
        assertReason(Reason.DAMAGED, () -> LmsLedger.open(place, other, TestRelease.TODAY));
    }

    @Test
    void onlyOneAtATimeHasTheLedgerOpen() throws Exception {
        try (var ledger = open()) {
            assertReason(Reason.IN_USE, this::open);
            assertThat(ledger.next()).isZero();
        }
        assertThat(reserve(1)).containsExactly(0);
    }

    @Test
    void theAnchorIsNeverBesideTheKeys() {
        assertThatThrownBy(() -> new KeyPlace(folder, folder.resolve("anchor")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private LmsLedger open() throws IOException, LmsStateException {
        return LmsLedger.open(place, KEY, TestRelease.TODAY);
    }

    private List<Integer> reserve(int count) throws IOException, LmsStateException {
        var indices = new ArrayList<Integer>();
        try (var ledger = open()) {
            for (int i = 0; i < count; i++) {
                indices.add(ledger.reserve(DIGEST));
            }
        }
        return indices;
    }

    private Path anchor() throws IOException {
        try (var files = Files.list(place.anchorFolder())) {
            return files.findFirst().orElseThrow();
        }
    }

    private TestFiles.Ran runThatIsKilled() throws Exception {
        return TestFiles.run(folder, killedProcess().toArray(String[]::new));
    }

    private List<String> killedProcess() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ReserveAndDie.class.getName(),
                place.folder().toString());
    }

    private static int indexOf(List<String> calls, String name, String text) {
        for (int i = 0; i < calls.size(); i++) {
            if (calls.get(i).contains(name) && calls.get(i).contains(text)) {
                return i;
            }
        }
        throw new AssertionError("no " + name + " with " + text + " in " + calls);
    }

    private static void assertReason(Reason reason, ThrowingCallable call) {
        assertReason(reason, reason, call);
    }

    private static void assertReason(Reason reason, Reason orReason, ThrowingCallable call) {
        var refused = catchThrowableOfType(LmsStateException.class, call);
        assertThat(refused).isNotNull();
        assertThat(refused.reason()).isIn(reason, orReason);
    }
}
