package dev.sealbench.core.internal.export;

import dev.sealbench.core.internal.label.LabelFonts;
import dev.sealbench.core.internal.label.TextStyle;
import dev.sealbench.core.internal.label.TextStyle.Align;
import dev.sealbench.core.internal.label.Typeface;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;

/// Sets lines, rows and bars down A4 pages and begins a new one when the old is full. Texts may be hostile:
/// they are made harmless, and cut where their column ends.
///
/// Not safe to share between threads.
final class ReportPages implements AutoCloseable {

    private static final float POINTS_PER_MM = 72 / 25.4f;
    private static final double PAGE_HEIGHT_MM = 297;
    private static final double LEFT_MM = 18;
    private static final double TEXT_WIDTH_MM = 174;
    private static final double TOP_MM = 18;
    private static final double BOTTOM_MM = PAGE_HEIGHT_MM - 20;
    private static final double COLUMN_GAP_MM = 1.5;
    private static final double ASCENT = 0.905;
    private static final String ELLIPSIS = "\u2026";
    private static final String UNKNOWN = "?";
    private static final TextStyle FOOT = new TextStyle(Typeface.SANS, 7, Align.LEFT);

    private final PDDocument document;
    private final LabelFonts fonts;
    private final String footer;
    private final Map<Typeface, PDFont> embedded = new EnumMap<>(Typeface.class);
    private PDPageContentStream out;
    private double yMm;
    private int pages;

    /// Begins the first page.
    ReportPages(PDDocument document, LabelFonts fonts, String footer) throws IOException {
        this.document = document;
        this.fonts = fonts;
        this.footer = footer;
        newPage();
    }

    /// One text across the page.
    void line(TextStyle style, String text) throws IOException {
        row(style, List.of(0.0), List.of(text));
    }

    /// One text per column; a column ends where the next begins.
    void row(TextStyle style, List<Double> columnsMm, List<String> texts) throws IOException {
        row(style, columnsMm, texts, style.lineHeightMm());
    }

    /// The same, going down by `advanceMm` only; 0 lets the next row stand beside this one.
    void row(TextStyle style, List<Double> columnsMm, List<String> texts, double advanceMm) throws IOException {
        keepTogether(style.lineHeightMm());
        for (int i = 0; i < texts.size(); i++) {
            double end = i + 1 < columnsMm.size() ? columnsMm.get(i + 1) - COLUMN_GAP_MM : TEXT_WIDTH_MM;
            text(style, columnsMm.get(i), yMm, fitting(style, texts.get(i), end - columnsMm.get(i)));
        }
        yMm += advanceMm;
    }

    /// A bar beside the row that follows.
    void bar(double leftMm, double widthMm) throws IOException {
        out.setNonStrokingColor(0.25f);
        rectangle(leftMm, yMm + 0.3, Math.max(widthMm, 0.3), 2.8);
        out.setNonStrokingColor(0f);
    }

    /// A thin line across the page.
    void rule() throws IOException {
        rectangle(0, yMm + 0.6, TEXT_WIDTH_MM, 0.2);
        yMm += 2.4;
    }

    /// Goes down.
    void skip(double millimetres) {
        yMm += millimetres;
    }

    /// Begins a new page unless there is as much room.
    void keepTogether(double millimetres) throws IOException {
        if (yMm + millimetres > BOTTOM_MM) {
            newPage();
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    private void newPage() throws IOException {
        if (out != null) {
            out.close();
        }
        var page = new PDPage(PDRectangle.A4);
        document.addPage(page);
        out = new PDPageContentStream(document, page);
        pages++;
        text(FOOT, 0, PAGE_HEIGHT_MM - 14, fitting(FOOT, footer, TEXT_WIDTH_MM - 20));
        text(FOOT, TEXT_WIDTH_MM - 12, PAGE_HEIGHT_MM - 14, "page " + pages);
        yMm = TOP_MM;
    }

    private String fitting(TextStyle style, String text, double widthMm) {
        var known = new StringBuilder();
        PlainText.of(text)
                .codePoints()
                .forEach(codePoint -> known.append(fonts.covers(codePoint) ? Character.toString(codePoint) : UNKNOWN));
        if (fonts.widthMm(style, known) <= widthMm) {
            return known.toString();
        }
        do {
            known.setLength(known.length() - 1);
        } while (known.length() > 0 && fonts.widthMm(style, known + ELLIPSIS) > widthMm);
        return known + ELLIPSIS;
    }

    private void text(TextStyle style, double xMm, double topMm, String text) throws IOException {
        double baselineMm = topMm + style.sizePt() * ASCENT / POINTS_PER_MM;
        out.beginText();
        out.setFont(font(style.face()), (float) style.sizePt());
        out.newLineAtOffset(points(LEFT_MM + xMm), points(PAGE_HEIGHT_MM - baselineMm));
        out.showText(text);
        out.endText();
    }

    private void rectangle(double xMm, double topMm, double widthMm, double heightMm) throws IOException {
        out.addRect(
                points(LEFT_MM + xMm), points(PAGE_HEIGHT_MM - topMm - heightMm), points(widthMm), points(heightMm));
        out.fill();
    }

    private PDFont font(Typeface face) throws IOException {
        var known = embedded.get(face);
        if (known != null) {
            return known;
        }
        var font = fonts.embed(document, face);
        embedded.put(face, font);
        return font;
    }

    private static float points(double millimetres) {
        return (float) (millimetres * POINTS_PER_MM);
    }
}
