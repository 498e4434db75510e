package dev.sealbench.core.internal.label;

import dev.sealbench.core.LabelTemplateFinding.Problem;
import dev.sealbench.core.internal.label.LabelContent.Hidden;
import dev.sealbench.core.internal.label.LabelContent.Plain;
import dev.sealbench.core.internal.label.LabelElement.Code;
import java.awt.image.BufferedImage;
import java.nio.CharBuffer;
import java.util.List;

/// Draws the codes of a label with whole dots, so that every module of a code is as wide as every other: a module of
/// 6.04 dots would be 6 here and 7 there.
///
/// Stateless.
final class LabelDots {

    /// Below this a scanner of the line cannot be relied on: 0.25 mm at 203 dots per inch.
    private static final int MIN_MODULE_DOTS = 2;

    private LabelDots() {}

    /// The whole label.
    ///
    /// @param rest everything but the codes, at this resolution
    /// @throws LabelRefused if a code cannot hold its content
    /// @throws LabelUnreadable if a code is too small for this printer
    static LabelBitmap draw(LabelLayout layout, BufferedImage rest, int dotsPerInch, Correction correction)
            throws LabelRefused, LabelUnreadable {
        var bitmap = LabelBitmap.of(rest, dotsPerInch);
        boolean done = false;
        try {
            for (var element : layout.elements()) {
                if (element instanceof Code code) {
                    draw(layout, bitmap, code, modules(code, correction));
                }
            }
            done = true;
            return bitmap;
        } finally {
            if (!done) {
                bitmap.close();
            }
        }
    }

    /// The code's modules, quiet zone not included.
    static CodeModules modules(Code code, Correction correction) throws LabelRefused {
        return switch (code.content()) {
            case Plain(var plain) -> CodeModules.encode(code.symbology(), plain, correction);
            case Hidden(var secret) ->
                secret.reveal(lent -> CodeModules.encode(code.symbology(), CharBuffer.wrap(lent), correction));
        };
    }

    private static void draw(LabelLayout layout, LabelBitmap bitmap, Code code, CodeModules modules)
            throws LabelUnreadable {
        var place = Place.of(code, modules, bitmap.dotsPerInch());
        if (place.module() < MIN_MODULE_DOTS) {
            throw new LabelUnreadable(
                    layout.name(),
                    Problem.CODE_SMALL,
                    List.of(layout.elements().indexOf(code)),
                    String.valueOf(bitmap.dotsPerInch()),
                    "the %s is too small for %d dots per inch".formatted(code.symbology(), bitmap.dotsPerInch()));
        }
        for (int row = 0; row < modules.side(); row++) {
            for (int column = 0; column < modules.side(); column++) {
                if (modules.isDark(column, row)) {
                    bitmap.blacken(
                            place.left() + column * place.module(), place.top() + row * place.module(), place.module());
                }
            }
        }
    }

    /// Where a code's modules stand on a label, the quiet zone left free: as large as whole dots allow, in the middle
    /// of the code's box.
    ///
    /// @param left of the first module, in dots from the label's left edge
    /// @param top the same from its upper edge
    /// @param module the side of a module in dots; 0 where the box is too small
    record Place(int left, int top, int module) {

        static Place of(Code code, CodeModules modules, int dotsPerInch) {
            double dotsPerMm = dotsPerInch / 25.4;
            var box = code.box();
            double sideMm = Math.min(box.widthMm(), box.heightMm());
            int across = modules.side() + 2 * code.symbology().quietModules();
            int module = (int) (sideMm * dotsPerMm / across);
            int side = module * modules.side();
            return new Place(
                    start(box.xMm(), box.widthMm(), dotsPerMm, side),
                    start(box.yMm(), box.heightMm(), dotsPerMm, side),
                    module);
        }
    }

    private static int start(double fromMm, double sizeMm, double dotsPerMm, int dots) {
        return (int) Math.round((fromMm + sizeMm / 2) * dotsPerMm - dots / 2.0);
    }
}
