package dev.sealbench.ui.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.link.Lifecycle;
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
    void theBootRomOutlivesAHostileStation(DemoState demo) throws Exception {
        var station = demo.newStation();
        try (var charger = demo.newCharger(station)) {
            attack(station.port());

            assertThat(charger.hello().lifecycle()).isEqualTo(Lifecycle.BLANK);
            try (var link = charger.link()) {
                assertThat(link.prepareOrder()).hasSize(32);
            }
        }
    }

    @Test
    void theApplicationOutlivesAHostileStation(LockedUnit unit) throws Exception {
        var port = unit.station().folder().resolve("hostile");
        try (var charger = VirtualCharger.copy(unit.plug(), unit.demo().newName("copy"), port)) {
            charger.plugIn();
            var before = new Flash(charger.folder()).digests();
            assertThat(charger.hello().lifecycle()).isEqualTo(Lifecycle.LOCKED);

            attack(port);

            try (var link = charger.link()) {
                assertThat(link.attest(new byte[32]).getSignature().isEmpty()).isFalse();
            }
            assertThat(new Flash(charger.folder()).digests()).isEqualTo(before);
        }
    }

    private static void attack(Path port) throws Exception {
        try (var hostile = HostileStation.at(port, SEED)) {
            int frames = hostile.hello().sequence();
            hostile.garbage(20_000);
            frames = stillThere(hostile, frames, "garbage");
            hostile.wildFrames(40);
            frames = stillThere(hostile, frames, "wild frames");
            hostile.bentRequests(300);
            frames = stillThere(hostile, frames, "bent requests");
            hostile.endlessBurn(40);
            frames = stillThere(hostile, frames, "an endless burn");
            hostile.floodWithoutReading(1_000);
            stillThere(hostile, frames, "a flood");
        }
    }

    /// Asked again, it goes on counting its frames: it answers, and it was not reset in between.
    private static int stillThere(HostileStation hostile, int before, String attack) throws Exception {
        int after = hostile.hello().sequence();
        assertThat(after).as("after " + attack).isGreaterThan(before);
        return after;
    }
}
