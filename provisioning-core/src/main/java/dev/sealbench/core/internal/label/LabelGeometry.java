package dev.sealbench.core.internal.label;

import dev.sealbench.core.LabelTemplateFinding.Problem;
import dev.sealbench.core.internal.label.LabelContent.Hidden;
import dev.sealbench.core.internal.label.LabelContent.Plain;
import dev.sealbench.core.internal.label.LabelElement.Code;
import dev.sealbench.core.internal.label.LabelElement.Line;
import dev.sealbench.core.internal.label.LabelElement.Picture;
import dev.sealbench.core.internal.label.LabelElement.Text;
import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.List;

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
        var faults = faults(layout);
        if (!faults.isEmpty()) {
            throw faults.getFirst();
        }
    }

    /// All that is out of place, in the order of the elements.
    List<LabelUnreadable> faults(LabelLayout layout) {
        var paper = new LabelBox(0, 0, layout.widthMm(), layout.heightMm()).shrunk(MARGIN_MM);
        var taken = new ArrayList<LabelBox>();
        var faults = new ArrayList<LabelUnreadable>();
        for (var element : layout.elements()) {
            var ink = inkOf(element);
            int number = taken.size();
            if (!ink.isInside(element.box())) {
                faults.add(
                        fault(layout, Problem.TOO_WIDE, List.of(number), "element %d is wider than its box", number));
            }
            if (!ink.isInside(paper)) {
                faults.add(
                        fault(layout, Problem.CUT_OFF, List.of(number), "element %d is cut off by the margin", number));
            }
            for (int other = 0; other < number; other++) {
                if (ink.overlaps(taken.get(other))) {
                    faults.add(fault(
                            layout,
                            Problem.OVERLAP,
                            List.of(number, other),
                            "elements %d and %d overlap",
                            other,
                            number));
                }
            }
            taken.add(ink);
        }
        return faults;
    }

    private static LabelUnreadable fault(
            LabelLayout layout, Problem problem, List<Integer> elements, String sentence, Object... numbers) {
        return new LabelUnreadable(layout.name(), problem, elements, "", sentence.formatted(numbers));
    }

    private double widthMm(Text text) {
        return switch (text.content()) {
            case Plain(var plain) -> fonts.widthMm(text.style(), plain);
            case Hidden(var secret) -> secret.reveal(lent -> fonts.widthMm(text.style(), CharBuffer.wrap(lent)));
        };
    }
}
