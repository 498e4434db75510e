package dev.sealbench.ui.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.link.Lifecycle;
import dev.sealbench.ui.testkit.Demo;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A hostile station at the boot ROM and at the application, as they run in QEMU: nothing that it says stops
/// them, and nothing resets them. (What a hostile charger says to a station is in device-link's
/// HostileLineTest.)
@Tag("e2e")
@ExtendWith(EndToEnd.class)
class HostileStationTest {

    private static final long SEED = 20_261_123;

    @Test
    void theBootRomOutlivesAHostileStation(Demo demo) throws Exception {
        var station = demo.newStation();
        try (var charger = demo.newCharger(station).plugIn()) {
            attack(charger.port());

            assertThat(charger.hello().lifecycle()).isEqualTo(Lifecycle.BLANK);
            try (var link = charger.link()) {
                assertThat(link.prepareOrder()).hasSize(32);
            }
        }
    }

    @Test
    void theApplicationOutlivesAHostileStation(LockedUnit unit) throws Exception {
        try (var charger = unit.copy().plugIn()) {
            assertThat(charger.hello().lifecycle()).isEqualTo(Lifecycle.LOCKED);
            var before = new Flash(charger.folder()).digests();

            attack(charger.port());

            assertThat(new Flash(charger.folder()).digests()).isEqualTo(before);
            try (var link = charger.link()) {
                assertThat(link.attest(new byte[32]).getSignature().isEmpty()).isFalse();
            }
        }
    }

    private static void attack(Path port) throws Exception {
        try (var hostile = HostileStation.at(port, SEED)) {
            repeat(hostile, "garbage", 10, () -> hostile.garbage(2_000));
            repeat(hostile, "wild frames", 10, () -> hostile.wildFrames(4));
            repeat(hostile, "bent requests", 60, () -> hostile.bentRequests(5));
            repeat(hostile, "an endless burn", 10, () -> hostile.endlessBurn(4));
            repeat(hostile, "a flood", 1, () -> hostile.floodWithoutReading(1_000));
        }
    }

    /// Something that a hostile station says.
    private interface Attack {
        void run() throws Exception;
    }

    /// A few at a time, and hello in between: a charger that counts its frames on was not reset. After many frames
    /// a reset one could have caught up.
    private static void repeat(HostileStation hostile, String name, int times, Attack attack) throws Exception {
        int frames = hostile.hello().sequence();
        for (int i = 0; i < times; i++) {
            attack.run();
            int after = hostile.hello().sequence();
            assertThat(after).as("frames after %s", name).isGreaterThan(frames);
            frames = after;
        }
    }
}
