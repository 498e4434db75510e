package dev.sealbench.core.internal.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.internal.document.SigningKey;
import dev.sealbench.core.internal.document.TestKeys;
import dev.sealbench.core.internal.document.Validity;
import dev.sealbench.core.internal.log.NoteRefused.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WitnessTest {

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
    void aLogThatOnlyGrowsIsCosignedAgainAndAgain() throws Exception {
        long remembered = 0;
        for (int events : new int[] {0, 3, 0, 1, 60}) {
            station.grow(events);
            var answer = (WitnessAnswer.Cosigned) ask(remembered);
            assertThat(witness.key().cosigned(answer.note())).isEqualTo(StationDouble.NOW);
            assertThat(CheckpointKey.open(answer.note(), station.origin(), station.key.publicKey()))
                    .isEqualTo(station.checkpoint());
            remembered = station.leaves.size();
            assertThat(witness.remembered("line-1")).isEqualTo(remembered);
        }
    }

    @Test
    void aNewLogMayBeginEmpty() throws Exception {
        station.leaves = Leaves.hashes(0);
        assertThat(ask(0)).isInstanceOf(WitnessAnswer.Cosigned.class);
        station.grow(2);
        assertThat(ask(0)).isInstanceOf(WitnessAnswer.Cosigned.class);
    }

    @Test
    void aRequestFromAnotherSizeIsToldTheRememberedOne() throws Exception {
        ask(0);
        station.grow(3);
        for (int old : new int[] {0, 4, 6, 8}) {
            assertThat(refused(old, Reason.CONFLICT).remembered()).isEqualTo(5);
        }
    }

    @Test
    void olderBooksThatWerePutBackAreNoticed() throws Exception {
        ask(0);
        station.leaves = Leaves.hashes(4, "line-1");
        assertThat(refused(4, Reason.CONFLICT).sentence()).contains("older books were put back");
        assertThat(refused(0, Reason.CONFLICT).remembered()).isEqualTo(5);
    }

    @Test
    void aHistoryInWhichAnEventWasChangedIsNotCosigned() throws Exception {
        ask(0);
        station.grow(3);
        station.leaves.set(2, Merkle.leaf(new byte[] {1}));
        refused(5, Reason.BAD_PROOF);
    }

    @Test
    void aProofThatIsMissingWrongOrTooLongIsRefused() throws Exception {
        ask(0);
        station.grow(3);
        var proof = Merkle.consistency(station.nodes(), 5, 8);
        for (var wrong :
                List.of(List.<byte[]>of(), proof.subList(1, proof.size()), proof.reversed(), List.of(new byte[32]))) {
            var request = new WitnessRequest(5, wrong, station.note()).octets();
            assertRefused(witness.answer("line-1", station.statement(), request), Reason.BAD_PROOF);
        }
        station.leaves = Leaves.hashes(5, "line-1");
        var surplus = new WitnessRequest(5, proof, station.note()).octets();
        assertRefused(witness.answer("line-1", station.statement(), surplus), Reason.BAD_PROOF);
    }

    @Test
    void anOldSizeLargerThanTheCheckpointsIsRefused() throws Exception {
        var request = new WitnessRequest(6, List.of(), station.note()).octets();
        assertRefused(witness.answer("line-1", station.statement(), request), Reason.MALFORMED);
    }

    @Test
    void twoTreesOfOneSizeAreAForkThatIsNeverForgotten() throws Exception {
        ask(0);
        var first = station.note();
        station.leaves.set(2, Merkle.leaf(new byte[] {1}));
        refused(5, Reason.FORK);
        station.leaves = Leaves.hashes(6, "line-1");
        refused(5, Reason.FORK);
        witness.close();
        open();
        refused(5, Reason.FORK);
        var evidence = memory().values().stream()
                .filter(content -> content.startsWith("sealbench/line-1\n5\n"))
                .toList();
        assertThat(evidence).hasSize(2).doesNotHaveDuplicates();
        for (var note : evidence) {
            CheckpointKey.open(note.getBytes(StandardCharsets.UTF_8), station.origin(), station.key.publicKey());
        }
        assertThat(evidence).anyMatch(note -> note.startsWith(first.text()));
    }

    @Test
    void aForkIsSeenWhateverSizeTheRequestBeginsAt() throws Exception {
        ask(0);
        station.leaves.set(0, Merkle.leaf(new byte[] {1}));
        refused(0, Reason.FORK);
    }

    @Test
    void aForgedForkBlamesNobody() throws Exception {
        ask(0);
        var liar = new StationDouble("line-1", vendor, 4);
        liar.grow(1);
        liar.leaves.set(0, Merkle.leaf(new byte[] {1}));
        var answer = witness.answer("line-1", station.statement(), liar.request(0));
        assertRefused(answer, Reason.UNKNOWN_KEY);
        station.grow(1);
        assertThat(ask(5)).isInstanceOf(WitnessAnswer.Cosigned.class);
    }

    @Test
    void onlyAStatementOfATrustedVendorThatHoldsTodaySaysWhichKeyAStationHas() throws Exception {
        var past = new Validity(StationDouble.TODAY.minusYears(2), StationDouble.TODAY.minusDays(1));
        var future = new Validity(StationDouble.TODAY.plusDays(1), StationDouble.TODAY.plusYears(1));
        var other = new StationDouble("line-2", vendor, 5);
        for (var statement : List.of(
                new byte[0],
                new byte[] {1, 2, 3},
                station.statement(TestKeys.fresh(), new Validity(past.notBefore(), future.notAfter())),
                station.statement(station.key, new Validity(past.notBefore(), future.notAfter())),
                station.statement(vendor, past),
                station.statement(vendor, future),
                other.statement())) {
            assertRefused(witness.answer("line-1", statement, station.request(0)), Reason.UNKNOWN_LOG);
        }
        assertThat(witness.remembered("line-1")).isZero();
    }

    @Test
    void anotherStationsKeyDoesNotServe() throws Exception {
        var other = new StationDouble("line-2", vendor, 5);
        assertRefused(witness.answer("line-1", station.statement(), other.request(0)), Reason.OTHER_LOG);
        assertRefused(witness.answer("line-2", station.statement(), other.request(0)), Reason.UNKNOWN_LOG);
        var imitation = CheckpointKey.sign(station.checkpoint(), other.key);
        var request = new WitnessRequest(0, List.of(), imitation).octets();
        assertRefused(witness.answer("line-1", station.statement(), request), Reason.UNKNOWN_KEY);
    }

    @Test
    void logsAreRememberedApart() throws Exception {
        var other = new StationDouble("line-2", vendor, 7);
        ask(0);
        witness.answer("line-2", other.statement(), other.request(0));
        assertThat(witness.remembered("line-1")).isEqualTo(5);
        assertThat(witness.remembered("line-2")).isEqualTo(7);
    }

    static List<byte[]> hostile() {
        var good = new StationDouble("line-1", TestKeys.fresh(), 5);
        var request = new String(good.request(0), StandardCharsets.UTF_8);
        var hash = NoteText.base64(Merkle.empty()) + "\n";
        return Stream.of(
                        "",
                        "old",
                        "old 0",
                        "old 0\n",
                        "old 0\n\n",
                        request.replace("old 0", "old 00"),
                        request.replace("old 0", "old -1"),
                        request.replace("old 0", "old 9223372036854775808"),
                        request.replace("old 0", "old"),
                        request.replace("old 0", "OLD 0"),
                        request.replace("old 0", "old  0"),
                        request.replace("old 0\n", "old 0\n" + "A".repeat(44) + "\n"),
                        request.replace("old 0\n", "old 0\n" + hash.repeat(64)),
                        request.replace("old 0\n", "old 0\n" + hash.repeat(64_000)),
                        request.replace("\n", "\r\n"),
                        request + "x",
                        request.substring(1),
                        "\u0000".repeat(4 << 20),
                        "old 0\n\n" + "x".repeat(4 << 20))
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void hostileRequestsChangeNothing(byte[] request) throws Exception {
        ask(0);
        var before = memory();
        assertRefused(witness.answer("line-1", station.statement(), request), Reason.MALFORMED);
        assertThat(memory()).isEqualTo(before);
    }

    private WitnessAnswer ask(long oldSize) throws LogException {
        return witness.answer("line-1", station.statement(), station.request(Math.min(oldSize, station.leaves.size())));
    }

    private WitnessAnswer.Refused refused(long oldSize, Reason reason) throws LogException {
        return assertRefused(ask(oldSize), reason);
    }

    private static WitnessAnswer.Refused assertRefused(WitnessAnswer answer, Reason reason) {
        assertThat(answer).isInstanceOf(WitnessAnswer.Refused.class);
        var refused = (WitnessAnswer.Refused) answer;
        assertThat(refused.reason()).as(refused.sentence()).isEqualTo(reason);
        assertThat(refused.sentence()).doesNotContain("\n").hasSizeLessThan(400);
        return refused;
    }

    private TreeMap<String, String> memory() throws IOException {
        var all = new TreeMap<String, String>();
        for (var file : files("*")) {
            all.put(file.getFileName().toString(), Files.readString(file));
        }
        return all;
    }

    private List<Path> files(String glob) throws IOException {
        try (var files = Files.newDirectoryStream(folder.resolve("memory"), glob)) {
            var list = new ArrayList<Path>();
            files.forEach(list::add);
            return list;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
