package dev.sealbench.ui.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.link.BurnContent;
import dev.sealbench.link.BurnProgress;
import dev.sealbench.link.BurnTarget;
import dev.sealbench.link.SlotMark;
import dev.sealbench.link.Status;
import dev.sealbench.ui.testkit.Repository;
import dev.sealbench.ui.testkit.VirtualCharger;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// An update that hangs, with all interrupts masked: nobody has to come and pull its plug (IMAGE.md 8.3 d).
@Tag("e2e")
@ExtendWith(EndToEnd.class)
class WatchdogTest {

    /// Three times the watchdog's 20 s, and their boots on a busy machine.
    private static final Duration GIVEN_UP = Duration.ofSeconds(120);

    private static final int BOOTS = 3;

    @Test
    void anUpdateThatHangsIsGivenUpByItself(LockedUnit unit, ImageForge forge) throws Exception {
        var hung = Files.readAllBytes(Repository.file("charger-firmware/build/app-hung.bin"));
        try (var charger = unit.copy().plugIn()) {
            var flash = new Flash(charger.folder());
            var counted = burn(charger, flash, forge.own(hung));
            for (int boot = 1; boot < BOOTS; boot++) {
                counted = awaitAnother(flash, counted);
                charger.pullPlug(); // its boots are used up sooner that way
                charger.plugIn();
            }
            counted = awaitAnother(flash, counted);

            try (var link = charger.link()) {
                var hello = link.awaitHello(GIVEN_UP);

                assertThat(hello.notBootedReason()).isEqualTo(Status.OK);
                assertThat(hello.runningSlot().orElseThrow().number()).isZero();
                assertThat(hello.slots().get(1).mark()).isEqualTo(SlotMark.FAILED);
            }
        }
    }

    /// @return the slots' state when the update had all its boots
    private static String burn(VirtualCharger charger, Flash flash, byte[] image) throws Exception {
        try (var link = charger.link()) {
            link.hello();
            link.burn(BurnTarget.IMAGE_SLOT_B, BurnContent.of(image), BurnProgress.SILENT);
            var pending = flash.slotState();
            link.reboot();
            return pending;
        }
    }

    /// A boot on trial is counted in flash before the image runs.
    private static String awaitAnother(Flash flash, String before) throws IOException {
        long end = System.nanoTime() + GIVEN_UP.toNanos();
        var now = flash.slotState();
        while (now.equals(before)) {
            assertThat(System.nanoTime()).as("no boot was counted").isLessThan(end);
            LockSupport.parkNanos(20_000_000);
            now = flash.slotState();
        }
        return now;
    }
}
