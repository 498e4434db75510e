package dev.sealbench.ui.window.line;

import static dev.sealbench.ui.window.Units.unit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.Fault;
import dev.sealbench.core.Step;
import dev.sealbench.ui.window.Fx;
import dev.sealbench.ui.window.ScriptedShell;
import dev.sealbench.ui.window.Windows;
import dev.sealbench.ui.window.scan.ScanReading;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a tile says beside a fault's sentence, for the person who must find out why: on the tile where there is room,
/// else only when the tile is pointed at. Whatever stands in it, the tile stays legible.
class FaultDetailTest {

    private static final String PORT = "/dev/serial/by-path/pci-0000:00:14.0-usb-0:3:1.0-port0 does not answer";

    /// What a device may say: control characters, a change of the writing direction, 4 KiB without a space.
    private static final String HOSTILE = "\u0007\t\n\r\u001b[31m\u202e\u200b" + "x".repeat(4096);

    @Test
    void theDetailStandsOnATileWithRoomInEveryLanguage() throws IOException {
        try (var windows = failed(4, PORT)) {
            assertThat(windows.operator().texts()).contains("Detail: " + PORT);
            assertThat(windows.pictures("line-detail-4")).isEmpty();
        }
    }

    @Test
    void aSmallTileHasTheDetailForWhoPointsAtItAndForScreenReaders() throws IOException {
        try (var windows = failed(16, PORT)) {
            var tile = windows.operator().find(".tile", SlotTile.class);
            assertThat(Fx.call(tile::tip)).isEqualTo("Detail: " + PORT);
            assertThat(Fx.call(tile::getAccessibleText)).contains("Detail: " + PORT);
            assertThat(windows.smallPictures("line-detail-16")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 16})
    void aHostileDetailDisturbsNoTile(int slots) throws IOException {
        try (var windows = failed(slots, HOSTILE)) {
            assertThat(windows.smallPictures("line-hostile-" + slots)).isEmpty();
            var tile = windows.operator().find(".tile", SlotTile.class);
            assertThat(Fx.call(tile::tip)).startsWith("Detail: [31m xxx").hasSizeLessThan(700);
            assertThat(windows.operator().texts()).contains("STATION FAULT");
        }
    }

    @Test
    void aFaultWithoutADetailHasNoEmptyCaption() {
        try (var windows = failed(1, "")) {
            assertThat(windows.operator().texts()).noneMatch(text -> text.startsWith("Detail"));
            var tile = windows.operator().find(".tile", SlotTile.class);
            assertThat(Fx.call(tile::tip)).isEmpty();
        }
    }

    private static Windows failed(int slots, String detail) {
        var line = new ScriptedLine(slots);
        for (int slot = 1; slot <= slots; slot++) {
            line.on(slot, (unit, _) -> ScriptedLine.failed(unit, Step.BURN, Fault.PORT_GONE, detail));
        }
        var windows = Windows.signedIn(line, ScriptedShell.OLGA);
        var bench = windows.linePage().model().bench();
        Fx.run(() -> {
            for (int slot = 1; slot <= slots; slot++) {
                windows.linePage().model().select(slot);
                windows.shell().take(new ScanReading.Serial(unit(slot)));
            }
            windows.linePage().model().start();
        });
        for (int slot : List.copyOf(Fx.call(bench::numbers))) {
            Fx.until(bench.state(slot), () -> bench.state(slot).get() instanceof SlotState.Finished);
        }
        return windows;
    }
}
