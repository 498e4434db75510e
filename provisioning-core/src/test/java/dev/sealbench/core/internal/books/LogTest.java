package dev.sealbench.core.internal.books;

import static dev.sealbench.core.internal.books.Samples.AUTHOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatObject;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.entry;

import dev.sealbench.core.EventRecord;
import dev.sealbench.core.LabelKind;
import dev.sealbench.core.RunRecord;
import dev.sealbench.core.RunResult;
import dev.sealbench.core.UnitState;
import dev.sealbench.core.internal.run.EventsAhead;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LogTest extends BooksContract {

    @Test
    void logsAreReadAPageAtATimeOneAfterTheOther() throws Exception {
        try (var other = Books.open(server().config("line-0"), clock)) {
            for (int i = 1; i <= 3; i++) {
                books.events().append(refused("here " + i), AUTHOR);
                other.events().append(refused("there " + i), AUTHOR);
            }
            Books.open(server().config("line-2"), clock).close(); // has a log without events
        }
        assertThat(books.events().sizes())
                .containsExactly(entry("line-0", 3L), entry(STATION, 3L), entry("line-2", 0L));
        var sizes = new TreeMap<>(Map.of("line-0", 3L, STATION, 2L, "line-2", 0L));
        for (int page = 1; page <= 4; page++) {
            try (var read = EventsAhead.of(books.events(), sizes, page)) {
                assertThat(read.map(EventRecord::detail))
                        .containsExactly("there 1", "there 2", "there 3", "here 1", "here 2");
            }
        }
    }

    @Test
    void logsThatCannotBeReadEndTheirReader() throws Exception {
        books.events().append(refused("here"), AUTHOR);
        try (var read = EventsAhead.of(books.events(), new TreeMap<>(Map.of(STATION, 1L)), 1)) {
            books.close();
            assertThatThrownBy(read::toList).isInstanceOf(UncheckedIOException.class);
        }
    }

    @Test
    void everyChangeLeavesALineThatSaysWhoDidWhat() throws Exception {
        openWorkOrder(5);
        scan(FIRST);

        var event = books.events().ofUnit(FIRST).getFirst();

        assertThat(event.station()).isEqualTo(STATION);
        assertThat(event.person()).isEqualTo("op-7");
        assertThat(event.versions()).isEqualTo("sealbench 0.1.0");
        assertThat(event.action()).isEqualTo("unit.scanned");
        assertThat(event.at()).isEqualTo(clock.instant());
        assertThat(event.result()).isEqualTo(EventRecord.Result.OK);
        assertThat(books.events().last()).contains(event);
    }

    @Test
    void numbersHaveNoGapsWhateverFailsBetween() throws Exception {
        openWorkOrder(2);
        var calls = new ArrayList<Callable<Boolean>>();
        for (var serial : SERIALS.subList(0, 10)) {
            calls.add(() -> {
                try {
                    scan(serial);
                    return true;
                } catch (BooksRefused e) {
                    books.events().append(refused("scan of " + serial), AUTHOR);
                    return false;
                }
            });
        }
        try (var threads = Executors.newFixedThreadPool(5)) {
            for (var call : threads.invokeAll(calls)) {
                call.get();
            }
        }

        var sequences = new ArrayList<Long>();
        books.events().forEach(STATION, 1, event -> sequences.add(event.sequence()));
        assertThat(sequences)
                .hasSize(4 + 10)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 14).boxed().toList());
    }

    @Test
    void everyStationHasItsOwnLog() throws Exception {
        openWorkOrder(2);
        try (var other = Books.open(server().config("line-2"), clock)) {
            assertThat(other.events().last()).isEmpty();
            other.events().append(refused("x"), AUTHOR);
            assertThat(other.events().last().orElseThrow().sequence()).isEqualTo(1);
            assertThat(other.events().stations()).containsExactly(STATION, "line-2");
        }
    }

    @Test
    void aClockThatWentBackStopsTheStation() throws Exception {
        openWorkOrder(2);
        var before = clock.instant();
        clock.advance(Duration.ofSeconds(-3));

        var stopped = catchThrowableOfType(ClockWentBack.class, () -> scan(FIRST));

        assertThat(stopped).isNotNull();
        assertThat(stopped.lastEvent()).isEqualTo(before);
        assertThat(stopped.now()).isEqualTo(clock.instant());
        assertThat(books.units().find(FIRST)).isEmpty();
    }

    @Test
    void aClockThatWasSetBackALittleRepeatsTheTimeBefore() throws Exception {
        openWorkOrder(2);
        var before = clock.instant();
        clock.advance(Duration.ofMillis(-1500));

        scan(FIRST);

        assertThat(books.events().last().orElseThrow().at()).isEqualTo(before);
    }

    @Test
    void detailsAreCutAndCleaned() throws Exception {
        var event = books.events().append(refused("a\nb" + "x".repeat(600)), AUTHOR);

        assertThat(event.detail()).hasSize(512).startsWith("a b");
        assertThat(books.events().last()).contains(event);
        assertThatIllegalArgumentException().isThrownBy(() -> refusedAction("Unit Locked"));
    }

    @Test
    void whatHappenedIsNeverChangedOrDeleted() throws Exception {
        openWorkOrder(2);
        record(FIRST, "one");
        books.labels().begin(FIRST, LabelKind.PLATE, "", AUTHOR);
        books.labels().begin(FIRST, LabelKind.PLATE, "torn", AUTHOR);
        books.templates().add(LabelKind.PLATE, "{}", AUTHOR);
        books.templates().assign("WO-1", "plate-1", AUTHOR);
        for (long event = events(); event < 256; event++) {
            books.events().append(refused("fills a tile"), AUTHOR);
        }
        books.log().signWith(Optional.of(new LogSealer() {
            @Override
            public Optional<byte[]> sign(long size, byte[] root) {
                return Optional.of(root);
            }

            @Override
            public void sealed(long size, byte[] note) {}
        }));
        books.log().seal();
        books.papers().enrol(Samples.octets("statement"), AUTHOR);
        books.papers().certify(Samples.octets("certificate"), AUTHOR);
        for (var table : new String[] {
            "event",
            "unit",
            "unit_state",
            "order_document",
            "decision_document",
            "receipt_document",
            "fingerprint",
            "chip_binding",
            "label_print",
            "label_void",
            "label_template",
            "work_order_label",
            "work_order",
            "customer_key_pair",
            "firmware_release",
            "certification",
            "log_tile",
            "log_checkpoint",
            "station_statement",
            "device_ca"
        }) {
            assertChangeRefused("DELETE FROM " + table);
            assertChangeRefused("UPDATE " + table + " SET " + column(table) + " = " + column(table));
        }
        assertChangeRefused("DELETE FROM unit_secret");
        assertChangeRefused("DELETE FROM station");
    }

    @Test
    void runsBeginAndEndOnce() throws Exception {
        openWorkOrder(2);
        scan(FIRST);
        var id = UUID.fromString("01939f2e-79b0-7cc3-98c4-dc0c0c07398f");
        var run = new RunRecord(id, FIRST, STATION, 3, "op-7", "sealbench 0.1.0", clock.instant(), Optional.empty());
        var end = new RunRecord.RunEnd(
                clock.instant().plusSeconds(60), RunResult.UNIT_REJECTED, UnitState.BURNED, 301, "no answer");
        books.runs().open(run, AUTHOR);
        books.runs().open(run, AUTHOR);
        assertThat(books.runs().unfinished()).containsExactly(run);
        books.runs().close(id, end, AUTHOR);
        books.runs().close(id, end, AUTHOR);

        assertThat(books.runs().unfinished()).isEmpty();
        assertThat(books.runs().find(id).orElseThrow().end()).contains(end);
        assertThat(books.runs().ofUnit(FIRST)).hasSize(1);
        assertThat(books.events().ofUnit(FIRST))
                .extracting(EventRecord::action)
                .containsExactly("unit.scanned", "run.opened", "run.closed");
        assertThat(books.events().last().orElseThrow().run()).contains(id);
        var stranger = UUID.fromString("01939f2e-79b0-7cc3-98c4-dc0c0c073990");
        assertRefused(() -> books.runs().close(stranger, end, AUTHOR), new Refusal.NotFound("run " + stranger));
    }

    private void assertChangeRefused(String statement) throws SQLException {
        try (var connection = server().connect();
                var sql = connection.createStatement()) {
            var refused = catchThrowableOfType(SQLException.class, () -> sql.execute(statement));
            assertThatObject(refused).as(statement).isNotNull();
            assertThat(refused.getSQLState()).as(statement).isEqualTo(AppendOnlyTrigger.REFUSED);
        }
    }

    private static String column(String table) {
        return switch (table) {
            case "event" -> "detail";
            case "fingerprint", "unit", "unit_state", "chip_binding", "label_print", "label_void" -> "serial";
            case "label_template", "work_order_label" -> "kind";
            case "work_order" -> "quantity";
            case "log_tile", "log_checkpoint", "station_statement", "device_ca" -> "station_id";
            case "customer_key_pair" -> "ecdsa_sha256";
            case "firmware_release" -> "version";
            default -> "order_sha256";
        };
    }

    private static NewEvent refused(String detail) {
        return new NewEvent("unit.refused", Optional.empty(), Optional.empty(), EventRecord.Result.REFUSED, detail);
    }

    private static NewEvent refusedAction(String action) {
        return new NewEvent(action, Optional.empty(), Optional.empty(), EventRecord.Result.OK, "");
    }
}
