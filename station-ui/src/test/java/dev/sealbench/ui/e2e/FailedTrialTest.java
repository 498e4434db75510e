package dev.sealbench.ui.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.sealbench.core.EventRecord;
import dev.sealbench.core.Fault;
import dev.sealbench.core.LabelKind;
import dev.sealbench.core.Octets;
import dev.sealbench.core.Outcome;
import dev.sealbench.core.RunListener;
import dev.sealbench.core.ScanBack;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.Step;
import dev.sealbench.core.UnitState;
import dev.sealbench.core.internal.books.OrderFile.Decision;
import dev.sealbench.core.internal.run.Bench;
import dev.sealbench.core.internal.run.Labels;
import dev.sealbench.core.internal.run.Provisioner;
import dev.sealbench.link.Lifecycle;
import dev.sealbench.ui.testkit.Demo;
import dev.sealbench.ui.testkit.Relay;
import dev.sealbench.ui.testkit.TestStation;
import dev.sealbench.ui.testkit.VirtualCharger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/// A unit whose first trial does not prove itself, because a relay on the line spoils the receipt, and what
/// becomes of it and of its credentials. The tests are one story, told in order.
@Tag("e2e")
@ExtendWith(EndToEnd.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FailedTrialTest {

    private static final SerialNumber SERIAL = new SerialNumber(Demo.SERIAL);

    private TestStation station;
    private VirtualCharger charger;
    private final Spoiler spoiler = new Spoiler();
    private Relay relay;
    private Octets voided;
    private byte[] beforeTheEnd;

    @BeforeAll
    void plugIn(Demo demo) throws Exception {
        station = demo.newStation();
        charger = demo.newCharger(station).plugIn();
        relay = Relay.open(station.port(), spoiler);
        station.connect(relay.address());
    }

    @AfterAll
    void pullOut() throws Exception {
        relay.close();
        charger.close();
    }

    @Test
    @Order(1)
    void aTrialThatDoesNotProveItselfIsRevertedByItself() throws Exception {
        spoiler.spoilReceipts(1);
        try (var bench = station.bench()) {
            var outcome = provision(bench, RunListener.silent());

            assertThat(outcome)
                    .asInstanceOf(type(Outcome.UnitRejected.class))
                    .matches(bad -> bad.fault() == Fault.RECEIPT_WRONG && bad.reached() == Step.ATTEST);
            assertThat(outcome.exitCode()).isEqualTo(1);
            assertThat(spoiler.left()).as("receipts that were not spoiled").isZero();
            var books = bench.books();
            assertThat(books.units().find(SERIAL).orElseThrow().state()).isEqualTo(UnitState.REVERTED);
            assertThat(books.events().ofUnit(SERIAL))
                    .anyMatch(event -> event.action().equals("run.failed")
                            && event.result() == EventRecord.Result.REFUSED
                            && event.detail().contains(Fault.RECEIPT_WRONG.toString()));
            var order = books.documents().ofUnit(SERIAL).getFirst();
            assertThat(order.decision().orElseThrow().decision()).isEqualTo(Decision.REVERT);
            assertThat(order.isComplete()).isFalse();
            voided = books.secrets().current(SERIAL).orElseThrow().sealed();
        }
        assertThat(charger.hello().lifecycle()).isEqualTo(Lifecycle.BLANK);
        assertThat(journal()).as("the journal of void credentials").doesNotContain(text(voided));
    }

    @Test
    @Order(2)
    void theUnitThenPassesWithOtherCredentials() throws Exception {
        try (var bench = station.bench()) {
            var outcome = provision(bench, new RunListener() {
                @Override
                public void started(Step step) {
                    // only ends matter here
                }

                @Override
                public void done(Step step, long millis) {
                    beforeTheEnd = step == Step.LABEL ? octets(journalFile()) : beforeTheEnd;
                }
            });

            assertThat(outcome).isInstanceOf(Outcome.Passed.class);
            var secrets = bench.books().secrets();
            assertThat(secrets.current(SERIAL).orElseThrow().generation()).isEqualTo(2);
            assertThat(secrets.find(SERIAL, 1).orElseThrow().sealed()).isEqualTo(voided);
        }
        // among others: the proofs hold for the credentials of generation 2, and for none of generation 1
        assertThat(FinishedUnit.faults(station, charger)).isEmpty();
    }

    @Test
    @Order(3)
    void aFinishedUnitsJournalHoldsNoCredentials() throws Exception {
        assertThat(text(beforeTheEnd)).as("while the run went on").contains(text(live()));

        assertThat(journal()).doesNotContain(text(live()), text(voided));
    }

    @Test
    @Order(4)
    void aJournalThatADeadProcessLeftIsTidiedAtTheNextStart() throws Exception {
        Files.write(journalFile(), beforeTheEnd);
        var live = text(live()); // opens the station

        assertThat(journal()).doesNotContain(live);
        try (var bench = station.bench()) {
            assertThat(bench.journal().peek(SERIAL).isBooked()).isTrue();
            assertThat(bench.journal().peek(SERIAL).decisions()).hasSize(2);
        }
    }

    @Test
    @Order(5)
    void theUnitIsStillFinishedAndItsLabelsArePrintedAgain() throws Exception {
        try (var bench = station.bench()) {
            assertThat(provision(bench, RunListener.silent()))
                    .asInstanceOf(type(Outcome.Refused.class))
                    .matches(refused -> refused.fault() == Fault.SERIAL_FINISHED);
            var labels = new Labels(bench);
            for (var kind : LabelKind.values()) {
                var print = labels.reprint(SERIAL, kind, "smudged", ScanBack.nobody());
                assertThat(labels.file(print))
                        .hasValueSatisfying(file -> assertThat(file).exists());
            }
        }
    }

    private Outcome provision(Bench bench, RunListener listener) {
        var job = new Provisioner.Job(SERIAL.text(), 1, Optional.empty(), Optional.empty());
        return new Provisioner(bench).provision(job, listener);
    }

    private Octets live() throws Exception {
        try (var bench = station.bench()) {
            return bench.books().secrets().current(SERIAL).orElseThrow().sealed();
        }
    }

    private Path journalFile() {
        return station.home().journal().resolve(SERIAL + ".journal");
    }

    private String journal() {
        return text(octets(journalFile()));
    }

    private static byte[] octets(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Octets octets) {
        return text(octets.toBytes());
    }

    private static String text(byte[] octets) {
        return new String(octets, StandardCharsets.ISO_8859_1);
    }
}
