package dev.sealbench.core.internal.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostileLabelTest {

    private static final LabelMaker MAKER = new LabelMaker();

    @ParameterizedTest
    @CsvSource({
        "10, line feed",
        "13, carriage return",
        "0, NUL",
        "27, escape",
        "29, group separator",
        "127, delete",
        "160, no-break space: looks like a space and is none",
        "173, soft hyphen",
        "769, combining acute: stands on its neighbour",
        "1488, Hebrew: runs from right to left",
        "8203, zero-width space",
        "8232, line separator",
        "8238, right-to-left override",
        "57344, private use",
        "65279, byte order mark",
        "19968, no glyph: Chinese",
        "128512, no glyph: beyond the first plane",
        "55357, half a surrogate pair"
    })
    void aModelNameWithSuchACharacterIsRefusedAndNotQuoted(int codePoint, String why) {
        var model = "Q" + Character.toString(codePoint) + "allbox";
        assertThatThrownBy(() -> MAKER.plate(LabelSamples.PLATE, LabelSamples.plate(model), 1))
                .as(why)
                .isInstanceOfSatisfying(
                        LabelRefused.class,
                        refusal -> assertThat(refusal.field()).isEqualTo("model"))
                .hasMessageNotContaining("allbox");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "Wallbox One 22 Professional Edition", "WWWWWWWWWWWWWWWWWWWW"})
    void aModelNameThatIsEmptyOrTooWideIsRefused(String model) {
        assertThatThrownBy(() -> MAKER.plate(LabelSamples.PLATE, LabelSamples.plate(model), 1))
                .isInstanceOf(LabelRefused.class);
    }

    @Test
    void anEndlessModelNameIsRefusedBeforeItIsLookedAt() {
        assertThatThrownBy(() -> MAKER.plate(LabelSamples.PLATE, LabelSamples.plate("x".repeat(5_000_000)), 1))
                .isInstanceOf(LabelRefused.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=cmd|' /C'!A0",
                "^XA^FDx^XZ",
                "~JA _5E",
                "<b>&amp;</b>",
                "%PDF (x) Tj",
                "Stra\u00dfe \u0141\u00f3d\u017a"
            })
    void whatIsCodeElsewhereIsPrintedAsText(String model) throws Exception {
        try (var layout = MAKER.plate(LabelSamples.PLATE, LabelSamples.plate(model), 1);
                var document = Loader.loadPDF(MAKER.pdf(layout))) {
            assertThat(new PDFTextStripper().getText(document)).contains(model);
        }
    }

    @Test
    void decomposedLettersArePrintedComposed() throws Exception {
        try (var layout = MAKER.plate(LabelSamples.PLATE, LabelSamples.plate("Caf\u0065\u0301"), 1);
                var document = Loader.loadPDF(MAKER.pdf(layout))) {
            assertThat(new PDFTextStripper().getText(document)).contains("Caf\u00e9");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "HJKD-2N, LV63R5CTN4C4MNW5, passphrase below 8",
        "HJKD-2N7X-W4TP-9FCV-3MRY-HJKD-2N7X-W4TP-9FCV-3MRY-HJKD-2N7X-W4TP, LV63R5CTN4C4MNW5, passphrase above 63",
        "HJKD-2N7X-W4TP-9FCV-3MRY-HJKD, LV63R5CTN4C4MNW5, passphrase wider than its place",
        "HJKD-2N7X-W4TP-9FCV-3MR\u00e9, LV63R5CTN4C4MNW5, passphrase not ASCII",
        "HJKD-2N7X-W4TP-9FCV-3MRY, LV63R5CTN4C4MNW5LV63R5CTN4C4MNW5, password wider than its place",
        "HJKD-2N7X-W4TP-9FCV-3MRY, LV6, password too short"
    })
    void secretsThatDoNotFitAreRefusedWithoutATrace(String passphrase, String password, String why) {
        assertThatThrownBy(() -> MAKER.access(
                        LabelSamples.ACCESS,
                        LabelSamples.access(),
                        passphrase.toCharArray(),
                        password.toCharArray(),
                        1))
                .as(why)
                .isInstanceOf(LabelRefused.class)
                .hasMessageNotContaining("HJKD")
                .hasMessageNotContaining("LV6");
    }

    @ParameterizedTest
    @ValueSource(strings = {"669188078022022", "66918807802202281", "669188078022022A", "6691-8807-8022-0", ""})
    void aPukThatIsNotSixteenDigitsIsRefused(String puk) {
        assertThatThrownBy(() -> MAKER.recovery(LabelSamples.RECOVERY, LabelSamples.recovery(), puk.toCharArray(), 1))
                .isInstanceOf(LabelRefused.class);
    }

    @Test
    void aYearThatTwoDigitsCannotSayIsRefused() {
        var plate = LabelSamples.plate();
        var late = new PlateFacts(
                plate.maker(),
                plate.product(),
                plate.serial(),
                plate.gtin(),
                LocalDate.of(2050, 1, 1),
                plate.securityUpdatesUntil(),
                plate.policyAddress());
        assertThatThrownBy(() -> MAKER.plate(LabelSamples.PLATE, late, 1)).isInstanceOf(LabelRefused.class);
    }

    @Test
    void moreRatingsOrContactLinesThanThereIsRoomForAreRefused() {
        var plate = LabelSamples.plate();
        var rating = new Rating("Input", "230 V");
        var ratings = Collections.nCopies(9, rating);
        assertThatThrownBy(() -> MAKER.plate(LabelSamples.PLATE, with(plate, plate.maker(), ratings), 1))
                .isInstanceOf(LabelRefused.class);
        assertThatThrownBy(() -> MAKER.plate(LabelSamples.PLATE, with(plate, plate.maker(), List.of()), 1))
                .isInstanceOf(LabelRefused.class);
        var chatty = new Maker("Voltgoed", List.of("a", "b", "c"));
        assertThatThrownBy(() -> MAKER.plate(LabelSamples.PLATE, with(plate, chatty, List.of(rating)), 1))
                .isInstanceOf(LabelRefused.class);
    }

    @Test
    void printsAreCountedFromOne() {
        assertThatThrownBy(() -> MAKER.plate(LabelSamples.PLATE, LabelSamples.plate(), 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static PlateFacts with(PlateFacts plate, Maker maker, List<Rating> ratings) {
        return new PlateFacts(
                maker,
                new PlateFacts.Product("Wallbox", "EV charging station", ratings),
                plate.serial(),
                plate.gtin(),
                plate.made(),
                plate.securityUpdatesUntil(),
                plate.policyAddress());
    }
}
