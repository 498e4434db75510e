package dev.sealbench.ui.e2e;

import dev.sealbench.ui.testkit.Tool;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// What a file holds when its wrappings are taken off: deflated streams of PDFs, entries of zip and gzip files, and
/// what other programs read on the pages of a PDF. A PDF need not stand at the start of the file.
///
/// A PDF names glyphs by numbers of its embedded fonts, so its inflated streams alone would not show a text.
final class Unpacked {

    private static final int CHUNK_BYTES = 1 << 16;
    private static final int GZIP_HEADER_BYTES = 10;
    private static final int ZIP_HEADER_BYTES = 30;
    private static final int CODES_DPI = 200;

    private Unpacked() {}

    /// The octets themselves, and each deflated stream among them, inflated.
    static List<byte[]> streams(byte[] octets) {
        var parts = new ArrayList<byte[]>();
        parts.add(octets);
        for (int at = 0; at + 4 < octets.length; at++) {
            int start = deflatedAt(octets, at);
            if (start > 0) {
                var inflated = inflate(octets, start, octets[at] != 's');
                if (inflated.length > 0) {
                    parts.addAll(streams(inflated));
                }
            }
        }
        return parts;
    }

    /// What poppler reads as text and zbar as codes in the PDFs among the octets; the text also without white space.
    static List<byte[]> pages(byte[] octets) throws IOException {
        var parts = new ArrayList<byte[]>();
        for (int at = 0; at + 4 < octets.length; at++) {
            if (startsWith(octets, at, "%PDF")) {
                read(octets, at, parts);
            }
        }
        return parts;
    }

    private static void read(byte[] octets, int at, List<byte[]> parts) throws IOException {
        var folder = Files.createTempDirectory("pages-");
        var file = folder.resolve("file.pdf");
        try {
            try (var out = Files.newOutputStream(file)) {
                out.write(octets, at, octets.length - at);
            }
            var text = Tool.run(folder, "pdftotext", "-layout", file.toString(), "-")
                    .output();
            parts.add(text.getBytes(StandardCharsets.UTF_8));
            parts.add(text.replaceAll("\\s", "").getBytes(StandardCharsets.UTF_8));
            Tool.run(folder, "pdftoppm", "-r", Integer.toString(CODES_DPI), "-png", "-singlefile", "file.pdf", "page");
            var codes = Tool.run(folder, "zbarimg", "-q", "--raw", "page.png").output();
            parts.add(codes.getBytes(StandardCharsets.UTF_8));
        } finally {
            Files.deleteIfExists(folder.resolve("page.png"));
            Files.delete(file);
            Files.delete(folder);
        }
    }

    /// Where deflated octets may begin when a wrapping begins at `at`; 0 when none does.
    private static int deflatedAt(byte[] octets, int at) {
        return switch (octets[at]) {
            case 's' -> {
                int start = at + "stream".length() + (startsWith(octets, at, "stream\r\n") ? 2 : 1);
                yield startsWith(octets, at, "stream\n") || startsWith(octets, at, "stream\r\n") ? start : 0;
            }
            case 0x1f -> startsWith(octets, at, "\u001f\u008b\b") ? at + GZIP_HEADER_BYTES : 0;
            case 'P' ->
                startsWith(octets, at, "PK\u0003\u0004") && at + ZIP_HEADER_BYTES < octets.length
                        ? at + ZIP_HEADER_BYTES + u16(octets, at + 26) + u16(octets, at + 28)
                        : 0;
            default -> 0;
        };
    }

    /// As far as the octets can be inflated.
    private static byte[] inflate(byte[] octets, int start, boolean raw) {
        var out = new ByteArrayOutputStream();
        if (start >= octets.length) {
            return new byte[0];
        }
        var chunk = new byte[CHUNK_BYTES];
        var inflater = new Inflater(raw);
        inflater.setInput(octets, start, octets.length - start);
        try {
            for (int got = inflater.inflate(chunk); got > 0; got = inflater.inflate(chunk)) {
                out.write(chunk, 0, got);
            }
        } catch (DataFormatException _) {
            // cut off, or never was one: what came out before is looked at
        } finally {
            inflater.end();
        }
        return out.toByteArray();
    }

    private static boolean startsWith(byte[] octets, int at, String text) {
        if (at + text.length() > octets.length) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if ((octets[at + i] & 0xff) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static int u16(byte[] octets, int at) {
        return octets[at] & 0xff | (octets[at + 1] & 0xff) << 8;
    }
}
