package dev.sealbench.ui.testkit;

import java.awt.image.BufferedImage;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/// A label printer on a TCP port that is always ready, with somebody beside it who reads what came out: the codes on
/// its paper, by programs that know nothing of ours. Safe to share between threads.
public final class ReadingPrinter implements AutoCloseable {

    private static final String READY = "\u0002030,0,0,0560,000,0,0,0,000,0,0,0\u0003\r\n"
            + "\u0002000,0,0,0,1,2,4,0,00000000,1,000\u0003\r\n\u00021234,0\u0003\r\n";
    private static final Pattern FORMAT =
            Pattern.compile("\\^PW(\\d+)\\^LL(\\d+).*\\^GFA,\\d+,\\d+,(\\d+),([0-9A-F]+)\\^FS", Pattern.DOTALL);

    private final ServerSocket server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
    private final List<String> labels = Collections.synchronizedList(new ArrayList<>());
    private final Path folder;

    /// @param folder for pictures of what was printed
    public ReadingPrinter(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        Thread.ofPlatform().daemon().name("reading-printer").start(this::serve);
    }

    /// As `station.json` has it.
    public String address() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    /// How many labels came out so far.
    public int count() {
        return labels.size();
    }

    /// The Wi-Fi code of a label; empty when it has none.
    public Optional<String> wifi(int label) throws IOException {
        var read = Tool.run(new ProcessBuilder("zbarimg", "-q", "--raw", "-Sdisable", "-Sqrcode.enable", shown(label)));
        return Optional.of(read.out().strip()).filter(text -> !text.isEmpty());
    }

    /// The Data Matrix code of a label, the group separators of GS1 as they are.
    public String square(int label) throws IOException {
        shown(label);
        var picture = picture(labels.get(label));
        int width = picture.getWidth() / 2;
        int height = picture.getHeight() / 2;
        // libdmtx does not always find a small code among much ink
        return IntStream.range(0, 5)
                .mapToObj(part -> part == 0
                        ? picture
                        : picture.getSubimage(part % 2 * width, (part - 1) / 2 * height, width, height))
                .map(part -> square(part, "square-" + label))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no square code on label " + label));
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private String square(BufferedImage part, String name) {
        try {
            var file = folder.resolve(name + ".png");
            ImageIO.write(part, "png", file.toFile());
            return Tool.run(new ProcessBuilder("dmtxread", "-N1", "-G", "29", "-m3000", file.toString()))
                    .out()
                    .strip();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private String shown(int label) throws IOException {
        var file = folder.resolve("label-" + label + ".png");
        ImageIO.write(picture(labels.get(label)), "png", file.toFile());
        return file.toString();
    }

    private static BufferedImage picture(String format) {
        var parts = FORMAT.matcher(format);
        if (!parts.find()) {
            throw new AssertionError("not one graphic field: " + format.substring(0, Math.min(80, format.length())));
        }
        int width = Integer.parseInt(parts.group(1));
        int height = Integer.parseInt(parts.group(2));
        int row = Integer.parseInt(parts.group(3));
        var dots = HexFormat.of().parseHex(parts.group(4));
        var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                boolean black = (dots[y * row + (x >> 3)] >> (7 - (x & 7)) & 1) == 1;
                picture.setRGB(x, y, black ? 0 : 0xffffff);
            }
        }
        return picture;
    }

    private void serve() {
        try {
            while (true) {
                var caller = server.accept();
                Thread.ofPlatform().daemon().start(() -> talk(caller));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void talk(Socket caller) {
        try (caller) {
            var in = new BufferedInputStream(caller.getInputStream());
            var heard = new StringBuilder();
            for (int octet = in.read(); octet >= 0; octet = in.read()) {
                heard.append((char) octet);
                if (octet == 'Z' && heard.toString().endsWith("^XZ")) {
                    labels.add(heard.substring(heard.indexOf("^XA")));
                    heard.setLength(0);
                } else if (octet == 'S' && heard.toString().endsWith("~HS")) {
                    heard.setLength(0);
                    caller.getOutputStream().write(READY.getBytes(StandardCharsets.US_ASCII));
                }
            }
        } catch (IOException e) {
            // the station hung up
        }
    }
}
