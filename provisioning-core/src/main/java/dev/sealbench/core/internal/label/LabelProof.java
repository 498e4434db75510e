package dev.sealbench.core.internal.label;

import dev.sealbench.core.LabelTemplateFinding.Problem;
import dev.sealbench.core.internal.label.CodeReader.PixelBox;
import dev.sealbench.core.internal.label.LabelContent.Hidden;
import dev.sealbench.core.internal.label.LabelContent.Plain;
import dev.sealbench.core.internal.label.LabelElement.Code;
import java.awt.image.BufferedImage;
import java.nio.CharBuffer;
import java.util.List;

/// Holds the picture of a finished label against its layout: every code is read back, every element has
/// left ink, and no ink lies where none belongs.
///
/// Stateless apart from what it was made with.
final class LabelProof {

    private static final int DARK_BELOW = 128;

    /// Rounding to whole pixels, and the little that accents reach above the line.
    private static final double TOLERANCE_MM = 0.2;

    private final LabelGeometry geometry;
    private final int dotsPerInch;

    LabelProof(LabelGeometry geometry, int dotsPerInch) {
        this.geometry = geometry;
        this.dotsPerInch = dotsPerInch;
    }

    /// Checks all that the class promises.
    ///
    /// @throws LabelUnreadable with the first thing that is wrong; contents are not quoted
    void check(LabelLayout layout, BufferedImage picture) throws LabelUnreadable {
        checkCodes(layout, picture);
        checkInk(layout, picture);
    }

    private void checkCodes(LabelLayout layout, BufferedImage picture) throws LabelUnreadable {
        for (int number = 0; number < layout.elements().size(); number++) {
            if (!(layout.elements().get(number) instanceof Code code)) {
                continue;
            }
            var read = CodeReader.read(picture, PixelBox.of(code.box(), dotsPerInch, picture), code.symbology());
            if (read.isEmpty()) {
                throw unreadable(layout, number, "the %s cannot be read".formatted(code.symbology()));
            }
            if (!says(code, read.get())) {
                throw unreadable(layout, number, "the %s says something else".formatted(code.symbology()));
            }
        }
    }

    private static LabelUnreadable unreadable(LabelLayout layout, int code, String reason) {
        return new LabelUnreadable(layout.name(), Problem.CODE_UNREADABLE, List.of(code), "", reason);
    }

    private static boolean says(Code code, String read) {
        return switch (code.content()) {
            case Plain(var plain) -> read.contentEquals(code.symbology().scanned(plain));
            case Hidden(var secret) -> secret.reveal(lent -> read.contentEquals(CharBuffer.wrap(lent)));
        };
    }

    private void checkInk(LabelLayout layout, BufferedImage picture) throws LabelUnreadable {
        var owner = new boolean[picture.getWidth()][picture.getHeight()];
        for (int number = 0; number < layout.elements().size(); number++) {
            var element = layout.elements().get(number);
            var ink = geometry.inkOf(element).shrunk(-TOLERANCE_MM);
            var area = PixelBox.of(ink, dotsPerInch, picture);
            if (claim(owner, area, picture) == 0) {
                throw new LabelUnreadable(layout.name(), Problem.NO_INK, List.of(number), "", "an element left no ink");
            }
        }
        for (int x = 0; x < picture.getWidth(); x++) {
            for (int y = 0; y < picture.getHeight(); y++) {
                if (!owner[x][y] && isDark(picture, x, y)) {
                    throw new LabelUnreadable(
                            layout.name(), Problem.STRAY_INK, List.of(), "", "ink outside every element");
                }
            }
        }
    }

    private static int claim(boolean[][] owner, PixelBox area, BufferedImage picture) {
        int dark = 0;
        for (int x = area.x(); x < area.x() + area.width(); x++) {
            for (int y = area.y(); y < area.y() + area.height(); y++) {
                owner[x][y] = true;
                dark += isDark(picture, x, y) ? 1 : 0;
            }
        }
        return dark;
    }

    private static boolean isDark(BufferedImage picture, int x, int y) {
        return picture.getRaster().getSample(x, y, 0) < DARK_BELOW;
    }
}
