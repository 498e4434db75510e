package dev.sealbench.ui.window.unit;

import static dev.sealbench.ui.window.Units.unit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.Fault;
import dev.sealbench.core.UnitProof.Subject;
import dev.sealbench.ui.window.Fx;
import dev.sealbench.ui.window.ScriptedShell;
import dev.sealbench.ui.window.Windows;
import dev.sealbench.ui.window.line.ScriptedLine;
import java.io.IOException;
import javafx.scene.control.ToggleButton;
import org.junit.jupiter.api.Test;

/// Pictures of the unit page in its states; in none is anything cut off, too pale, or too small to touch.
class UnitPagePicturesTest {

    private final ScriptedUnits units = new ScriptedUnits();
    private final UnitPage page = new UnitPage(units, _ -> {});

    @Test
    void theNewestUnitsAreLegible() throws IOException {
        try (var windows = opened()) {
            windows.operator().untilSeen("Newest units");
            assertThat(windows.fewPictures("unit-newest")).isEmpty();
        }
    }

    @Test
    void aHistoryIsLegible() throws IOException {
        try (var windows = opened()) {
            open(windows, 1);
            assertThat(windows.fewPictures("unit-history")).isEmpty();
        }
    }

    @Test
    void aReceiptThatHoldsIsLegible() throws IOException {
        try (var windows = opened()) {
            open(windows, 1);
            tab(windows, 1);
            assertThat(windows.fewPictures("unit-receipt")).isEmpty();
            Fx.run(page.model()::verify);
            windows.operator().untilSeen("Nothing wrong was found");
            assertThat(windows.fewPictures("unit-receipt-holds")).isEmpty();
        }
    }

    @Test
    void aForgedReceiptSaysFirstWhatIsWrong() throws IOException {
        units.forged(Subject.QUOTE_SIGNATURE, Subject.LOCK_STATE);
        try (var windows = opened()) {
            open(windows, 1);
            tab(windows, 1);
            Fx.run(page.model()::verify);
            windows.operator().untilSeen("Something is wrong");
            assertThat(windows.fewPictures("unit-receipt-forged")).isEmpty();
        }
    }

    @Test
    void labelsAndDocumentsAreLegible() throws IOException {
        try (var windows = opened()) {
            open(windows, 1);
            tab(windows, 2);
            assertThat(windows.fewPictures("unit-papers")).isEmpty();
        }
    }

    @Test
    void aDecisionAsksForItsReasonInPlace() throws IOException {
        try (var windows = opened()) {
            open(windows, 3);
            Fx.run(() -> page.model().begin(Decision.SCRAP));
            windows.operator().untilSeen("nothing leads back");
            assertThat(windows.fewPictures("unit-scrap")).isEmpty();
        }
    }

    @Test
    void everyStateIsLegible() throws IOException {
        try (var windows = opened()) {
            for (int n = 2; n <= 6; n++) {
                open(windows, n);
                assertThat(windows.operator().picture("unit-state-" + n, 1280, 800))
                        .isEmpty();
            }
            tab(windows, 1);
            assertThat(windows.fewPictures("unit-no-receipt")).isEmpty();
        }
    }

    @Test
    void emptyBooksSayWhatToDo() throws IOException {
        units.empty();
        try (var windows = opened()) {
            windows.operator().untilSeen("No unit yet");
            assertThat(windows.fewPictures("unit-none")).isEmpty();
        }
    }

    @Test
    void anUnknownUnitAndADownDatabaseAreOneClearSentence() throws IOException {
        try (var windows = opened()) {
            Fx.run(() -> page.model().open(unit(40)));
            windows.operator().untilSeen("This unit is not in the books of this station");
            assertThat(windows.fewPictures("unit-unknown")).isEmpty();
            units.refusing(Fault.BOOKS_UNAVAILABLE);
            Fx.run(() -> page.model().search("1"));
            windows.operator().untilSeen("books");
            assertThat(windows.operator().picture("unit-no-books", 1280, 800)).isEmpty();
        }
    }

    private Windows opened() {
        var windows = new Windows(new ScriptedLine(4), new ScriptedShell(), false, page);
        Fx.run(() -> {
            windows.shell().enter(ScriptedShell.LENA);
            windows.shell().show(page);
        });
        Fx.run(() -> {});
        return windows;
    }

    private void open(Windows windows, int n) {
        Fx.run(() -> page.model().open(unit(n)));
        Fx.until(
                page.model().shown(),
                () -> page.model().shown().get() instanceof UnitModel.Shown.Open(var file)
                        && file.serial().equals(unit(n)));
        Fx.run(() -> {});
    }

    private static void tab(Windows windows, int number) {
        Fx.run(() -> ((ToggleButton)
                        windows.shell().scene().getRoot().lookupAll(".unit-tab").toArray()[number])
                .fire());
    }
}
