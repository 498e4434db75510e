package dev.sealbench.core.internal.label;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Damages finished labels and wrong layouts, each in one way, and expects to hear of it.
class LabelProofTest {

    private static final int DPI = LabelMaker.PROOF_DPI;

    private final LabelFonts fonts = new LabelFonts();
    private final LabelMaker maker = new LabelMaker(fonts);
    private final LabelProof proof = new LabelProof(new LabelGeometry(fonts), DPI);

    @Test
    void anUntouchedPictureIsReadable() throws Exception {
        try (var layout = access(LabelSamples.PASSPHRASE)) {
            var picture = maker.raster(maker.pdf(layout), DPI);
            assertThatCode(() -> proof.check(layout, picture)).doesNotThrowAnyException();
        }
    }

    @Test
    void theCodeOfAnotherUnitIsNoticed() throws Exception {
        try (var layout = access(LabelSamples.PASSPHRASE);
                var other = access("HJKD-2N7X-W4TP-9FCV-3MRY")) {
            var picture = maker.raster(maker.pdf(other), DPI);
            assertThatThrownBy(() -> proof.check(layout, picture))
                    .isInstanceOf(LabelUnreadable.class)
                    .hasMessageEndingWith("the QR says something else");
        }
    }

    @Test
    void aSmearedCodeIsNoticed() throws Exception {
        try (var layout = access(LabelSamples.PASSPHRASE)) {
            var picture = paint(layout, new LabelBox(70, 15, 20, 12), Color.BLACK);
            assertThatThrownBy(() -> proof.check(layout, picture))
                    .isInstanceOf(LabelUnreadable.class)
                    .hasMessageEndingWith("the QR cannot be read");
        }
    }

    @Test
    void aStainBetweenTheTextsIsNoticed() throws Exception {
        try (var layout = access(LabelSamples.PASSPHRASE)) {
            var picture = paint(layout, new LabelBox(50, 19.5, 0.3, 0.3), Color.BLACK);
            assertThatThrownBy(() -> proof.check(layout, picture)).hasMessageEndingWith("ink outside every element");
        }
    }

    @Test
    void aTextThatDidNotPrintIsNoticed() throws Exception {
        try (var layout = access(LabelSamples.PASSPHRASE)) {
            var picture = paint(layout, new LabelBox(3, 22.5, 62, 6), Color.WHITE);
            assertThatThrownBy(() -> proof.check(layout, picture)).hasMessageEndingWith("an element left no ink");
        }
    }

    @Test
    void textsThatOverlapAreNotPrinted() {
        assertThatThrownBy(() -> maker.pdf(layout(text(10, 10, 40, "Serial"), text(15, 11, 40, "Model"))))
                .isInstanceOf(LabelUnreadable.class)
                .hasMessageEndingWith("elements 0 and 1 overlap");
    }

    @Test
    void aTextThatIsCutOffIsNotPrinted() {
        assertThatThrownBy(() -> maker.pdf(layout(text(80, 10, 30, "Serial number"))))
                .isInstanceOf(LabelUnreadable.class)
                .hasMessageEndingWith("cut off by the margin");
        assertThatThrownBy(() -> maker.pdf(layout(text(10, 10, 5, "Serial number"))))
                .isInstanceOf(LabelUnreadable.class)
                .hasMessageEndingWith("wider than its box");
    }

    @Test
    void aCodeTooSmallForItsContentIsNotPrinted() {
        var code = new LabelElement.Code(
                new LabelBox(10, 10, 2, 2), Symbology.QR, new LabelContent.Plain("x".repeat(300)));
        assertThatThrownBy(() -> maker.pdf(layout(code))).isInstanceOf(LabelUnreadable.class);
    }

    private LabelLayout access(String passphrase) throws LabelRefused {
        return maker.access(
                LabelSamples.ACCESS,
                LabelSamples.access(),
                passphrase.toCharArray(),
                LabelSamples.PASSWORD.toCharArray(),
                1);
    }

    private BufferedImage paint(LabelLayout layout, LabelBox box, Color color) throws Exception {
        var picture = maker.raster(maker.pdf(layout), DPI);
        var area = CodeReader.PixelBox.of(box, DPI, picture);
        var graphics = picture.createGraphics();
        graphics.setColor(color);
        graphics.fillRect(area.x(), area.y(), area.width(), area.height());
        graphics.dispose();
        return picture;
    }

    private static LabelLayout layout(LabelElement... elements) {
        return new LabelLayout("trial", 100, 50, List.of(elements));
    }

    private static LabelElement text(double xMm, double yMm, double widthMm, String text) {
        var style = new TextStyle(Typeface.SANS, 10, TextStyle.Align.LEFT);
        return new LabelElement.Text(
                new LabelBox(xMm, yMm, widthMm, style.lineHeightMm()), style, new LabelContent.Plain(text));
    }
}
