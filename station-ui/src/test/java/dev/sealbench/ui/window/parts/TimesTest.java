package dev.sealbench.ui.window.parts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class TimesTest {

    private static final Instant MORNING = Instant.parse("2026-11-23T09:41:00Z");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void aMomentIsToldInLocalTimeWithTheZonesShortName() {
        assertThat(Times.moment(MORNING, BERLIN, Locale.GERMAN)).isEqualTo("23.11.2026, 10:41 MEZ");
        assertThat(Times.moment(MORNING, BERLIN, Locale.ENGLISH))
                .endsWith("CET")
                .contains("Nov 23, 2026", "10:41");
    }

    @Test
    void aDayIsToldAsTheLanguageWritesIt() {
        assertThat(Times.day(LocalDate.parse("2026-11-23"), Locale.of("nl"))).isEqualTo("23 nov 2026");
    }
}
