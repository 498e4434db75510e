package dev.sealbench.core.internal.books;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class UuidV7Test {

    /// RFC 9562, appendix A.6.
    @Test
    void theExampleOfTheStandardIsMade() {
        assertThat(UuidV7.of(0x017F22E279B0L, 0xCC3, 0x18C4DC0C0C07398FL))
                .isEqualTo(UUID.fromString("017F22E2-79B0-7CC3-98C4-DC0C0C07398F"));
    }

    @Test
    void namesDifferAndSortByTime() {
        var early = new UuidV7(Clock.fixed(Instant.parse("2026-11-23T08:00:00Z"), ZoneOffset.UTC), new Random(1));
        var late = new UuidV7(Clock.fixed(Instant.parse("2026-11-23T08:00:00.001Z"), ZoneOffset.UTC), new Random(1));
        var names = new HashSet<UUID>();
        for (int i = 0; i < 1000; i++) {
            names.add(early.next());
        }
        assertThat(names).hasSize(1000).allMatch(name -> name.version() == 7 && name.variant() == 2);
        var next = late.next().toString();
        assertThat(names).allMatch(name -> name.toString().compareTo(next) < 0);
    }
}
