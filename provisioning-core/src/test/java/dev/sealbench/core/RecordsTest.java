package dev.sealbench.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordsTest {

    @Test
    void aDigestIsThatOfFips180() {
        assertThat(Digest.sha256("abc".getBytes(StandardCharsets.US_ASCII)).hex())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ba78", "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD"})
    void aDigestHasOneSpelling(String hex) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Digest(hex));
    }

    @Test
    void aChipIsNamedByAnEndorsementKeyNameOfSha256() {
        var name = new byte[34];
        name[1] = 0x0B;
        assertThat(ChipId.of(name).toBytes()).isEqualTo(name);

        name[1] = 0x0C; // SHA-384
        assertThatIllegalArgumentException().isThrownBy(() -> ChipId.of(name));
        assertThatIllegalArgumentException().isThrownBy(() -> ChipId.of(new byte[33]));
    }

    @Test
    void octetsNeitherShareNorShowTheirContent() {
        byte[] given = {1, 2, 3};
        var octets = Octets.of(given);
        given[0] = 9;
        octets.toBytes()[1] = 9;

        assertThat(octets).isEqualTo(Octets.ofHex("010203")).isNotEqualTo(Octets.ofHex("0102"));
        assertThat(octets).hasToString("Octets[3]");
    }

    @ParameterizedTest
    @CsvSource({
        "4006381333931, 04006381333931", // EAN-13 of the usual textbook example
        "036000291452, 00036000291452", // UPC-A of the usual textbook example
        "73513537, 00000073513537", // EAN-8 of the usual textbook example
        "10614141000415, 10614141000415" // GTIN-14 of the GS1 General Specifications
    })
    void aGtinIsPaddedToFourteenDigits(String digits, String gtin14) {
        assertThat(new Gtin(digits).gtin14()).isEqualTo(gtin14);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "4006381333932", "400638133393", "40063813339310", "4006381333931 ", "٤٠٠٦٣٨١٣٣٣٩٣١"})
    void aGtinThatIsNoneIsRefused(String digits) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Gtin(digits));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22, 2029-11-30, 2031-11-30",
        "2028-02-29, 2031-02-28, 2033-02-28",
        "2026-12-31, 2029-12-31, 2031-12-31"
    })
    void supportEndsWithAMonth(LocalDate made, LocalDate feature, LocalDate security) {
        assertThat(SupportPeriod.DEFAULT.featureUpdatesUntil(made)).isEqualTo(feature);
        assertThat(SupportPeriod.DEFAULT.securityUpdatesUntil(made)).isEqualTo(security);
    }

    @Test
    void securityUpdatesLastFiveYearsAtLeast() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SupportPeriod(3, 4));
        assertThatIllegalArgumentException().isThrownBy(() -> new SupportPeriod(7, 6));
    }

    @Test
    void hostileTextsAreRefused() {
        for (var text : new String[] {"", " ", "a\nb", "a\u0000", "a\u202Eb", "\uFFFD", "x".repeat(65), "\uD800"}) {
            assertThatIllegalArgumentException()
                    .as(text)
                    .isThrownBy(() -> new Customer(UUID.randomUUID(), text, "a.example", Retention.DEFAULT));
        }
    }

    @Test
    void anOcppIdentityFitsItsProtocol() {
        var serial = new SerialNumber("CP42647100001239");
        assertThat(new OcppSettings("wss://csms.example", 2, "").identityOf(serial))
                .isEqualTo("CP42647100001239");
        assertThatIllegalArgumentException().isThrownBy(() -> new OcppSettings("ws://csms.example", 2, ""));
        assertThatIllegalArgumentException().isThrownBy(() -> new OcppSettings("wss://csms.example", 1, ""));
        assertThatIllegalArgumentException().isThrownBy(() -> new OcppSettings("wss://csms.example", 2, "a:b"));
    }
}
