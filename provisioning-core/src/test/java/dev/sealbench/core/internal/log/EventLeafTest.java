package dev.sealbench.core.internal.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sealbench.core.EventRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventLeafTest {

    @ParameterizedTest
    @CsvSource({
        "2026-11-27T20:06:48.001002Z, 2026-11-27T20:06:48.001002Z",
        "2026-01-02T03:04:05Z, 2026-01-02T03:04:05.000000Z",
        "1969-12-31T23:59:59.999999999Z, 1969-12-31T23:59:59.999999Z",
        "0000-01-01T00:00:00Z, 0000-01-01T00:00:00.000000Z",
        "9999-12-31T23:59:59.900Z, 9999-12-31T23:59:59.900000Z",
        "+10000-01-01T00:00:00Z, +10000-01-01T00:00:00.000000Z",
        "-0001-12-31T00:00:00Z, -0001-12-31T00:00:00.000000Z"
    })
    void timesHaveSixDigitsOfASecond(Instant at, String text) {
        assertThat(EventLeaf.time(at)).isEqualTo(text);
    }

    @Test
    void timesAreWhatJavasFormatterMakesOfThem() {
        var formatter =
                DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
        var random = new Random(1);
        for (int i = 0; i < 100_000; i++) {
            var at = Instant.ofEpochSecond(
                    random.nextLong(-63_000_000_000L, 260_000_000_000L), random.nextInt(1_000_000_000));
            assertThat(EventLeaf.time(at)).isEqualTo(formatter.format(at));
        }
    }

    @Test
    void aTabInAFieldIsFound() {
        assertThat(new String(EventLeaf.of(event("a detail – long")), StandardCharsets.UTF_8))
                .isEqualTo(
                        "1\tline-1\t7\t1970-01-01T00:00:00.000000Z\tolga\tunit.scanned\t\t\tOK\ta detail – long\t0.1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventLeaf.of(event("a\tdetail")))
                .withMessageContaining("event 7");
    }

    private static EventRecord event(String detail) {
        return new EventRecord(
                "line-1",
                7,
                Instant.EPOCH,
                "olga",
                "unit.scanned",
                Optional.empty(),
                Optional.empty(),
                EventRecord.Result.OK,
                detail,
                "0.1");
    }
}
