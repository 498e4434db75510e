package dev.sealbench.core.internal.label;

import dev.sealbench.core.internal.label.LabelContent.Hidden;
import dev.sealbench.core.internal.label.LabelContent.Plain;
import dev.sealbench.core.internal.label.LabelElement.Code;
import dev.sealbench.core.internal.label.LabelElement.Line;
import dev.sealbench.core.internal.label.LabelElement.Text;
import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Puts elements on a label, and checks each text from outside on its way in.
///
/// One builder makes one layout. If it gives up, it wipes the secrets that it was given.
final class LayoutBuilder {

    private static final double HAIRLINE_MM = 0.2;
    private static final int MAX_CHARACTERS = 80;

    private final LabelFonts fonts;
    private final PrintableText printable;
    private final List<LabelElement> elements = new ArrayList<>();

    LayoutBuilder(LabelFonts fonts) {
        this.fonts = fonts;
        this.printable = new PrintableText(fonts);
    }

    /// A word of ours.
    void word(double xMm, double yMm, TextStyle style, String word) {
        double width = fonts.widthMm(style, word);
        double left = switch (style.align()) {
            case LEFT -> xMm;
            case CENTRE -> xMm - width / 2;
            case RIGHT -> xMm - width;
        };
        elements.add(new Text(new LabelBox(left, yMm, width, style.lineHeightMm()), style, new Plain(word)));
    }

    /// A value from outside that has to fit into the width at (x, y).
    ///
    /// @throws LabelRefused naming `field` if it cannot be printed or is too wide
    void value(String field, LabelBox place, TextStyle style, String value) throws LabelRefused {
        var text = printable.check(field, value, MAX_CHARACTERS);
        if (fonts.widthMm(style, text) > place.widthMm()) {
            throw new LabelRefused(field, String.format(Locale.ROOT, "wider than the %.0f mm it has", place.widthMm()));
        }
        elements.add(new Text(lineAt(place, style), style, new Plain(text)));
    }

    /// A secret that has to fit; the layout owns it from here on.
    ///
    /// @throws LabelRefused naming `field` if it is too wide
    void secret(String field, LabelBox place, TextStyle style, SecretText secret) throws LabelRefused {
        elements.add(new Text(lineAt(place, style), style, new Hidden(secret)));
        double widthMm = secret.reveal(lent -> fonts.widthMm(style, CharBuffer.wrap(lent)));
        if (widthMm > place.widthMm()) {
            throw new LabelRefused(field, String.format(Locale.ROOT, "wider than the %.0f mm it has", place.widthMm()));
        }
    }

    /// A code; a hidden content belongs to the layout from here on.
    void code(LabelBox box, Symbology symbology, LabelContent content) {
        elements.add(new Code(box, symbology, content));
    }

    /// Which label this is, for a scanner.
    void identity(LabelBox box, IdentityCode identity) {
        code(box, Symbology.DATA_MATRIX, new Plain(identity.text()));
    }

    /// A thin line across.
    void hairline(double xMm, double yMm, double widthMm) {
        elements.add(new Line(new LabelBox(xMm, yMm, widthMm, HAIRLINE_MM), false));
    }

    /// Where to tear.
    void tearLine(LabelBox box) {
        elements.add(new Line(box, true));
    }

    /// Says which print this is, unless it is the first.
    ///
    /// @throws IllegalArgumentException for a number below 1
    void printNumber(double rightMm, double yMm, int printNumber) {
        if (printNumber < 1) {
            throw new IllegalArgumentException("prints are counted from 1");
        }
        if (printNumber > 1) {
            word(rightMm, yMm, LabelStyles.SMALL_BOLD.aligned(TextStyle.Align.RIGHT), "reprint " + printNumber);
        }
    }

    /// The finished layout.
    LabelLayout build(String name, double widthMm, double heightMm) {
        return new LabelLayout(name, widthMm, heightMm, elements);
    }

    /// Wipes what was collected, because the label will not be made.
    void abandon() {
        build("abandoned", 1, 1).close();
    }

    private static LabelBox lineAt(LabelBox place, TextStyle style) {
        return new LabelBox(place.xMm(), place.yMm(), place.widthMm(), style.lineHeightMm());
    }
}
