package dev.sealbench.core.internal.label;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/// Our typefaces: their files, which characters they have, how wide each is.
///
/// About 3 MB once loaded. Immutable, so safe to share between threads.
public final class LabelFonts implements FontCoverage {

    private static final int CODE_POINTS = 0x10000;
    private static final int MISSING = -1;
    private static final double MM_PER_POINT = 25.4 / 72;

    private final Map<Typeface, byte[]> files = new EnumMap<>(Typeface.class);
    private final Map<Typeface, int[]> advances = new EnumMap<>(Typeface.class);

    /// Loads all faces from the class path or module path.
    ///
    /// @throws UncheckedIOException if the program was packed without its fonts
    public LabelFonts() {
        for (var face : Typeface.values()) {
            try {
                var file = read(face.resource());
                files.put(face, file);
                advances.put(face, advances(file));
            } catch (IOException e) {
                throw new UncheckedIOException("the typeface %s is not usable".formatted(face), e);
            }
        }
    }

    @Override
    public boolean covers(int codePoint) {
        return codePoint < CODE_POINTS && advances.values().stream().allMatch(widths -> widths[codePoint] != MISSING);
    }

    /// Width of a text on one line, in millimetres. A character that the face lacks counts as the
    /// replacement glyph.
    public double widthMm(TextStyle style, CharSequence text) {
        var widths = advances.get(style.face());
        long thousandths = text.chars().mapToLong(c -> Math.max(widths[c], 0)).sum();
        return thousandths / 1000.0 * style.sizePt() * MM_PER_POINT;
    }

    /// Puts the face into a document; only the glyphs that are used will be written.
    ///
    /// @throws IOException if PDFBox cannot read the file
    public PDFont embed(PDDocument document, Typeface face) throws IOException {
        var font = new TTFParser().parse(new RandomAccessReadBuffer(files.get(face)));
        document.registerTrueTypeFontForClosing(font);
        // PDFBox prepares the face's ligatures anew for each text shown, half of a label's time; we want none of them
        font.setEnableGsub(false);
        return PDType0Font.load(document, font, true);
    }

    private static byte[] read(String resource) throws IOException {
        // through the loader: a resource of another module that is in no package of ours
        try (InputStream in = LabelFonts.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new FileNotFoundException(resource);
            }
            return in.readAllBytes();
        }
    }

    private static int[] advances(byte[] file) throws IOException {
        try (TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(file))) {
            CmapLookup glyphs = font.getUnicodeCmapLookup();
            var widths = new int[CODE_POINTS];
            Arrays.fill(widths, MISSING);
            for (int codePoint = 0; codePoint < CODE_POINTS; codePoint++) {
                int glyph = glyphs.getGlyphId(codePoint);
                if (glyph != 0) {
                    widths[codePoint] = Math.round(font.getAdvanceWidth(glyph) * 1000f / font.getUnitsPerEm());
                }
            }
            return widths;
        }
    }
}
