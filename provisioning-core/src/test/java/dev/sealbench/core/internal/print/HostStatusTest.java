package dev.sealbench.core.internal.print;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Answers to `~HS` as the ZPL II Programming Guide prints them.
class HostStatusTest {

    private static final String FIRST = "030,0,0,1245,000,0,0,0,000,0,0,0";
    private static final String SECOND = "000,0,0,0,1,2,4,0,00000000,1,000";
    private static final String THIRD = "1234,0";

    @Test
    void aPrinterWithoutAFlagIsReady() {
        var status = HostStatus.parse(FIRST, SECOND, THIRD).orElseThrow();
        assertThat(status.problem()).isEmpty();
        assertThat(status.isIdle()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "030,1,0,1245,000,0,0,0,000,0,0,0 | 000,0,0,0,1,2,4,0,00000000,1,000 | paper",
                "030,0,1,1245,000,0,0,0,000,0,0,0 | 000,0,0,0,1,2,4,0,00000000,1,000 | paused",
                "030,0,0,1245,000,1,0,0,000,0,0,0 | 000,0,0,0,1,2,4,0,00000000,1,000 | buffer",
                "030,0,0,1245,000,0,1,0,000,0,0,0 | 000,0,0,0,1,2,4,0,00000000,1,000 | diagnostic",
                "030,0,0,1245,000,0,0,0,000,1,0,0 | 000,0,0,0,1,2,4,0,00000000,1,000 | settings",
                "030,0,0,1245,000,0,0,0,000,0,1,0 | 000,0,0,0,1,2,4,0,00000000,1,000 | cold",
                "030,0,0,1245,000,0,0,0,000,0,0,1 | 000,0,0,0,1,2,4,0,00000000,1,000 | hot",
                "030,0,0,1245,000,0,0,0,000,0,0,0 | 000,0,1,0,1,2,4,0,00000000,1,000 | head",
                "030,0,0,1245,000,0,0,0,000,0,0,0 | 000,0,0,1,1,2,4,0,00000000,1,000 | ribbon",
                "030,0,0,1245,000,0,0,0,000,0,0,0 | 000,0,0,0,1,2,4,1,00000000,1,000 | taken"
            })
    void eachFlagIsAProblemWithWhatToDo(String first, String second, String word) {
        assertThat(HostStatus.parse(first.strip(), second.strip(), THIRD)
                        .orElseThrow()
                        .problem())
                .hasValueSatisfying(problem -> assertThat(problem).contains(word.strip()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "030,0,0,1245,002,0,0,0,000,0,0,0 | 000,0,0,0,1,2,4,0,00000000,1,000",
                "030,0,0,1245,000,0,0,1,000,0,0,0 | 000,0,0,0,1,2,4,0,00000000,1,000",
                "030,0,0,1245,000,0,0,0,000,0,0,0 | 000,0,0,0,1,2,4,0,00000003,1,000"
            })
    void aLabelInTheBufferOrOnTheWayIsNotOut(String first, String second) {
        assertThat(HostStatus.parse(first.strip(), second.strip(), THIRD)
                        .orElseThrow()
                        .isIdle())
                .isFalse();
    }

    @Test
    void whatIsCutOffSwappedOrRandomIsNoStatus() {
        assertThat(HostStatus.parse(SECOND, FIRST, THIRD)).isEmpty();
        assertThat(HostStatus.parse("", "", "")).isEmpty();
        for (int end = 0; end < FIRST.length(); end++) {
            assertThat(HostStatus.parse(FIRST.substring(0, end), SECOND, THIRD)).isEmpty();
        }
        var random = new Random(1);
        for (int i = 0; i < 2_000; i++) {
            var line = new StringBuilder(FIRST);
            line.setCharAt(random.nextInt(line.length()), (char) ('a' + random.nextInt(26)));
            assertThat(HostStatus.parse(line.toString(), SECOND, THIRD)).isEmpty();
        }
    }
}
