package dev.sealbench.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sealbench.core.MalformedSerial.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SerialNumberTest {

    @ParameterizedTest
    @CsvSource({
        "A12425GABC1234002, M", // the published example of the GRid standard, which uses ISO 7064 MOD 37,36
        "CP4264710000123, 9",
        "CP4264710000124, 7",
        "CP4264710000132, 7"
    })
    void theCheckCharacterIsThatOfIso7064(String text, char expected) {
        assertThat(CheckCharacter.mod37And36(text)).isEqualTo(expected);
    }

    @Test
    void theStoredAndThePrintedFormAreTheSameSerialNumber() {
        var serial = new SerialNumber("CP42647100001239");

        assertThat(serial.printed()).isEqualTo("CP4-2647-1-0000123-9");
        assertThat(SerialNumber.parse("CP4-2647-1-0000123-9")).isEqualTo(serial);
        assertThat(SerialNumber.parse("CP42647100001239")).isEqualTo(serial);
        assertThat(serial.prefix()).isEqualTo("CP426471");
        assertThat(serial.product()).isEqualTo("CP4");
        assertThat(serial.counter()).isEqualTo(123);
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "''                   | LENGTH    | -1",
                "CP4264710000123      | LENGTH    | -1",
                "CP426471000012399    | LENGTH    | -1",
                "CP4-2647-1-0000123-99| LENGTH    | -1",
                "CP42-647-1-0000123-9 | LENGTH    | -1",
                "CP42647100001238     | CHECK     | 15",
                "CP4264710000123a     | CHECK     | 15",
                "cP42647100001239     | CHARACTER | 0",
                "CI42647100001239     | CHARACTER | 1",
                "CO42647100001239     | CHARACTER | 1",
                "CP42A47100001239     | CHARACTER | 4",
                "CP42647O00001239     | CHARACTER | 7",
                "CP426471000012E9     | CHARACTER | 14",
                "CP4260010000123X     | WEEK      | 5",
                "CP4265410000123X     | WEEK      | 5",
                "CP4264710000\u0661239| CHARACTER | 12"
            },
            delimiter = '|')
    void aMalformedSerialNumberSaysWhatIsWrongAndWhere(String text, Reason reason, int position) {
        var malformed = catchThrowableOfType(MalformedSerial.class, () -> SerialNumber.parse(text));

        assertThat(malformed).isNotNull();
        assertThat(malformed.reason()).isEqualTo(reason);
        assertThat(malformed.position()).isEqualTo(position);
    }

    @Test
    void everySingleWrongCharacterIsFound() {
        var good = "CP42647100001239";
        for (int at = 0; at < good.length(); at++) {
            for (char other : "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ".toCharArray()) {
                var wrong = good.substring(0, at) + other + good.substring(at + 1);
                if (other != good.charAt(at)) {
                    assertThat(catchThrowableOfType(MalformedSerial.class, () -> new SerialNumber(wrong)))
                            .as(wrong)
                            .isNotNull();
                }
            }
        }
    }

    @Test
    void countersWithALookAlikeCheckCharacterAreSkippedAndRefused() {
        int skipped = 0;
        for (int counter = 0; counter < 3600; counter++) {
            var body = "CP426471" + "%07d".formatted(counter);
            char check = CheckCharacter.mod37And36(body);
            var made = SerialNumber.of("CP426471", counter);
            if (check == 'I' || check == 'O') {
                skipped++;
                assertThat(made).isEmpty();
                assertThat(catchThrowableOfType(MalformedSerial.class, () -> new SerialNumber(body + check))
                                .reason())
                        .isEqualTo(Reason.SKIPPED);
            } else {
                assertThat(made).contains(new SerialNumber(body + check));
            }
        }
        assertThat(skipped).isBetween(150, 250); // two of thirty-six
    }

    @Test
    void aRangeHasItsSerialNumbersAndNoOthers() {
        var range = new SerialRange("CP426471", 123, 132);

        assertThat(range.serials().findFirst()).contains(new SerialNumber("CP42647100001239"));
        assertThat(range.serials())
                .contains(new SerialNumber("CP42647100001327"))
                .allMatch(range::contains);
        assertThat(range.contains(SerialNumber.of("CP426471", 133).orElseThrow()))
                .isFalse();
        assertThat(range.contains(SerialNumber.of("CP426472", 125).orElseThrow()))
                .isFalse();
        assertThat(range.overlaps(new SerialRange("CP426471", 132, 140))).isTrue();
        assertThat(range.overlaps(new SerialRange("CP426471", 133, 140))).isFalse();
        assertThat(range.overlaps(new SerialRange("CP426481", 123, 132))).isFalse();
    }

    @Test
    void aRangeThatIsNoneIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SerialRange("CP426471", 5, 4));
        assertThatIllegalArgumentException().isThrownBy(() -> new SerialRange("CP426471", -1, 4));
        assertThatIllegalArgumentException().isThrownBy(() -> new SerialRange("CP426471", 1, 10_000_000));
        assertThatIllegalArgumentException().isThrownBy(() -> new SerialRange("CP42647", 1, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> SerialNumber.of("CP426471", 10_000_000));
    }
}
