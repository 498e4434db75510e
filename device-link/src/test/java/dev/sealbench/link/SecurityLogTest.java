package dev.sealbench.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sealbench.link.LinkException.ChargerMisbehaved;
import dev.sealbench.link.testkit.FakeCharger;
import dev.sealbench.link.testkit.FakeLine;
import dev.sealbench.link.wire.Response;
import dev.sealbench.link.wire.SecurityLogEntry;
import dev.sealbench.link.wire.SecurityLogResponse;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// The security log of chargers that keep to PROTOCOL.md 9, and of some that do not.
class SecurityLogTest {

    @Test
    void pagesAreReadUntilThereAreNoMore() throws Exception {
        var charger = answering(page -> page(page * 16, page == 3 ? 0 : page * 16));

        try (var line = FakeLine.fine(charger);
                var link = ChargerLink.open(line.address(), LinkTimes.standard())) {
            assertThat(link.securityLog())
                    .hasSize(3)
                    .extracting(SecurityEntry::sequence)
                    .containsExactly(16L, 32L, 48L);
        }
        assertThat(charger.executed())
                .extracting(request -> request.getSecurityLog().getFirstSequence())
                .containsExactly(0, 16, 32);
    }

    @Test
    void whatThisStationDoesNotKnowIsShownAsItIs() throws Exception {
        var odd = SecurityLogEntry.newBuilder()
                .setSequence(-1)
                .setCode(-2)
                .setDetail(0x1234)
                .setTimeS(-1)
                .build();
        try (var line = FakeLine.fine(answering(
                        _ -> SecurityLogResponse.newBuilder().addEntries(odd).build()));
                var link = ChargerLink.open(line.address(), LinkTimes.standard())) {
            var entry = link.securityLog().getFirst();
            assertThat(entry.sequence()).isEqualTo(4_294_967_295L);
            assertThat(entry.sentence()).isEqualTo("event 4294967294: status 0x1234");
            assertThat(entry.at()).isEqualTo(Instant.EPOCH);
        }
    }

    @Test
    void aLogThatDoesNotEndIsNotRead() throws Exception {
        assertMisbehaves(_ -> page(5, 5));
        assertMisbehaves(page -> page(page, 100 - page));
        assertMisbehaves(page -> page(page, page));
    }

    @Test
    void aSlotThatIsNoneIsRefused() throws Exception {
        var third = SecurityLogEntry.newBuilder().setSlot(3).build();
        assertMisbehaves(_ -> SecurityLogResponse.newBuilder().addEntries(third).build());
    }

    private static void assertMisbehaves(IntFunction<SecurityLogResponse> pages) throws Exception {
        try (var line = FakeLine.fine(answering(pages));
                var link = ChargerLink.open(line.address(), LinkTimes.standard())) {
            assertThatExceptionOfType(ChargerMisbehaved.class).isThrownBy(link::securityLog);
        }
    }

    /// @param pages by their number, from 1
    private static FakeCharger answering(IntFunction<SecurityLogResponse> pages) {
        var asked = new AtomicInteger();
        UnaryOperator<Response> bend = answer -> answer.toBuilder()
                .setStatus(FakeCharger.OK)
                .setSecurityLog(pages.apply(asked.incrementAndGet()))
                .build();
        return new FakeCharger().bending(bend);
    }

    private static SecurityLogResponse page(int sequence, int next) {
        return SecurityLogResponse.newBuilder()
                .addEntries(SecurityLogEntry.newBuilder().setSequence(sequence).setCode(1))
                .setNextSequence(next)
                .build();
    }
}
