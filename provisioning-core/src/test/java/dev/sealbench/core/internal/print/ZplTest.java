package dev.sealbench.core.internal.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import dev.sealbench.core.LabelKind;
import dev.sealbench.core.internal.label.LabelLayout;
import dev.sealbench.core.internal.label.LabelMaker;
import dev.sealbench.core.internal.label.LabelRefused;
import dev.sealbench.core.internal.label.LabelUnreadable;
import dev.sealbench.core.internal.label.SampleLabels;
import java.awt.image.BufferedImage;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Takes the ZPL apart as a printer would, draws its graphic field, and has programs that know nothing of ours read it.
class ZplTest {

    private static final int BLACK = 0xff000000;

    private static final LabelMaker MAKER = new LabelMaker();

    /// All that we ever send; nothing in it comes from a value.
    private static final Pattern FORM = Pattern.compile("\\^XA\\^PW(\\d+)\\^LL(\\d+)\\^LH0,0\\^LS0\\^FO0,0"
            + "\\^GFA,(\\d+),\\3,(\\d+),([0-9A-F]+)\\^FS\\^PQ1,0,0,N\\^XZ\n");

    /// Pictures stay here for people to look at.
    private static final Path SHOWN = Path.of("target", "labels");

    @ParameterizedTest
    @CsvSource({"203, 799, 480", "300, 1181, 709", "600, 2362, 1417"})
    void theWifiCodeThatThePrinterWouldPrintJoinsTheNetwork(int dotsPerInch, int width, int height) throws Exception {
        try (var layout = SampleLabels.layout(MAKER, LabelKind.ACCESS, 1)) {
            var picture = picture(layout, dotsPerInch);
            assertThat(picture.getWidth()).isBetween(width - 1, width + 1);
            assertThat(picture.getHeight()).isBetween(height - 1, height + 1);
            var png = shown(picture, "access-" + dotsPerInch);
            assertThat(run("zbarimg", "-q", "--raw", "-Sdisable", "-Sqrcode.enable", png))
                    .isEqualTo(SampleLabels.WIFI + "\n");
            assertThat(zxing(picture)).isEqualTo(SampleLabels.WIFI);
        }
    }

    @ParameterizedTest
    @CsvSource({"203", "300", "600"})
    void theSquareCodesThatThePrinterWouldPrintSayWhichLabelItIs(int dotsPerInch) throws Exception {
        assumeTrue(isInstalled("dmtxread"), "dmtxread of dmtx-utils is not installed");
        try (var plate = SampleLabels.layout(MAKER, LabelKind.PLATE, 1);
                var access = SampleLabels.layout(MAKER, LabelKind.ACCESS, 3);
                var recovery = SampleLabels.layout(MAKER, LabelKind.RECOVERY, 12)) {
            var plateSays =
                    run("dmtxread", "-N1", "-G", "29", shown(picture(plate, dotsPerInch), "plate-" + dotsPerInch));
            assertThat(plateSays).isEqualTo("\u001d" + SampleLabels.GS1);
            var recoverySays = run("dmtxread", "-N1", shown(picture(recovery, dotsPerInch), "recovery-" + dotsPerInch));
            assertThat(recoverySays).isEqualTo("CP42647100001239-R12");
            // aimed at, as one aims a scanner
            var whole = picture(access, dotsPerInch);
            int side = whole.getHeight() * 10 / 60;
            var code = whole.getSubimage(whole.getWidth() * 868 / 1000, whole.getHeight() * 458 / 600, side, side);
            var accessSays = run("dmtxread", "-N1", shown(code, "access-code-" + dotsPerInch));
            assertThat(accessSays).isEqualTo("CP42647100001239-A3");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "a;b # p,a:s\"s\\w0 # WIFI:T:WPA;S:a\\;b;P:p\\,a\\:s\\\"s\\\\w0;;",
                "\\;,:\"x # \\\\;;,,::\"\"12 # WIFI:T:WPA;S:\\\\\\;\\,\\:\\\"x;P:\\\\\\\\\\;\\;\\,\\,\\:\\:\\\"\\\"12;;"
            })
    void aNetworkWithEverySpecialCharacterIsEscapedOnPaper(String ssid, String passphrase, String says)
            throws Exception {
        try (var layout = SampleLabels.access(MAKER, ssid, passphrase)) {
            var png = shown(picture(layout, 203), "wifi-special");
            assertThat(run("zbarimg", "-q", "--raw", "-Sdisable", "-Sqrcode.enable", png))
                    .isEqualTo(says + "\n");
        }
    }

    @Property(tries = 40)
    void noValueEverBecomesPartOfACommand(@ForAll @StringLength(min = 1, max = 16) String model) throws Exception {
        try (var layout = SampleLabels.plate(MAKER, model)) {
            assertThat(zpl(layout, 203)).matches(FORM);
        } catch (LabelRefused _) {
            // nothing is printed, then
        }
    }

    @ParameterizedTest
    @CsvSource({"^XZ^XA", "~JA ^FD_5E", "^FS~HS"})
    void printerLanguageInAModelNameIsPrintedAsText(String model) throws Exception {
        try (var layout = SampleLabels.plate(MAKER, model);
                var other = SampleLabels.plate(MAKER, "x")) {
            assertThat(zpl(layout, 203)).matches(FORM);
            var written = picture(layout, 203);
            shown(written, "model-hostile");
            assertThat(inkOfModel(written)).isGreaterThan(2 * inkOfModel(picture(other, 203)));
        }
    }

    @ParameterizedTest
    @CsvSource({"203", "300", "600"})
    void everyModuleOfACodeIsAsWideAsEveryOtherAndItsQuietZoneIsWhite(int dotsPerInch) throws Exception {
        try (var layout = SampleLabels.layout(MAKER, LabelKind.ACCESS, 1)) {
            double dots = dotsPerInch / 25.4;
            int side = (int) (31 * dots);
            var code = picture(layout, dotsPerInch).getSubimage((int) (67 * dots), (int) (11.2 * dots), side, side);
            int margin = 0;
            while (code.getRGB(margin, side / 2) != BLACK && code.getRGB(margin, side / 5) != BLACK) {
                margin++;
            }
            var runs = new ArrayList<Integer>();
            for (int y = 0; y < side; y++) {
                addRuns(code, y, runs);
            }
            int module = runs.stream().mapToInt(run -> run).min().orElseThrow();
            assertThat(module).isGreaterThanOrEqualTo(2);
            assertThat(runs).allMatch(run -> run % module == 0);
            assertThat(margin).isGreaterThanOrEqualTo(4 * module - 1);
        }
    }

    /// How long each black run of a row is.
    private static void addRuns(BufferedImage code, int y, List<Integer> runs) {
        int length = 0;
        for (int x = 0; x <= code.getWidth(); x++) {
            if (x < code.getWidth() && code.getRGB(x, y) == BLACK) {
                length++;
            } else if (length > 0) {
                runs.add(length);
                length = 0;
            }
        }
    }

    /// Black dots where the model's name stands.
    private static int inkOfModel(BufferedImage picture) {
        int ink = 0;
        for (int x = 460; x < 770; x++) {
            for (int y = 25; y < 65; y++) {
                ink += (picture.getRGB(x, y) & 0xff) == 0 ? 1 : 0;
            }
        }
        return ink;
    }

    private static String zpl(LabelLayout layout, int dotsPerInch) throws LabelRefused, LabelUnreadable {
        try (var bitmap = MAKER.bitmap(layout, dotsPerInch)) {
            return new String(Zpl.of(bitmap), StandardCharsets.US_ASCII);
        }
    }

    /// What stands on paper, from nothing but the ZPL.
    private static BufferedImage picture(LabelLayout layout, int dotsPerInch) throws Exception {
        var zpl = FORM.matcher(zpl(layout, dotsPerInch));
        assertThat(zpl.matches()).isTrue();
        int width = Integer.parseInt(zpl.group(1));
        int height = Integer.parseInt(zpl.group(2));
        int row = Integer.parseInt(zpl.group(4));
        var dots = HexFormat.of().parseHex(zpl.group(5));
        assertThat(dots).hasSize(row * height).hasSize(Integer.parseInt(zpl.group(3)));
        var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                boolean black = (dots[y * row + (x >> 3)] >> (7 - (x & 7)) & 1) == 1;
                picture.setRGB(x, y, black ? 0 : 0xffffff);
            }
        }
        return picture;
    }

    private static String zxing(BufferedImage picture) throws Exception {
        int width = picture.getWidth();
        int height = picture.getHeight();
        var source = new RGBLuminanceSource(width, height, picture.getRGB(0, 0, width, height, null, 0, width));
        return new QRCodeReader()
                .decode(new BinaryBitmap(new HybridBinarizer(source)))
                .getText();
    }

    private static String shown(BufferedImage picture, String name) throws Exception {
        Files.createDirectories(SHOWN);
        var file = SHOWN.resolve(name + ".png").toFile();
        ImageIO.write(picture, "png", file);
        return file.getPath();
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    private static String run(String... command) throws Exception {
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }
}
