package dev.sealbench.ui.window.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.LabelKind;
import dev.sealbench.core.PrinterTest;
import dev.sealbench.ui.window.Fx;
import dev.sealbench.ui.window.settings.SettingsModel.Edit;
import dev.sealbench.ui.window.settings.SettingsModel.Section;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/// Pictures of every state of the page of settings; in none is anything cut off, too pale, or too small to touch.
class SettingsPicturesTest {

    @Test
    void slotsWithTheirTestsAreLegibleInEveryThemeAndSize() throws IOException {
        try (var window = new SettingsWindow(new ScriptedSettings(4))) {
            window.press("Test", 1);
            window.press("Test", 2);
            assertThat(window.windows.pictures("settings-slots")).isEmpty();
        }
    }

    @Test
    void noSlotsAndTheFormOfOneAreLegible() throws IOException {
        try (var window = new SettingsWindow(new ScriptedSettings(0).withPorts())) {
            assertThat(window.windows.smallPictures("settings-no-slots")).isEmpty();
            window.press("Add slot 1");
            window.lead.untilSeen("FT232R");
            assertThat(window.lead.picture("settings-slot-form", 1280, 800)).isEmpty();
        }
        try (var window = new SettingsWindow(new ScriptedSettings(1))) {
            Fx.run(() -> window.page.model().edit(new Edit.Slot(1)));
            window.lead.untilSeen("No USB port");
            assertThat(window.windows.smallPictures("settings-slot-form-none")).isEmpty();
        }
    }

    @Test
    void printersWithATestThatFailedAndTheirFormAreLegible() throws IOException {
        try (var window = new SettingsWindow(new ScriptedSettings(1).printing(PrinterTest.Outcome.IN_DOUBT))) {
            window.open(Section.PRINTERS);
            window.press("Test print");
            assertThat(window.windows.smallPictures("settings-printers")).isEmpty();
            Fx.run(() -> window.page.model().edit(new Edit.Printer(LabelKind.PLATE)));
            assertThat(window.windows.smallPictures("settings-printer-form")).isEmpty();
        }
    }

    @Test
    void theScannersTestIsLegible() throws IOException {
        try (var window = new SettingsWindow(new ScriptedSettings(1))) {
            window.open(Section.SCANNER);
            assertThat(window.windows.smallPictures("settings-scanner")).isEmpty();
            window.lead.scan("CP42647100001239");
            window.lead.untilSeen("Serial number");
            assertThat(window.lead.picture("settings-scanned", 1280, 800)).isEmpty();
        }
    }

    @Test
    void thePlaceAndTheWarningOfARestartAreLegible() throws IOException {
        try (var window = new SettingsWindow(new ScriptedSettings(1))) {
            window.open(Section.PLACE);
            assertThat(window.windows.pictures("settings-place")).isEmpty();
            Fx.run(() -> window.page.model().setIdleMinutes(5));
            window.lead.untilSeen("Saved.");
            assertThat(window.windows.smallPictures("settings-restart")).isEmpty();
        }
    }
}
