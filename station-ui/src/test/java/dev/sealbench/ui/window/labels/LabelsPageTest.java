package dev.sealbench.ui.window.labels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.Fault;
import dev.sealbench.core.LabelTemplateFinding.Problem;
import dev.sealbench.ui.window.Fx;
import dev.sealbench.ui.window.Operator;
import dev.sealbench.ui.window.PagePictures;
import dev.sealbench.ui.window.ScriptedShell;
import dev.sealbench.ui.window.Windows;
import dev.sealbench.ui.window.line.ScriptedLine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

/// What a lead sees of label templates, and does with them.
class LabelsPageTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static Windows opened(ScriptedTemplates station) {
        Fx.start();
        var page = new LabelsPage(station, _ -> Optional.of(Path.of("no such picture.png")));
        var windows = new Windows(new ScriptedLine(4), new ScriptedShell(), false, page);
        Fx.run(() -> {
            windows.shell().enter(ScriptedShell.LENA);
            windows.shell().show(page);
        });
        return windows;
    }

    private static boolean maySave(Operator lead) {
        return !lead.find(".save-template", Button.class).isDisabled();
    }

    /// The editor, with the row of an element picked by the keyboard.
    private static void edit(Windows windows, int row) {
        var lead = windows.operator();
        lead.untilSeen("In use", PATIENCE);
        lead.fire(".change-template");
        lead.untilSeen("Nothing is changed yet.", PATIENCE);
        down(lead, ".editor-left .pick-list", row);
    }

    private static void down(Operator lead, String list, int rows) {
        var view = lead.find(list, ListView.class);
        Fx.run(view::requestFocus);
        for (int row = 0; row < rows; row++) {
            lead.press(KeyCode.DOWN);
        }
    }

    @Test
    void theVersionsOfEachKindAreListedWithWhatIsInUseAndWhoNamesThem() throws IOException {
        try (var windows = opened(ScriptedTemplates.withPlates(3))) {
            var lead = windows.operator();
            lead.untilSeen("Version 3");
            assertThat(lead.texts())
                    .contains("In use", "Named by WO-2026-0147", "The program's own", "All that name no version")
                    .anyMatch(text -> text.startsWith("Saved Nov 23, 2026") && text.endsWith("by Lena Lehmann"));
            assertThat(PagePictures.faults(windows, "labels-list")).isEmpty();
        }
    }

    @Test
    void aChangeIsDrawnCheckedAndSavedAsTheNextVersion() throws IOException {
        var station = ScriptedTemplates.withPlates(3);
        try (var windows = opened(station)) {
            var lead = windows.operator();
            edit(windows, 1);
            lead.untilSeen("Type size, points");
            assertThat(maySave(lead)).as("nothing is changed").isFalse();
            lead.enter("#part-size", "12,5");
            lead.untilSeen("every code was read back");
            assertThat(maySave(lead)).isTrue();
            assertThat(PagePictures.faults(windows, "labels-editor")).isEmpty();
            lead.fire(".save-template");
            lead.untilSeen("plate-4 is saved");
            assertThat(station.saved("plate-4").orElseThrow()).contains("\"sizePt\" : 12.5");
            assertThat(lead.texts()).contains("Version 4");
        }
    }

    @Test
    void whatTheStationFindsStandsUnderItsFieldAndNothingIsSaved() throws IOException {
        var station = ScriptedTemplates.withPlates(1);
        try (var windows = opened(station)) {
            var lead = windows.operator();
            edit(windows, 8);
            station.finding(Problem.CODE_SMALL, List.of(7), "203");
            lead.enter("#part-side", "6");
            lead.untilSeen("Too small for printers of 203 dots per inch.");
            lead.untilSeen("One thing has to be mended");
            assertThat(maySave(lead)).isFalse();
            assertThat(lead.find("#part-side", TextField.class).getAccessibleText())
                    .contains("Too small for printers");
            assertThat(PagePictures.faults(windows, "labels-editor-wrong")).isEmpty();
            station.findingNothing();
            lead.enter("#part-side", "18");
            lead.untilSeen("every code was read back");
            assertThat(maySave(lead)).isTrue();
        }
    }

    @Test
    void beforeTheStationHasReadItBackNothingIsSaved() {
        var station = ScriptedTemplates.withPlates(1);
        try (var windows = opened(station)) {
            var lead = windows.operator();
            edit(windows, 1);
            var slow = station.standingStill();
            lead.enter("#part-x", "5");
            lead.untilSeen("its codes are read back");
            assertThat(maySave(lead)).isFalse();
            slow.countDown();
            lead.untilSeen("It can be saved");
            assertThat(maySave(lead)).isTrue();
        }
    }

    @Test
    void whatIsNoNumberIsSaidAtOnceAndNotAskedOfTheStation() {
        var station = ScriptedTemplates.withPlates(1);
        try (var windows = opened(station)) {
            var lead = windows.operator();
            edit(windows, 0);
            lead.enter("#part-width", "300");
            lead.untilSeen("A number from 20 to 200.");
            lead.enter("#part-height", "x");
            lead.untilSeen("2 things have to be mended");
            assertThat(maySave(lead)).isFalse();
            assertThat(station.examined()).noneMatch(json -> json.contains("300"));
        }
    }

    @Test
    void whatIsNotSavedIsKeptOnOtherPagesAndAskedForBeforeItIsThrownAway() throws IOException {
        try (var windows = opened(ScriptedTemplates.withPlates(1))) {
            var lead = windows.operator();
            edit(windows, 1);
            lead.enter("#part-x", "6");
            Fx.run(() -> windows.shell().show(windows.linePage()));
            assertThat(Fx.call(() -> windows.shell().mayClose())).isFalse();
            lead.untilSeen("What was changed is not saved yet.");
            assertThat(PagePictures.faults(windows, "labels-unsaved")).isEmpty();
            lead.press(KeyCode.ESCAPE);
            assertThat(lead.find("#part-x", TextField.class).getText()).isEqualTo("6");
            lead.press(KeyCode.ESCAPE);
            lead.untilSeen("What was changed is not saved yet.");
            lead.fire(".throw-away");
            lead.untilSeen("In use");
            assertThat(Fx.call(() -> windows.shell().mayClose())).isTrue();
        }
    }

    @Test
    void elementsAreAddedFilledFromAListAndRemoved() {
        try (var windows = opened(ScriptedTemplates.withPlates(1))) {
            var lead = windows.operator();
            edit(windows, 1);
            choose(lead, ".add-element", "Text");
            lead.untilSeen("‹serial number›");
            lead.enter("#part-text", "");
            choose(lead, ".insert", "Made");
            choose(lead, ".insert", "‹month made›");
            assertThat(lead.find("#part-text", TextField.class).getText()).isEqualTo("{#made}{made}");
            lead.untilSeen("Made‹month made›");
            lead.fire(".remove-element");
            lead.untilSeen("Language of the captions");
            assertThat(lead.texts()).doesNotContain("Made‹month made›");
        }
    }

    private static void choose(Operator lead, String menu, String words) {
        var button = lead.find(menu, MenuButton.class);
        Fx.run(() -> {
            button.show();
            button.getItems().stream()
                    .filter(item -> item.getText().equals(words))
                    .findFirst()
                    .orElseThrow()
                    .fire();
            button.hide();
        });
        Fx.run(() -> {});
    }

    @Test
    void aLogoThatCannotBeReadIsSaidAndChangesNothing() {
        try (var windows = opened(ScriptedTemplates.withPlates(1))) {
            var lead = windows.operator();
            edit(windows, 0);
            lead.fire(".choose-logo");
            lead.untilSeen("This picture cannot be read");
            assertThat(lead.texts()).contains("PNG or JPEG; becomes black and white, at most 400 dots a side.");
        }
    }

    @Test
    void anOlderVersionMayBeSavedAgainAsItIs() {
        var station = ScriptedTemplates.withPlates(2);
        try (var windows = opened(station)) {
            var lead = windows.operator();
            lead.untilSeen("Version 1");
            down(lead, ".pick-list", 1);
            lead.untilSeen("WO-2026-0147");
            lead.fire(".change-template");
            lead.untilSeen("It can be saved");
            lead.fire(".save-template");
            lead.untilSeen("plate-3 is saved");
        }
    }

    @Test
    void theMakersDataAreTriedOnTheLabelsInUseBeforeTheyAreSaved() throws IOException {
        var station = ScriptedTemplates.withPlates(1);
        try (var windows = opened(station)) {
            var lead = windows.operator();
            lead.untilSeen("In use");
            lead.fire(".change-maker");
            lead.untilSeen("Where to report a vulnerability");
            station.finding(Problem.TOO_WIDE, List.of(0), "maker");
            lead.enter("#maker-name", "Voltgoed International Charging");
            lead.untilSeen("Does not fit its place on a label in use.");
            assertThat(maySave(lead)).isFalse();
            assertThat(PagePictures.faults(windows, "labels-maker")).isEmpty();
            station.findingNothing();
            lead.enter("#maker-name", "Voltgoed EV");
            lead.untilSeen("It can be saved");
            lead.fire(".save-template");
            lead.untilSeen("The maker's data are saved.");
            lead.untilSeen("closed and started again");
            assertThat(station.maker().name()).isEqualTo("Voltgoed EV");
            assertThat(PagePictures.faults(windows, "labels-list-waits")).isEmpty();
        }
    }

    @Test
    void aStationThatDoesNotAnswerIsSaidInPlace() {
        var station = new ScriptedTemplates();
        station.failWith(Fault.BOOKS_UNAVAILABLE, "the disk is full");
        try (var windows = opened(station)) {
            windows.operator().untilSeen("the disk is full");
        }
    }
}
