package dev.sealbench.core;

import static dev.sealbench.core.TestHome.LEAD;
import static dev.sealbench.core.TestHome.signIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sealbench.core.internal.books.Books;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A station that does not open, after its vault did.
class FailedOpeningTest {

    @TempDir
    Path folder;

    private TestHome house;

    @BeforeEach
    void makeAHomeWithALead() throws Exception {
        house = TestHome.create(folder);
        try (var station = house.open()) {
            house.firstLead(station).close();
        }
    }

    /// Whoever keeps the log ends with the opening, as on a station that is closed: signed, and compared no more.
    @Test
    void theLogIsSignedUpToTheFailureAndByNobodyAfterIt() throws Exception {
        var unreadable = Files.createDirectories(house.home.journal().resolve("CP42647100001239.journal"));
        try (var station = house.open()) {
            assertThat(faultOf(station)).isEqualTo(Fault.JOURNAL_UNAVAILABLE);
            assertThat(signedEvents())
                    .isEqualTo(house.last("station.not-opened").sequence());

            Files.delete(unreadable);
            signIn(station, LEAD).close();
        }
    }

    private static Fault faultOf(Station station) {
        return catchThrowableOfType(StationException.class, () -> signIn(station, LEAD))
                .fault();
    }

    private long signedEvents() throws Exception {
        try (var books = Books.open(house.booksConfig(), house.clock)) {
            return books.log().newest().orElseThrow().size();
        }
    }
}
