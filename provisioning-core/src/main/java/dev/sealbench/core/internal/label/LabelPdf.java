package dev.sealbench.core.internal.label;

import dev.sealbench.core.internal.label.LabelContent.Hidden;
import dev.sealbench.core.internal.label.LabelContent.Plain;
import dev.sealbench.core.internal.label.LabelElement.Code;
import dev.sealbench.core.internal.label.LabelElement.Line;
import dev.sealbench.core.internal.label.LabelElement.Picture;
import dev.sealbench.core.internal.label.LabelElement.Text;
import java.io.IOException;
import java.nio.CharBuffer;
import java.util.EnumMap;
import java.util.Map;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;

/// Draws a layout as a PDF page of exactly the label's size; codes and lines as filled paths.
///
/// The same layout gives the same octets: no time, no random identifier. One object draws one label.
final class LabelPdf {

    private static final float POINTS_PER_MM = 72 / 25.4f;
    private static final float DASH_POINTS = 3;

    /// Where the baseline lies below the top of the line, in parts of the font size.
    private static final double ASCENT = 0.905;

    private final LabelFonts fonts;
    private final LabelLayout layout;
    private final Correction correction;
    private final Map<Typeface, PDFont> embedded = new EnumMap<>(Typeface.class);

    LabelPdf(LabelFonts fonts, LabelLayout layout, Correction correction) {
        this.fonts = fonts;
        this.layout = layout;
        this.correction = correction;
    }

    /// Draws into an empty document.
    ///
    /// @throws LabelRefused if a code cannot hold its content
    void drawInto(PDDocument document) throws IOException, LabelRefused {
        var size = new PDRectangle(points(layout.widthMm()), points(layout.heightMm()));
        var page = new PDPage(size);
        document.addPage(page);
        document.setDocumentId(0L); // else the time of day becomes part of the file
        document.getDocumentInformation().setTitle("Sealbench %s label".formatted(layout.name()));
        var preferences = new PDViewerPreferences(document.getDocumentCatalog().getCOSObject());
        preferences.getCOSObject().setItem(COSName.getPDFName("PrintScaling"), COSName.getPDFName("None"));
        document.getDocumentCatalog().setViewerPreferences(preferences);
        try (var out = new PDPageContentStream(document, page, AppendMode.OVERWRITE, true)) {
            for (var element : layout.elements()) {
                switch (element) {
                    case Text text -> draw(document, out, text);
                    case Code code -> draw(out, code);
                    case Line line -> draw(out, line);
                    case Picture picture -> draw(out, picture);
                }
            }
        }
    }

    private void draw(PDDocument document, PDPageContentStream out, Text text) throws IOException {
        switch (text.content()) {
            case Plain(var plain) -> set(document, out, text, plain);
            case Hidden(var secret) ->
                secret.<Void, IOException>reveal(lent -> {
                    set(document, out, text, CharBuffer.wrap(lent));
                    return null;
                });
        }
    }

    private void set(PDDocument document, PDPageContentStream out, Text text, CharSequence characters)
            throws IOException {
        var style = text.style();
        var ink = LabelGeometry.inkOf(text, fonts.widthMm(style, characters));
        double baselineMm = ink.yMm() + style.sizePt() * ASCENT / POINTS_PER_MM;
        out.beginText();
        out.setFont(font(document, style.face()), (float) style.sizePt());
        out.newLineAtOffset(points(ink.xMm()), points(layout.heightMm() - baselineMm));
        for (int i = 0; i < characters.length(); i++) {
            // one by one: no ligatures, so the width is what was measured, and a secret is never one String
            out.showText(String.valueOf(characters.charAt(i)));
        }
        out.endText();
    }

    private void draw(PDPageContentStream out, Code code) throws IOException, LabelRefused {
        var modules = LabelDots.modules(code, correction);
        // in whole dots of the proof: modules of uneven widths cost one Data Matrix in twenty its readability
        var place = LabelDots.Place.of(code, modules, LabelMaker.PROOF_DPI);
        double dotMm = 25.4 / LabelMaker.PROOF_DPI;
        double moduleMm = Math.max(1, place.module()) * dotMm;
        double left = place.left() * dotMm;
        double top = place.top() * dotMm;
        for (int row = 0; row < modules.side(); row++) {
            for (int column = 0; column < modules.side(); column++) {
                if (modules.isDark(column, row)) {
                    addRectangle(out, new LabelBox(left + column * moduleMm, top + row * moduleMm, moduleMm, moduleMm));
                }
            }
        }
        out.fill(); // one path, so no hair lines between neighbours
    }

    private void draw(PDPageContentStream out, Line line) throws IOException {
        if (!line.dashed()) {
            addRectangle(out, line.box());
            out.fill();
            return;
        }
        var box = line.box();
        boolean level = box.widthMm() >= box.heightMm();
        float middleX = points(box.xMm() + box.widthMm() / 2);
        float middleY = points(layout.heightMm() - box.yMm() - box.heightMm() / 2);
        out.setLineWidth(points(Math.min(box.widthMm(), box.heightMm())));
        out.setLineDashPattern(new float[] {DASH_POINTS, DASH_POINTS}, 0);
        out.moveTo(level ? points(box.xMm()) : middleX, level ? middleY : points(layout.heightMm() - box.yMm()));
        out.lineTo(
                level ? points(box.rightMm()) : middleX, level ? middleY : points(layout.heightMm() - box.bottomMm()));
        out.stroke();
    }

    /// As paths, like codes: an image would be smoothed, and grey is black or white on a label printer.
    private void draw(PDPageContentStream out, Picture picture) throws IOException {
        var box = picture.box();
        var logo = picture.logo();
        double dotWidth = box.widthMm() / logo.widthDots();
        double dotHeight = box.heightMm() / logo.heightDots();
        for (int row = 0; row < logo.heightDots(); row++) {
            for (int column = 0; column < logo.widthDots(); column++) {
                int from = column;
                while (column < logo.widthDots() && logo.isDark(column, row)) {
                    column++;
                }
                if (column > from) {
                    addRectangle(
                            out,
                            new LabelBox(
                                    box.xMm() + from * dotWidth,
                                    box.yMm() + row * dotHeight,
                                    (column - from) * dotWidth,
                                    dotHeight));
                }
            }
        }
        out.fill();
    }

    private void addRectangle(PDPageContentStream out, LabelBox box) throws IOException {
        out.addRect(
                points(box.xMm()),
                points(layout.heightMm() - box.bottomMm()),
                points(box.widthMm()),
                points(box.heightMm()));
    }

    private PDFont font(PDDocument document, Typeface face) throws IOException {
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
