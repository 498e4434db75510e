package dev.sealbench.core.internal.label;

import java.awt.image.BufferedImage;
import java.io.IOException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/// Makes the picture of a label from its PDF: what a printer with that resolution would put on paper.
///
/// Stateless.
final class LabelRaster {

    private LabelRaster() {}

    /// Renders the first page in shades of grey.
    ///
    /// @param pdf of a label of ours
    /// @param dotsPerInch 72 to 600
    /// @throws IOException if it is not a PDF
    static BufferedImage render(byte[] pdf, int dotsPerInch) throws IOException {
        if (dotsPerInch < 72 || dotsPerInch > 600) {
            throw new IllegalArgumentException("resolution out of range: " + dotsPerInch);
        }
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFRenderer(document).renderImageWithDPI(0, dotsPerInch, ImageType.GRAY);
        }
    }

    /// Paints the picture white.
    static void wipe(BufferedImage image) {
        var graphics = image.createGraphics();
        graphics.setBackground(java.awt.Color.WHITE);
        graphics.clearRect(0, 0, image.getWidth(), image.getHeight());
        graphics.dispose();
    }
}
