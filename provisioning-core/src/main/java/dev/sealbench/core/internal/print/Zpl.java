package dev.sealbench.core.internal.print;

import dev.sealbench.core.internal.label.LabelBitmap;
import java.nio.charset.StandardCharsets;

/// A label in ZPL II: one graphic field of the whole label, so that paper shows the very dots that were proven. No
/// value from outside ever becomes part of a command (docs/design/032).
///
/// Stateless.
final class Zpl {

    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

    private Zpl() {}

    /// `^XA`, size, one `^GFA` in hexadecimal, one print, `^XZ`. Shows the secrets: wipe the array.
    static byte[] of(LabelBitmap bitmap) {
        int octets = bitmap.rowOctets() * bitmap.heightDots();
        var head = ascii("^XA^PW%d^LL%d^LH0,0^LS0^FO0,0^GFA,%d,%d,%d,"
                .formatted(bitmap.widthDots(), bitmap.heightDots(), octets, octets, bitmap.rowOctets()));
        var tail = ascii("^FS^PQ1,0,0,N^XZ\n");
        var zpl = new byte[head.length + 2 * octets + tail.length]; // exact, so that nothing is copied to grow
        System.arraycopy(head, 0, zpl, 0, head.length);
        int at = head.length;
        for (int row = 0; row < bitmap.heightDots(); row++) {
            for (int index = 0; index < bitmap.rowOctets(); index++) {
                zpl[at++] = HEX[bitmap.octet(row, index) >> 4 & 0xf];
                zpl[at++] = HEX[bitmap.octet(row, index) & 0xf];
            }
        }
        System.arraycopy(tail, 0, zpl, at, tail.length);
        return zpl;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
