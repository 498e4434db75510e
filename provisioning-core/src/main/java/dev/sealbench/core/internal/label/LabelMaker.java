package dev.sealbench.core.internal.label;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;

/// Makes the labels of a charger: layout, PDF, proof that the PDF is readable, preview for a screen.
///
/// Keep one for the whole program: it holds the fonts. Safe to share between threads, layouts are not.
public final class LabelMaker {

    /// Resolution at which a label is proven readable: a common label printer's.
    public static final int PROOF_DPI = 300;

    private final LabelFonts fonts;
    private final LabelGeometry geometry;

    /// Loads the fonts once.
    public LabelMaker() {
        this(new LabelFonts());
    }

    /// Shares fonts that are loaded already.
    public LabelMaker(LabelFonts fonts) {
        this.fonts = fonts;
        this.geometry = new LabelGeometry(fonts);
    }

    /// Lays out the rating plate: outside of the housing, no secret on it.
    ///
    /// @param printNumber 1 for the first print; from 2 on the label says `reprint 2` and so on
    /// @throws LabelRefused if a value may not or does not fit
    public LabelLayout plate(LabelTemplate template, PlateFacts facts, int printNumber) throws LabelRefused {
        try (var fields = LabelFields.plate(facts, printNumber, template.language())) {
            return new TemplateLayout(template, fields, fonts).make();
        }
    }

    /// Lays out the access label: inside the cover. Close the layout when it is printed.
    ///
    /// @param passphrase lent: the access point's, 8 to 63 ASCII characters, hyphens are part of it
    /// @param password lent: the web login's as sealed, without hyphens; printed in groups of four
    /// @param printNumber see {@link #plate}
    /// @throws LabelRefused if a value may not or does not fit
    public LabelLayout access(
            LabelTemplate template, AccessFacts facts, char[] passphrase, char[] password, int printNumber)
            throws LabelRefused {
        try (var fields = LabelFields.access(facts, passphrase, password, printNumber, template.language())) {
            return new TemplateLayout(template, fields, fonts).make();
        }
    }

    /// Lays out the recovery label: a print job of its own, torn off. Close the layout when it is printed.
    ///
    /// @param puk lent: 16 digits; printed in groups of four
    /// @param printNumber see {@link #plate}
    /// @throws LabelRefused if a value may not or does not fit
    public LabelLayout recovery(LabelTemplate template, RecoveryFacts facts, char[] puk, int printNumber)
            throws LabelRefused {
        try (var fields = LabelFields.recovery(facts, puk, printNumber, template.language())) {
            return new TemplateLayout(template, fields, fonts).make();
        }
    }

    /// Lays out as much of a template as can be. Close it.
    TemplateDraft draft(LabelTemplate template, LabelFields fields) {
        return new TemplateLayout(template, fields, fonts).draft();
    }

    /// All elements of the layout that are out of place.
    List<LabelUnreadable> misplaced(LabelLayout layout) {
        return geometry.faults(layout);
    }

    /// The room that an element really takes.
    LabelBox inkOf(LabelElement element) {
        return geometry.inkOf(element);
    }

    /// Draws the label and proves that it can be read: every code decoded from its own picture says what it
    /// should, nothing is cut off, nothing overlaps.
    ///
    /// The octets hold the label's secrets in the clear: seal them, and wipe the array. The same layout
    /// always gives the same octets.
    ///
    /// @return a PDF of one page of exactly the label's size, fonts embedded
    /// @throws LabelRefused if a code cannot hold its content
    /// @throws LabelUnreadable if the result must not be printed
    public byte[] pdf(LabelLayout layout) throws LabelRefused, LabelUnreadable {
        geometry.check(layout);
        // some contents make a QR code in which readers see a corner where there is none: about 1 in 300
        LabelUnreadable unreadable = null;
        for (var correction : Correction.values()) {
            try {
                return pdf(layout, correction);
            } catch (LabelUnreadable e) {
                unreadable = e;
            }
        }
        throw unreadable;
    }

    /// The label in a printer's own dots, proven as {@link #pdf} proves it: the codes are read back from these very
    /// dots. The caller closes it.
    ///
    /// @param dotsPerInch 200 to 600
    /// @throws LabelRefused if a code cannot hold its content
    /// @throws LabelUnreadable if the result must not be printed
    public LabelBitmap bitmap(LabelLayout layout, int dotsPerInch) throws LabelRefused, LabelUnreadable {
        geometry.check(layout);
        LabelUnreadable unreadable = null;
        for (var correction : Correction.values()) {
            try {
                return bitmap(layout, dotsPerInch, correction);
            } catch (LabelUnreadable e) {
                unreadable = e;
            }
        }
        throw unreadable;
    }

    /// The picture that a printer of this resolution needs, from a PDF that {@link #pdf} made. Shows the
    /// secrets; for printing only.
    ///
    /// @param dotsPerInch 72 to 600
    public BufferedImage raster(byte[] pdf, int dotsPerInch) {
        try {
            return LabelRaster.render(pdf, dotsPerInch);
        } catch (IOException e) {
            throw new IllegalArgumentException("not a label of ours", e);
        }
    }

    /// The picture for a screen: secrets are bullets, secret codes an empty frame. It is drawn from a layout
    /// that holds no secret, so none can be in it.
    ///
    /// @param dotsPerInch 72 to 600
    /// @throws LabelRefused if a code cannot hold its content
    public BufferedImage preview(LabelLayout layout, int dotsPerInch) throws LabelRefused {
        return raster(draw(layout.masked(), Correction.MEDIUM), dotsPerInch);
    }

    /// A picture that proves nothing, as PNG; for layouts whose values are nobody's.
    ///
    /// @throws LabelRefused if a code cannot hold its content
    byte[] unprovenPng(LabelLayout layout) throws LabelRefused {
        return png(raster(draw(layout, Correction.MEDIUM), PROOF_DPI));
    }

    /// The same as PNG.
    ///
    /// @param dotsPerInch 72 to 600
    /// @throws LabelRefused if a code cannot hold its content
    public byte[] previewPng(LabelLayout layout, int dotsPerInch) throws LabelRefused {
        return png(preview(layout, dotsPerInch));
    }

    private static byte[] png(BufferedImage picture) {
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException("PNG into memory", e);
        }
        return out.toByteArray();
    }

    private byte[] pdf(LabelLayout layout, Correction correction) throws LabelRefused, LabelUnreadable {
        var pdf = draw(layout, correction);
        boolean proven = false;
        try {
            prove(layout, pdf);
            proven = true;
            return pdf;
        } finally {
            if (!proven) {
                Arrays.fill(pdf, (byte) 0);
            }
        }
    }

    private LabelBitmap bitmap(LabelLayout layout, int dotsPerInch, Correction correction)
            throws LabelRefused, LabelUnreadable {
        var pdf = draw(layout.withoutCodes(), correction);
        var rest = raster(pdf, dotsPerInch);
        Arrays.fill(pdf, (byte) 0);
        try {
            var bitmap = LabelDots.draw(layout, rest, dotsPerInch, correction);
            boolean proven = false;
            try {
                prove(layout, bitmap);
                proven = true;
                return bitmap;
            } finally {
                if (!proven) {
                    bitmap.close();
                }
            }
        } finally {
            LabelRaster.wipe(rest);
        }
    }

    private void prove(LabelLayout layout, LabelBitmap bitmap) throws LabelUnreadable {
        var picture = bitmap.picture();
        try {
            new LabelProof(geometry, bitmap.dotsPerInch()).check(layout, picture);
        } finally {
            LabelRaster.wipe(picture);
        }
    }

    private byte[] draw(LabelLayout layout, Correction correction) throws LabelRefused {
        try (var document = new PDDocument();
                var out = new WipingOutput()) {
            new LabelPdf(fonts, layout, correction).drawInto(document);
            document.save(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("PDF into memory", e);
        }
    }

    private void prove(LabelLayout layout, byte[] pdf) throws LabelUnreadable {
        var picture = raster(pdf, PROOF_DPI);
        try {
            new LabelProof(geometry, PROOF_DPI).check(layout, picture);
        } finally {
            LabelRaster.wipe(picture);
        }
    }

    /// Memory that is wiped when it is closed.
    private static final class WipingOutput extends ByteArrayOutputStream {

        private static final int MORE_THAN_A_LABEL = 1 << 18;

        WipingOutput() {
            super(MORE_THAN_A_LABEL); // growing would leave copies behind
        }

        @Override
        public void close() {
            Arrays.fill(buf, (byte) 0);
        }
    }
}
