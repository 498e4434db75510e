package dev.sealbench.core.internal.label;

import uk.org.okapibarcode.backend.DataMatrix;
import uk.org.okapibarcode.backend.HumanReadableLocation;
import uk.org.okapibarcode.backend.OkapiException;
import uk.org.okapibarcode.backend.QrCode;
import uk.org.okapibarcode.backend.Symbol;

/// A two-dimensional code as a square of dark and light modules, quiet zone not included.
///
/// Holds what the code says, readable by anybody who looks: treat it like its content. Immutable.
final class CodeModules {

    private final boolean[][] dark;

    private CodeModules(boolean[][] dark) {
        this.dark = dark;
    }

    /// Encodes `content`.
    ///
    /// The encoder wants a String, so a secret content is for a moment one: it dies with this call.
    ///
    /// @param correction of a QR code; a Data Matrix has only one
    /// @throws LabelRefused if the content cannot be encoded; it is not quoted
    static CodeModules encode(Symbology symbology, CharSequence content, Correction correction) throws LabelRefused {
        Symbol symbol = switch (symbology) {
            case GS1_DATA_MATRIX -> dataMatrix(Symbol.DataType.GS1);
            case DATA_MATRIX -> dataMatrix(Symbol.DataType.ECI);
            case QR -> qr(correction);
        };
        symbol.setHumanReadableLocation(HumanReadableLocation.NONE);
        symbol.setModuleWidth(1);
        symbol.setQuietZoneHorizontal(0);
        symbol.setQuietZoneVertical(0);
        try {
            symbol.setContent(content.toString());
        } catch (OkapiException _) { // its message quotes the content
            throw new LabelRefused("code", "the content does not fit a " + symbology);
        }
        return new CodeModules(modules(symbol));
    }

    /// How many modules one side has.
    int side() {
        return dark.length;
    }

    /// Whether the module in this column and row, counted from the upper left, is dark.
    boolean isDark(int column, int row) {
        return dark[row][column];
    }

    private static Symbol dataMatrix(Symbol.DataType type) {
        var symbol = new DataMatrix();
        symbol.setDataType(type);
        symbol.setForceMode(DataMatrix.ForceMode.SQUARE);
        return symbol;
    }

    private static Symbol qr(Correction correction) {
        var symbol = new QrCode();
        symbol.setPreferredEccLevel(
                switch (correction) {
                    case MEDIUM -> QrCode.EccLevel.M;
                    case QUARTILE -> QrCode.EccLevel.Q;
                    case HIGH -> QrCode.EccLevel.H;
                });
        return symbol;
    }

    private static boolean[][] modules(Symbol symbol) {
        int side = Math.max(symbol.getWidth(), symbol.getHeight());
        var dark = new boolean[side][side];
        for (var bar : symbol.getRectangles()) {
            for (int row = (int) bar.y; row < bar.y + bar.height; row++) {
                for (int column = (int) bar.x; column < bar.x + bar.width; column++) {
                    dark[row][column] = true;
                }
            }
        }
        return dark;
    }
}
