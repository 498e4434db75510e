package dev.sealbench.core.internal.label;

import dev.sealbench.core.internal.label.LabelContent.Hidden;
import dev.sealbench.core.internal.label.LabelContent.Plain;
import dev.sealbench.core.internal.label.LabelElement.Code;
import dev.sealbench.core.internal.label.LabelElement.Line;
import dev.sealbench.core.internal.label.LabelElement.Picture;
import dev.sealbench.core.internal.label.LabelElement.Text;
import java.nio.CharBuffer;
import java.util.ArrayList;

/// Measures a layout before it is drawn: nothing beyond its box, nothing near the edge, nothing on top of
/// something else.
///
/// Stateless apart from the fonts.
final class LabelGeometry {

    /// What a printer may miss at each edge.
    static final double MARGIN_MM = 2;

    private final LabelFonts fonts;

    LabelGeometry(LabelFonts fonts) {
        this.fonts = fonts;
    }

    /// The room that a text of this width really takes in its box: one line, centred in height.
    static LabelBox inkOf(Text text, double widthMm) {
        var box = text.box();
        double lineMm = text.style().lineHeightMm();
        double left = switch (text.style().align()) {
            case LEFT -> box.xMm();
            case CENTRE -> box.xMm() + (box.widthMm() - widthMm) / 2;
            case RIGHT -> box.rightMm() - widthMm;
        };
        return new LabelBox(left, box.yMm() + (box.heightMm() - lineMm) / 2, widthMm, lineMm);
    }

    /// The room that an element really takes.
    LabelBox inkOf(LabelElement element) {
        return switch (element) {
            case Text text -> inkOf(text, widthMm(text));
            case Code code -> code.box();
            case Line line -> line.box();
            case Picture picture -> picture.box();
        };
    }

    /// Holds every element against its box, the margin and all others.
    ///
    /// @throws LabelUnreadable naming the first element that is out of place, by its number
    void check(LabelLayout layout) throws LabelUnreadable {
        var paper = new LabelBox(0, 0, layout.widthMm(), layout.heightMm()).shrunk(MARGIN_MM);
        var taken = new ArrayList<LabelBox>();
        for (var element : layout.elements()) {
            var ink = inkOf(element);
            int number = taken.size();
            if (!ink.isInside(element.box())) {
                throw new LabelUnreadable(layout.name(), "element %d is wider than its box".formatted(number));
            }
            if (!ink.isInside(paper)) {
                throw new LabelUnreadable(layout.name(), "element %d is cut off by the margin".formatted(number));
            }
            for (int other = 0; other < number; other++) {
                if (ink.overlaps(taken.get(other))) {
                    throw new LabelUnreadable(layout.name(), "elements %d and %d overlap".formatted(other, number));
                }
            }
            taken.add(ink);
        }
    }

    private double widthMm(Text text) {
        return switch (text.content()) {
            case Plain(var plain) -> fonts.widthMm(text.style(), plain);
            case Hidden(var secret) -> secret.reveal(lent -> fonts.widthMm(text.style(), CharBuffer.wrap(lent)));
        };
    }
}
