package dev.sealbench.ui.window.reprint;

import static dev.sealbench.ui.window.Units.unit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.Fault;
import dev.sealbench.core.LabelKind;
import dev.sealbench.ui.window.Fx;
import dev.sealbench.ui.window.ScriptedShell;
import dev.sealbench.ui.window.Windows;
import dev.sealbench.ui.window.line.ScriptedLine;
import dev.sealbench.ui.window.reprint.ReprintModel.Stage;
import dev.sealbench.ui.window.scan.ScanReading;
import dev.sealbench.ui.window.scan.ScanRule;
import java.io.IOException;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// QA prints a label again; pictures of every state, in none of which anything is cut off, too pale, or too small.
class ReprintPageTest {

    private final ScriptedLabels labels = new ScriptedLabels();
    private final ReprintPage page = new ReprintPage(labels);
    private Windows windows;

    @AfterEach
    void close() {
        labels.goOn();
        windows.close();
    }

    @Test
    void aReprintIsScannedInPrintedAndScannedBack() throws IOException {
        open();
        assertThat(windows.fewPictures("reprint-which")).isEmpty();
        choose();
        assertThat(windows.operator().texts())
                .contains("This will be reprint 1 (print 2). Print 1 becomes void.")
                .contains("Secrets are masked here. They appear on paper only.");
        assertThat(find(".choice-print").isDisabled()).as("without a reason").isTrue();
        fire(".chip");
        assertThat(windows.fewPictures("reprint-choice")).isEmpty();

        fire(".choice-print");
        windows.operator().untilSeen("Scan the Wi-Fi code");
        assertThat(page.scanRule()).isEqualTo(ScanRule.LABEL);
        assertThat(page.mayClose()).isFalse();
        assertThat(windows.fewPictures("reprint-scan")).isEmpty();

        scan("another label");
        windows.operator().untilSeen("That belongs to another unit");
        assertThat(windows.operator().picture("reprint-scan-wrong", 1280, 800)).isEmpty();

        scan(ScriptedLabels.RIGHT);
        windows.operator().untilSeen("The label is believed");
        assertThat(windows.operator().texts()).contains("Put print 2 on the unit. Destroy print 1: it is void.");
        assertThat(windows.fewPictures("reprint-done")).isEmpty();
        assertThat(labels.prints().getLast())
                .satisfies(print -> assertThat(print.kind()).isEqualTo(LabelKind.ACCESS))
                .satisfies(print -> assertThat(print.reason()).isEqualTo("smudged"));
        assertThat(labels.scanned()).allMatch(text -> String.valueOf(text).isBlank() || text[0] == '\0');
        assertThat(page.mayClose()).isTrue();
    }

    @Test
    void aSecondClickPrintsNothingMore() {
        labels.slow();
        open();
        choose();
        fire(".chip");
        Fx.run(() -> {
            page.model().print();
            page.model().print();
        });
        labels.goOn();
        windows.operator().untilSeen("Scan the Wi-Fi code");
        assertThat(labels.prints()).hasSize(4);
    }

    @Test
    void aLabelThatDidNotComeOutIsPrintedAgainWithItsReasonOnlyWhenAsked() throws IOException {
        open();
        choose();
        fire(".chip");
        fire(".choice-print");
        windows.operator().untilSeen("It did not come out");
        fire(".scanback-missing");
        fire(".scanback .chip");
        windows.operator().untilSeen("The print is void.");
        assertThat(windows.fewPictures("reprint-void")).isEmpty();
        assertThat(labels.prints()).hasSize(4);

        button("Print again");
        windows.operator().untilSeen("This will be reprint 2 (print 3). Print 2 becomes void.");
        assertThat(Fx.call(() -> page.model().reason().get())).isEqualTo("nothing came out");
    }

    @Test
    void whatMayLieAtThePrinterIsScannedBeforeAnotherIsPrinted() throws IOException {
        open();
        choose();
        fire(".chip");
        fire(".choice-print");
        windows.operator().untilSeen("Not now");
        fire(".scanback-leave");
        windows.operator().untilSeen("The label may lie at the printer.");
        assertThat(windows.operator().picture("reprint-not-scanned", 1280, 800)).isEmpty();

        button("Scan it now");
        windows.operator().untilSeen("It may not have come out.");
        scan(ScriptedLabels.RIGHT);
        windows.operator().untilSeen("The label is believed");
        assertThat(labels.prints()).hasSize(4);
    }

    @Test
    void aPrintThatAnEarlierPersonLeftOpenIsOfferedForItsScan() throws IOException {
        labels.leftOpen(LabelKind.ACCESS);
        open();
        choose();
        assertThat(windows.operator().texts()).anyMatch(text -> text.startsWith("The last print was never scanned"));
        assertThat(windows.fewPictures("reprint-open")).isEmpty();
    }

    @Test
    void aUnitWhoseSecretsWereDestroyedSaysSoAndItsPlateCanBePrinted() throws IOException {
        labels.impossible(Fault.CREDENTIALS_DESTROYED);
        open();
        Fx.run(() -> page.model().take(new ScanReading.Serial(unit(1))));
        windows.operator().untilSeen("Labels with secrets cannot be printed any more.");
        fire(".chip");
        assertThat(find(".choice-print").isDisabled()).isTrue();
        assertThat(windows.fewPictures("reprint-destroyed")).isEmpty();

        Fx.run(() -> page.model().choose(LabelKind.PLATE));
        Fx.until(page.model().preview(), () -> page.model().preview().get() instanceof ReprintModel.Preview.Drawn);
        assertThat(find(".choice-print").isDisabled()).isFalse();
    }

    @Test
    void aPrinterThatIsNotReadyCountsNothing() throws IOException {
        labels.broken(Fault.PRINTER_NOT_READY);
        open();
        choose();
        fire(".chip");
        fire(".choice-print");
        windows.operator().untilSeen("Nothing was printed or counted.");
        assertThat(labels.prints()).hasSize(3);
        assertThat(windows.operator().picture("reprint-not-ready", 1280, 800)).isEmpty();
    }

    @Test
    void anUnknownUnitIsOneSentence() throws IOException {
        open();
        Fx.run(() -> page.model().take(new ScanReading.Serial(unit(30))));
        windows.operator().untilSeen("This unit is not in the books of this station");
        assertThat(windows.operator().picture("reprint-unknown", 1280, 800)).isEmpty();
    }

    @Test
    void aUnitThatIsScannedWhileAPrintWaitsDoesNotTakeItsPlace() {
        open();
        choose();
        fire(".chip");
        fire(".choice-print");
        windows.operator().untilSeen("Scan the Wi-Fi code");
        Fx.run(() -> page.open(unit(2)));
        assertThat(Fx.call(() -> page.model().stage().get())).isInstanceOf(Stage.Asking.class);
    }

    private void open() {
        windows = new Windows(new ScriptedLine(4), new ScriptedShell(), false, page);
        Fx.run(() -> {
            windows.shell().enter(ScriptedShell.QUINN);
            windows.shell().show(page);
        });
        windows.operator().untilSeen("Which unit needs a label?");
    }

    private void choose() {
        Fx.run(() -> page.model().take(new ScanReading.Serial(unit(1))));
        Fx.until(page.model().preview(), () -> page.model().preview().get() instanceof ReprintModel.Preview.Drawn);
        windows.operator().untilSeen("Which label?");
    }

    private void scan(String code) {
        Fx.run(() -> windows.shell().take(new ScanReading.Code(code.toCharArray())));
    }

    private ButtonBase find(String selector) {
        return windows.operator().find(selector, ButtonBase.class);
    }

    private void fire(String selector) {
        var button = windows.operator().find(selector, Button.class);
        Fx.run(button::fire);
        Fx.run(() -> {});
    }

    private void button(String words) {
        Fx.run(() -> windows.shell().scene().getRoot().lookupAll(".button").stream()
                .filter(node -> node instanceof Labeled label && words.equals(label.getText()))
                .map(Button.class::cast)
                .findFirst()
                .orElseThrow()
                .fire());
    }
}
