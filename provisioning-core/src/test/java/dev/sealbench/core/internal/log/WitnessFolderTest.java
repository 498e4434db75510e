package dev.sealbench.core.internal.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sealbench.core.internal.document.SigningKey;
import dev.sealbench.core.internal.document.TestKeys;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Station and witness, who meet in a folder only.
class WitnessFolderTest {

    @TempDir
    Path home;

    private final SigningKey vendor = TestKeys.fresh();
    private final StationDouble station = new StationDouble("line-1", vendor, 5);
    private Path shared;
    private Witness witness;
    private WitnessFolder side;

    @BeforeEach
    void open() throws Exception {
        shared = Files.createDirectories(home.resolve("shared"));
        witness = Witness.open(home.resolve("memory"), List.of(vendor.publicKey()), StationDouble.CLOCK);
        side = new WitnessFolder(shared, "line-1", station.key.publicKey(), witness.key());
    }

    @AfterEach
    void close() {
        witness.close();
    }

    @Test
    void theStationAsksAndTheWitnessCosigns() throws Exception {
        assertThat(side.read()).isEqualTo(new WitnessFolder.Said(Optional.empty(), Optional.empty(), false));
        assertThat(ask()).isTrue();
        assertThat(side.read().asked()).isTrue();
        assertThat(answer()).isInstanceOf(WitnessAnswer.Cosigned.class);
        var said = side.read();
        assertThat(said.asked()).isFalse();
        assertThat(said.trouble()).isEmpty();
        assertThat(said.cosigned().orElseThrow().checkpoint()).isEqualTo(station.checkpoint());
        assertThat(said.cosigned().orElseThrow().at()).isEqualTo(StationDouble.NOW);
        assertThat(names()).containsExactly("line-1.cosigned", "line-1.statement");
    }

    @Test
    void whatIsCosignedIsNotAskedAgain() throws Exception {
        ask();
        answer();
        assertThat(ask()).isFalse();
        assertThat(names()).doesNotContain("line-1.request");
        station.grow(1);
        assertThat(ask()).isTrue();
        assertThat(answer()).isInstanceOf(WitnessAnswer.Cosigned.class);
        assertThat(side.read().cosigned().orElseThrow().checkpoint().size()).isEqualTo(6);
    }

    @Test
    void aNewerRequestTakesThePlaceOfOneThatWaits() throws Exception {
        ask();
        station.grow(3);
        ask();
        answer();
        assertThat(side.read().cosigned().orElseThrow().checkpoint().size()).isEqualTo(8);
        assertThat(WitnessRound.answer(witness, shared)).isEmpty();
    }

    @Test
    void anAnswerThatGotLostIsAskedForAgain() throws Exception {
        ask();
        answer();
        Files.delete(shared.resolve("line-1.cosigned"));
        assertThat(ask()).isTrue();
        assertThat(answer()).isInstanceOf(WitnessAnswer.Refused.class);
        assertThat(side.read().trouble().orElseThrow().remembered()).isEqualTo(5);
        assertThat(side.read().trouble().orElseThrow().sentence()).contains("remembers 5 events");
        assertThat(ask()).isTrue();
        assertThat(answer()).isInstanceOf(WitnessAnswer.Cosigned.class);
        assertThat(side.read().trouble()).isEmpty();
    }

    /// Where people write other digits, files have the same ones all the same.
    @Test
    void whatIsWrittenDoesNotDependOnTheCountry() throws Exception {
        var before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        var kept = home.resolve("kept");
        try {
            ask();
            answer();
            Files.move(shared.resolve("line-1.cosigned"), kept);
            ask();
            answer();
        } finally {
            Locale.setDefault(before);
        }
        assertThat(shared.resolve("line-1.refused"))
                .content(StandardCharsets.UTF_8)
                .endsWith("\nsize 5\n");
        Files.move(kept, shared.resolve("line-1.cosigned"));
        assertThat(side.read().cosigned().orElseThrow().at()).isEqualTo(StationDouble.NOW);
    }

    @Test
    void aRequestThatACrashLeftTakenIsNoHindrance() throws Exception {
        ask();
        Files.move(shared.resolve("line-1.request"), shared.resolve("line-1.taken"));
        assertThat(side.read().asked()).isTrue();
        ask();
        assertThat(answer()).isInstanceOf(WitnessAnswer.Cosigned.class);
        assertThat(side.read().asked()).isFalse();
    }

    @Test
    void theLogInHandIsComparedWithWhatWasCosigned() throws Exception {
        ask();
        answer();
        var cosigned = side.read().cosigned().orElseThrow();
        station.grow(2);
        assertThat(WitnessFolder.agrees(cosigned, station.nodes(), 7)).isTrue();
        station.leaves.set(4, Merkle.leaf(new byte[] {1}));
        assertThat(WitnessFolder.agrees(cosigned, station.nodes(), 7)).isFalse();
        station.leaves = Leaves.hashes(4, "line-1");
        assertThat(WitnessFolder.agrees(cosigned, station.nodes(), 4)).isFalse();
    }

    @Test
    void olderBooksThatWerePutBackAreShown() throws Exception {
        ask();
        answer();
        Files.delete(shared.resolve("line-1.cosigned"));
        station.leaves = Leaves.hashes(3, "line-1");
        ask();
        answer();
        assertThat(side.read().trouble().orElseThrow().sentence()).contains("older books were put back");
        assertThat(side.read().trouble().orElseThrow().remembered()).isEqualTo(5);
        assertThat(ask()).isTrue();
    }

    @Test
    void anAnswerThatTheWitnessDidNotSignIsNotBelieved() throws Exception {
        ask();
        Files.write(shared.resolve("line-1.cosigned"), station.note().octets());
        assertThat(side.read().cosigned()).isEmpty();
        assertThat(side.read().trouble().orElseThrow().sentence()).contains("did not cosign");
        answer();
        var other = new WitnessFolder(shared, "line-1", TestKeys.fresh().publicKey(), witness.key());
        assertThat(other.read().cosigned()).isEmpty();
        assertThat(other.read().trouble().orElseThrow().sentence()).contains("is not signed with the key");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no size",
                "a\nsize 05\n",
                "a\nsize -1\n",
                "a\nb\nsize 5\n",
                "\u001b[2Ja\nsize 5\n",
                "a\u202eb\nsize 5\n",
                "size 5\n"
            })
    void aRefusalThatCannotBeReadIsShownAsOne(String text) throws Exception {
        Files.writeString(shared.resolve("line-1.refused"), text);
        assertThat(side.read().trouble())
                .contains(new WitnessFolder.Trouble("the witness refused, and its answer cannot be read", 0));
        assertThat(ask()).isTrue();
        assertThat(answer()).isInstanceOf(WitnessAnswer.Cosigned.class);
    }

    @Test
    void aForgedRefusalDoesNotKeepTheStationFromAsking() throws Exception {
        ask();
        answer();
        station.grow(1);
        Files.writeString(shared.resolve("line-1.refused"), "you have no events\nsize 9223372036854775807\n");
        assertThat(ask()).isTrue();
        assertThat(answer()).isInstanceOf(WitnessAnswer.Cosigned.class);
    }

    @Test
    void linksAreNotFollowed() throws Exception {
        var secret = Files.writeString(home.resolve("secret"), "secret");
        Files.createSymbolicLink(shared.resolve("line-1.request"), secret);
        Files.createSymbolicLink(shared.resolve("line-1.refused.part"), secret);
        Files.createSymbolicLink(shared.resolve("line-1.refused"), secret);
        var refused = (WitnessAnswer.Refused) answer();
        assertThat(refused.sentence()).contains("line-1.taken is no file");
        assertThat(secret).hasContent("secret");
        assertThat(Files.isSymbolicLink(shared.resolve("line-1.refused"))).isFalse();
        Files.createSymbolicLink(shared.resolve("line-1.cosigned"), secret);
        assertThat(side.read().cosigned()).isEmpty();
        assertThat(side.read().trouble().orElseThrow().sentence()).contains("no file");
    }

    @Test
    void oneStationsTroubleIsNotAnothers() throws Exception {
        Files.createDirectories(shared.resolve("a.request/full"));
        Files.createDirectories(shared.resolve("a.taken/full"));
        Files.write(shared.resolve("b.request"), new byte[4 << 20]);
        Files.writeString(shared.resolve("-.request"), "no station");
        Files.writeString(shared.resolve("x".repeat(33) + ".request"), "no station");
        ask();
        var answers = WitnessRound.answer(witness, shared);
        assertThat(answers).extracting(WitnessAnswer::station).containsExactly("a", "b", "line-1");
        assertThat(answers.get(0)).isInstanceOf(WitnessAnswer.Refused.class);
        assertThat(((WitnessAnswer.Refused) answers.get(1)).sentence()).contains("b.taken is longer than");
        assertThat(answers.get(2)).isInstanceOf(WitnessAnswer.Cosigned.class);
        assertThat(shared.resolve("b.refused")).content(StandardCharsets.UTF_8).endsWith("\nsize 0\n");
    }

    @Test
    void aFolderThatIsAwayIsSaid() {
        assertThatThrownBy(() -> WitnessRound.answer(witness, home.resolve("nowhere")))
                .hasMessageContaining("no such folder");
    }

    private boolean ask() throws Exception {
        return side.ask(station.statement(), station.note(), station.nodes());
    }

    private WitnessAnswer answer() throws Exception {
        var answers = WitnessRound.answer(witness, shared);
        assertThat(answers).hasSize(1);
        return answers.getFirst();
    }

    private List<String> names() throws Exception {
        try (var files = Files.list(shared)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
