package dev.sealbench.ui.window.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.DatabaseConfig;
import dev.sealbench.core.LabelKind;
import dev.sealbench.core.LabelPrinterConfig;
import dev.sealbench.core.LabelPrinterConfig.Type;
import dev.sealbench.core.PrinterTest;
import dev.sealbench.ui.window.Fx;
import dev.sealbench.ui.window.ScriptedShell;
import dev.sealbench.ui.window.settings.SettingsModel.Section;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

/// What a lead does on the page of settings, and what it makes of the station's answers.
class SettingsTest {

    private static final String ADDRESS = "Address: usb:, /dev/ or tcp:host:port";

    @Test
    void aSlotIsAddedAndThePageSaysThatItCountsAfterARestart() {
        var station = new ScriptedSettings(2);
        try (var window = new SettingsWindow(station)) {
            assertThat(window.lead.texts()).noneMatch(text -> text.contains("started again"));
            window.press("Add slot 3");
            window.fill(ADDRESS, "tcp:192.168.0.21:4001");
            window.press("Save");
            assertThat(window.lead.texts())
                    .contains("Saved.", "tcp:192.168.0.21:4001")
                    .contains("Changed: slots. It counts as soon as Sealbench is closed and started again.");
            assertThat(station.config().slots()).containsEntry(3, "tcp:192.168.0.21:4001");
        }
    }

    @Test
    void aRefusalStandsOnThePageAndWhatWasTypedStays() {
        var station = new ScriptedSettings(2);
        try (var window = new SettingsWindow(station)) {
            window.press("Add slot 3");
            window.fill(ADDRESS, "tcp:192.168.0.20:4002");
            window.press("Save");
            window.lead.untilSeen("two slots have the same port");
            assertThat(window.value(ADDRESS)).isEqualTo("tcp:192.168.0.20:4002");
            assertThat(station.config().slots()).hasSize(2);
        }
    }

    @Test
    void aPortThatWasFoundIsChosenByAdapterOrBySocket() {
        try (var window = new SettingsWindow(new ScriptedSettings(2).withPorts())) {
            window.press("Change");
            window.lead.untilSeen("FT232R USB UART");
            window.press("This socket, any adapter", 2);
            assertThat(window.value(ADDRESS)).isEqualTo("usb:1-2.4");
            window.press("This adapter, in any socket", 2);
            assertThat(window.value(ADDRESS)).isEqualTo("usb:10c4:ea60:0001");
        }
    }

    @Test
    void aSlotIsTakenAway() {
        var station = new ScriptedSettings(1);
        try (var window = new SettingsWindow(station)) {
            window.press("Change");
            window.press("Take the slot away");
            assertThat(window.lead.texts()).contains("There is no slot yet. Add one to begin.");
            assertThat(station.config().slots()).isEmpty();
        }
    }

    @Test
    void aTestSaysWhoAnswersAndWhoDoesNot() {
        try (var window = new SettingsWindow(new ScriptedSettings(3))) {
            window.press("Test", 1);
            assertThat(window.lead.texts()).contains("A charger answers: locked CP42647100001239");
            window.press("Test", 2);
            assertThat(window.lead.texts()).contains("Nobody answers: connection refused");
            window.press("Test", 3);
            window.lead.untilSeen("This unit is being provisioned right now: slot 3.");
        }
    }

    @Test
    void aPrinterIsSetAndTried() {
        var station = new ScriptedSettings(1).printing(PrinterTest.Outcome.NOT_READY);
        try (var window = new SettingsWindow(station)) {
            window.open(Section.PRINTERS);
            window.press("Change", 2);
            assertThat(window.lead.texts()).as("labels with secrets").doesNotContain("Print queue");
            window.press("ZPL printer");
            window.fill("Host and port", "zebra");
            window.press("Save");
            assertThat(window.lead.texts()).contains("Type host and port, as in 192.168.0.30:9100.");
            window.fill("Host and port", "zebra:9100");
            window.press("600");
            window.press("Save");
            assertThat(station.config().printer(LabelKind.ACCESS))
                    .isEqualTo(new LabelPrinterConfig(Type.ZPL, "zebra:9100", 600));
            window.press("Test print", 2);
            window.lead.untilSeen("Not ready, nothing was sent: printer 192.168.0.30:9100 is out of paper");
        }
    }

    @Test
    void aPlateMayGoToAPrintQueue() {
        var station = new ScriptedSettings(1);
        try (var window = new SettingsWindow(station)) {
            window.open(Section.PRINTERS);
            window.press("Change", 1);
            window.press("Print queue");
            window.press("Save");
            assertThat(window.lead.texts()).contains("Choose a print queue.");
            window.press("Zebra_Plates");
            window.press("Save");
            assertThat(station.config().printer(LabelKind.PLATE))
                    .isEqualTo(new LabelPrinterConfig(Type.QUEUE, "Zebra_Plates", 0));
        }
    }

    @Test
    void idleTimeIsSavedOrRefusedWithItsBounds() {
        var station = new ScriptedSettings(1);
        try (var window = new SettingsWindow(station)) {
            window.open(Section.PLACE);
            window.fill("Cover the pages after minutes without a touch", "soon");
            window.press("Save");
            window.lead.untilSeen("idleMinutes must be 1 to 240");
            window.fill("Cover the pages after minutes without a touch", "5");
            window.press("Save");
            assertThat(station.config().signIn().idleMinutes()).isEqualTo(5);
        }
    }

    @Test
    void howLongAnUnattendedVaultStaysOpenIsSavedOrRefusedWithItsBounds() {
        var station = new ScriptedSettings(1);
        try (var window = new SettingsWindow(station)) {
            window.open(Section.PLACE);
            Fx.run(() -> window.page.model().setVaultMinutes(-1));
            window.lead.untilSeen("vaultMinutes must be 0 to 10080");
            Fx.run(() -> window.page.model().setVaultMinutes(0));
            window.lead.untilSeen("vault time");
            assertThat(station.config().signIn().vaultMinutes()).isZero();
        }
    }

    @Test
    void aScannerIsTriedOutWithoutAnythingComingOfIt() {
        try (var window = new SettingsWindow(new ScriptedSettings(1))) {
            window.open(Section.SCANNER);
            window.lead.untilSeen("Scan anything now.");
            window.lead.scan("CP42647100001239");
            window.lead.untilSeen("Serial number CP4-2647-1-0000123-9");
            assertThat(window.lead.texts()).contains("Fast as a scanner.", "16");
            assertThat(Fx.call(() -> window.page.model().seen().get().section()))
                    .isEqualTo(Section.SCANNER);
            assertThat(window.windows.station().refusedScans()).isEmpty();
        }
    }

    @Test
    void whatMayBeASecretIsShownByItsShapeOnly() {
        try (var window = new SettingsWindow(new ScriptedSettings(1))) {
            window.open(Section.SCANNER);
            window.lead.untilSeen("Scan anything now.");
            window.lead.scan("BADGE-0042-77");
            window.lead.untilSeen("No serial number. It could be a badge.");
            assertThat(window.lead.texts()).noneMatch(text -> text.contains("0042"));
            assertThat(window.lead.texts()).anyMatch(text -> text.contains("·9999·99"));
        }
    }

    @Test
    void typingIsToldFromScanning() {
        try (var window = new SettingsWindow(new ScriptedSettings(1))) {
            window.open(Section.SCANNER);
            window.lead.type("1234");
            window.lead.press(KeyCode.ENTER);
            window.lead.untilSeen("Slow as a person who types.");
        }
    }

    @Test
    void booksOnAServerAreNamedByTheirAddressAndRole() {
        var url = "jdbc:postgresql://books.plant.example/books?sslmode=verify-full";
        var station = new ScriptedSettings(1)
                .withDatabase(new DatabaseConfig(url, "sealbench_station", "file:books.password"));
        try (var window = new SettingsWindow(station)) {
            window.open(Section.PLACE);
            assertThat(window.lead.texts())
                    .contains(url + " as sealbench_station")
                    .noneMatch(text -> text.contains("MiB") || text.contains("books.password"));
        }
    }

    @Test
    void settingsThatCannotBeReadAreASentence() {
        try (var window = new SettingsWindow(new ScriptedSettings(1).unknown())) {
            window.lead.untilSeen("station.json is damaged");
            assertThat(window.lead.texts()).contains("The settings are not known. Open this page again.");
        }
    }

    @Test
    void onlyALeadSeesThePage() {
        try (var window = new SettingsWindow(new ScriptedSettings(1))) {
            Fx.run(() -> window.windows.shell().enter(ScriptedShell.OLGA));
            assertThat(window.lead.texts()).doesNotContain("Settings");
        }
    }
}
