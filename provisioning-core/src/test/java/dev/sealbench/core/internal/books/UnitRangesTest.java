package dev.sealbench.core.internal.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.ExportRange;
import dev.sealbench.core.Period;
import dev.sealbench.core.SerialNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class UnitRangesTest extends BooksContract {

    @Test
    void unitsOfARangeAreThoseAndNoOthers() throws Exception {
        openWorkOrder(20);
        for (var serial : SERIALS.subList(0, 3)) {
            scan(serial);
        }
        var noon = clock.instant().plusSeconds(3600);
        clock.advance(Duration.ofHours(2));
        scan(SERIALS.get(3));
        var stranger = new UUID(1, 2);

        assertThat(serialsOf(new ExportRange.OfCustomer(Samples.VID))).isEqualTo(SERIALS.subList(0, 4));
        assertThat(serialsOf(new ExportRange.OfCustomer(stranger))).isEmpty();
        assertThat(serialsOf(new ExportRange.ScannedIn(new Period(Instant.EPOCH, noon))))
                .isEqualTo(SERIALS.subList(0, 3));
        assertThat(serialsOf(new ExportRange.ScannedIn(new Period(noon, noon.plusSeconds(7200)))))
                .containsExactly(SERIALS.get(3));
        assertThat(serialsOf(new ExportRange.These(List.of(SERIALS.get(3), FIRST, FIRST, SERIALS.get(9)))))
                .containsExactly(FIRST, SERIALS.get(3));
    }

    private List<SerialNumber> serialsOf(ExportRange range) throws BooksException {
        var serials = new ArrayList<SerialNumber>();
        var page = books.units().next(range, Optional.empty(), 2);
        while (!page.isEmpty()) {
            page.forEach(unit -> serials.add(unit.serial()));
            page = books.units().next(range, Optional.of(serials.getLast()), 2);
        }
        if (!(range instanceof ExportRange.These)) {
            assertThat(books.units().count(range)).isEqualTo(serials.size());
        }
        return serials;
    }
}
