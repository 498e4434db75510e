package dev.sealbench.core;

import static dev.sealbench.core.TestHome.LEAD;
import static dev.sealbench.core.TestHome.signIn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.internal.books.Books;
import dev.sealbench.core.internal.document.TestKeys;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A station books the certificate of its device CA when it is opened, for its own exports and those of others.
class PapersOfAHomeTest {

    @TempDir
    Path folder;

    private TestHome house;

    @BeforeEach
    void makeAHome() throws Exception {
        house = TestHome.create(folder);
        house.certifyDeviceCa();
        try (var station = house.open();
                var lead = house.firstLead(station)) {
            assertThat(lead).isNotNull();
        }
    }

    @Test
    void itIsBookedOnce() throws Exception {
        open();

        assertThat(deviceCas())
                .containsOnlyKeys(TestHome.STATION_ID)
                .satisfies(all -> assertThat(all.get(TestHome.STATION_ID)).hasSize(1));
        assertThat(house.events())
                .filteredOn(event -> event.action().equals("station.certified"))
                .hasSize(1);
    }

    @Test
    void aNewerOneOfTheSameKeyComesFirst() throws Exception {
        var before = deviceCas().get(TestHome.STATION_ID).getFirst();
        house.clock.advance(Duration.ofDays(1));
        house.certifyDeviceCa();
        open();

        assertThat(deviceCas().get(TestHome.STATION_ID)).hasSize(2).last().isEqualTo(before);
    }

    @Test
    void aCertificateOfAnotherKeyIsNotBooked() throws Exception {
        house.certifyDeviceCa(TestKeys.fresh().publicKey());
        open();

        assertThat(deviceCas().get(TestHome.STATION_ID)).hasSize(1);
    }

    private void open() throws Exception {
        try (var station = house.open();
                var lead = signIn(station, LEAD)) {
            assertThat(lead).isNotNull();
        }
    }

    private Map<String, List<Octets>> deviceCas() throws Exception {
        try (var books = Books.open(house.booksConfig(), house.clock)) {
            return books.papers().deviceCas();
        }
    }
}
