package dev.sealbench.ui.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sealbench.core.SerialNumber;
import dev.sealbench.link.LinkException.ChargerRefused;
import dev.sealbench.link.Program;
import dev.sealbench.link.SecurityEntry;
import dev.sealbench.link.Status;
import dev.sealbench.link.wire.Envelope;
import dev.sealbench.ui.testkit.Demo;
import dev.sealbench.ui.testkit.VirtualCharger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A finished unit notes what was tried on it, over its line and with a clip on its flash, and goes on whatever its
/// log holds.
@Tag("e2e")
@ExtendWith(EndToEnd.class)
class SecurityLogTest {

    private static final int IMAGE_REFUSED = 1;
    private static final int ORDER_REFUSED = 2;
    private static final int DECISION_REFUSED = 3;
    private static final int TAMPER = 5;
    private static final Duration BOOT = Duration.ofSeconds(30);

    private final LockedUnit unit;
    private VirtualCharger charger;

    SecurityLogTest(LockedUnit unit) {
        this.unit = unit;
    }

    @BeforeEach
    void copy() throws Exception {
        charger = unit.debuggedCopy();
        new Flash(charger.folder()).fillSecurityLog(0xff);
    }

    @AfterEach
    void pullOut() {
        charger.close();
    }

    @Test
    void ordersAndDecisionsThatAreRefusedAreNoted() throws Exception {
        charger.plugIn();
        try (var bench = unit.station().bench();
                var link = charger.link()) {
            var papers = bench.books()
                    .documents()
                    .ofUnit(new SerialNumber(Demo.SERIAL))
                    .getFirst();
            var order = Envelope.parseFrom(papers.order().envelope().toBytes());
            var confirm = Envelope.parseFrom(
                    papers.decision().orElseThrow().envelope().toBytes());
            link.awaitHello(BOOT);
            catchThrowableOfType(ChargerRefused.class, () -> link.applyOrder(order));
            catchThrowableOfType(ChargerRefused.class, () -> link.revert(confirm));

            var log = link.securityLog();
            assertThat(log).hasSize(2);
            assertEntry(log.getFirst(), ORDER_REFUSED, Status.WRONG_STATE.code(), 0, Program.APPLICATION);
            assertEntry(log.getLast(), DECISION_REFUSED, Status.ALREADY_LOCKED.code(), 0, Program.APPLICATION);
            assertThat(log.getLast().sequence()).isEqualTo(log.getFirst().sequence() + 1);
            assertThat(Duration.between(log.getFirst().at(), Instant.now()).abs())
                    .isLessThan(Duration.ofMinutes(5));
        }
    }

    @Test
    void anImageThatTheBootRomRefusedIsNotedOnceHoweverOftenItBoots() throws Exception {
        var flash = new Flash(charger.folder());
        var own = flash.image(0);
        flash.write(0, ImageForge.flipped(own, 2_000));
        flash.erase(1);
        for (int boot = 1; boot <= 3; boot++) {
            var log = logOfOneBoot();
            assertThat(log).hasSize(1);
            assertEntry(log.getFirst(), IMAGE_REFUSED, Status.IMAGE_DIGEST.code(), 1, Program.BOOT_ROM);
        }
        flash.write(0, own);
        assertThat(logOfOneBoot()).hasSize(1);
    }

    @Test
    void theTamperInputIsNoted() throws Exception {
        charger.plugIn();
        charger.hello();
        try (var debugger = Debugger.attach(charger.debuggerSocket())) {
            debugger.pressPowerButton();
        }
        try (var link = charger.link()) {
            link.awaitHello(BOOT);
            var log = link.securityLog();
            assertThat(log).hasSize(1);
            assertEntry(log.getFirst(), TAMPER, 0, 0, Program.APPLICATION);
        }
    }

    @Test
    void whateverTheLogHoldsTheUnitBootsAndNotesAgain() throws Exception {
        var flash = new Flash(charger.folder());
        for (int octet : List.of(0x00, 0x5a)) {
            flash.fillSecurityLog(octet);
            charger.plugIn();
            try (var link = charger.link()) {
                assertThat(link.awaitHello(BOOT).program()).isEqualTo(Program.APPLICATION);
                assertThat(link.securityLog()).isEmpty();
                catchThrowableOfType(ChargerRefused.class, () -> link.applyOrder(Envelope.getDefaultInstance()));
                assertThat(link.securityLog()).hasSize(1);
            }
            charger.stop();
        }
    }

    private List<SecurityEntry> logOfOneBoot() throws Exception {
        charger.plugIn();
        try (var link = charger.link()) {
            link.awaitHello(BOOT);
            return link.securityLog();
        } finally {
            charger.stop();
        }
    }

    private static void assertEntry(SecurityEntry entry, int code, int reason, int slot, Program writer) {
        assertThat(entry.code()).isEqualTo(code);
        assertThat(entry.reason()).isEqualTo(reason);
        assertThat(entry.slot()).isEqualTo(slot);
        assertThat(entry.writer()).isEqualTo(writer);
    }
}
