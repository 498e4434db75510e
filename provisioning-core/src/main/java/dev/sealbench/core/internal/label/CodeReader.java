package dev.sealbench.core.internal.label;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.Reader;
import com.google.zxing.ReaderException;
import com.google.zxing.Result;
import com.google.zxing.ResultMetadataType;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.datamatrix.DataMatrixReader;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.util.Map;
import java.util.Optional;

/// Reads a code from the picture of a label, as a scanner would.
///
/// Stateless.
final class CodeReader {

    private static final Map<DecodeHintType, ?> HINTS = Map.of(DecodeHintType.TRY_HARDER, Boolean.TRUE);
    private static final char GROUP_SEPARATOR = 0x1d;

    private CodeReader() {}

    /// What the code in this part of the picture says, or nothing if it cannot be read or is of another
    /// symbology. For GS1 Data Matrix the element string without its leading FNC1.
    ///
    /// @param picture of the whole label
    /// @param area where the code with its quiet zone is, in pixels
    static Optional<String> read(BufferedImage picture, PixelBox area, Symbology symbology) {
        int[] pixels = picture.getRGB(area.x(), area.y(), area.width(), area.height(), null, 0, area.width());
        var bitmap = new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(area.width(), area.height(), pixels)));
        Reader reader = switch (symbology) {
            case GS1_DATA_MATRIX, DATA_MATRIX -> new DataMatrixReader();
            case QR -> new QRCodeReader();
        };
        try {
            return content(reader.decode(bitmap, HINTS), symbology);
        } catch (ReaderException _) { // not found, damaged or of a wrong format: all the same to a label
            return Optional.empty();
        }
    }

    private static Optional<String> content(Result result, Symbology symbology) {
        var identifier = result.getResultMetadata().get(ResultMetadataType.SYMBOLOGY_IDENTIFIER);
        var text = result.getText();
        return switch (symbology) {
            case QR -> Optional.of(text);
            case DATA_MATRIX -> "]d1".equals(identifier) ? Optional.of(text) : Optional.empty();
            case GS1_DATA_MATRIX ->
                "]d2".equals(identifier)
                        ? Optional.of(text.charAt(0) == GROUP_SEPARATOR ? text.substring(1) : text)
                        : Optional.empty();
        };
    }

    /// A part of a picture, in pixels.
    record PixelBox(int x, int y, int width, int height) {

        /// The pixels that a box in millimetres touches at this resolution, inside the picture.
        static PixelBox of(LabelBox box, int dotsPerInch, BufferedImage picture) {
            int left = Math.max(0, (int) Math.floor(box.xMm() / 25.4 * dotsPerInch));
            int top = Math.max(0, (int) Math.floor(box.yMm() / 25.4 * dotsPerInch));
            int right = Math.min(picture.getWidth(), (int) Math.ceil(box.rightMm() / 25.4 * dotsPerInch));
            int bottom = Math.min(picture.getHeight(), (int) Math.ceil(box.bottomMm() / 25.4 * dotsPerInch));
            return new PixelBox(left, top, Math.max(0, right - left), Math.max(0, bottom - top));
        }
    }
}
