package dev.sealbench.core.internal.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sealbench.core.SerialNumber;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Judges finished labels with programs that know nothing of ours: poppler, zbar, libdmtx.
class LabelMakerTest {

    private static final LabelMaker MAKER = new LabelMaker();

    /// Pictures stay here for people to look at.
    private static final Path SHOWN = Path.of("target", "labels");

    @TempDir
    Path folder;

    @Test
    void thePlateSaysWhatTheLawWantsAndHasExactlyItsSize() throws Exception {
        try (var layout = MAKER.plate(LabelSamples.PLATE, LabelSamples.plate(), 1)) {
            var pdf = print(layout);
            assertThat(run("pdftotext", "-layout", pdf.toString(), "-"))
                    .contains("Voltgoed", "Kanaalstraat 12", "Wallbox One 22", "230/400 V~", "CP4-2647-1-0000123-9")
                    .contains("Made 2026-11", "Security updates until 2031-11", "GTIN 08712345678906")
                    .doesNotContain("reprint");
            assertThat(run("pdfinfo", pdf.toString())).containsPattern("Page size: +283\\.465 x 198\\.425 pts");
            assertThat(run("pdffonts", pdf.toString()).lines().skip(2))
                    .hasSize(3)
                    .allSatisfy(font -> assertThat(font).contains("Liberation").contains(" yes yes yes "));
            assertThat(layout.hasSecrets()).isFalse();
        }
    }

    @Test
    void anotherReaderReadsTheDataMatrixOfThePlate() throws Exception {
        assumeTrue(isInstalled("dmtxread"), "dmtxread of dmtx-utils is not installed");
        try (var layout = MAKER.plate(LabelSamples.PLATE, LabelSamples.plate(), 1)) {
            print(layout);
            assertThat(run(
                            "dmtxread",
                            "-N1",
                            "-G",
                            "29",
                            SHOWN.resolve("plate.png").toString()))
                    .isEqualTo("\u001d010871234567890611261123" + "21CP42647100001239");
        }
    }

    @Test
    void theAccessLabelJoinsTheNetworkAndShowsBothSecrets() throws Exception {
        try (var layout = access(LabelSamples.PASSPHRASE, LabelSamples.PASSWORD, 2)) {
            var pdf = print(layout);
            assertThat(run("zbarimg", "-q", "--raw", "-Sdisable", "-Sqrcode.enable", picture(layout)))
                    .contains("WIFI:T:WPA;S:EVC-HLXRTF;P:83HL-PLPV-FNMX-CV7D-DCWW;;");
            assertThat(run("pdftotext", "-layout", pdf.toString(), "-"))
                    .contains("EVC-HLXRTF", "83HL-PLPV-FNMX-CV7D-DCWW", "LV63-R5CT-N4C4-MNW5", "admin")
                    .contains("https://evc-hlxrtf.local", "CP4-2647-1-0000123-9", "reprint 2")
                    .doesNotContain("6691");
        }
    }

    /// At medium error correction ZXing finds a corner inside this code, at any resolution: without the next level
    /// this unit would never get its label.
    @Test
    void aContentThatConfusesReadersIsDrawnAnew() throws Exception {
        var facts = new AccessFacts(
                "Voltgoed", "Wallbox One 22", LabelSamples.SERIAL, "EVC-M5F8JY", "https://evc-m5f8jy.local", "admin");
        var passphrase = "59VK-DNYT-TPLX-FY67-F55L";
        try (var layout = MAKER.access(
                LabelSamples.ACCESS, facts, passphrase.toCharArray(), LabelSamples.PASSWORD.toCharArray(), 1)) {
            print(layout);
            assertThat(run("zbarimg", "-q", "--raw", "-Sdisable", "-Sqrcode.enable", picture(layout)))
                    .contains("WIFI:T:WPA;S:EVC-M5F8JY;P:" + passphrase + ";;");
        }
    }

    /// Contents that could not be read back while a module was 4.3 dots wide: one in some twenty.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "CP4264710000031H",
                "CP42647100005444",
                "CP4264710000570X",
                "CP4264710000620C",
                "CP42647100006404",
                "CP4264710000742P",
                "CP42647100008469",
                "CP42647100008910"
            })
    void aModuleIsAWholeNumberOfDotsSoThatEveryCodeReads(String serial) throws Exception {
        var facts = new AccessFacts(
                "Voltgoed",
                "Wallbox One 22",
                new SerialNumber(serial),
                LabelSamples.SSID,
                "https://evc-hlxrtf.local",
                "admin");
        try (var layout = MAKER.access(
                LabelSamples.ACCESS,
                facts,
                LabelSamples.PASSPHRASE.toCharArray(),
                LabelSamples.PASSWORD.toCharArray(),
                1)) {
            assertThatCode(() -> MAKER.pdf(layout)).doesNotThrowAnyException();
        }
    }

    @Test
    void theRecoveryLabelShowsThePukAndNoOtherSecret() throws Exception {
        try (var layout =
                MAKER.recovery(LabelSamples.RECOVERY, LabelSamples.recovery(), LabelSamples.PUK.toCharArray(), 3)) {
            var pdf = print(layout);
            assertThat(run("pdftotext", "-layout", pdf.toString(), "-"))
                    .containsPattern("6691 +8807 +8022 +0228")
                    .contains("CP4-2647-1-0000123-9", "reprint 3")
                    .doesNotContain("83HL", "LV63", "EVC-");
        }
    }

    @Test
    void aPreviewDoesNotDependOnTheSecretsAtAll() throws Exception {
        try (var one = access(LabelSamples.PASSPHRASE, LabelSamples.PASSWORD, 1);
                var other = access("HJKD-2N7X-W4TP-9FCV-3MRY", "K7WDFX3N9RPCTH46", 1);
                var puk = MAKER.recovery(
                        LabelSamples.RECOVERY, LabelSamples.recovery(), LabelSamples.PUK.toCharArray(), 1);
                var otherPuk = MAKER.recovery(
                        LabelSamples.RECOVERY, LabelSamples.recovery(), "4086159920735143".toCharArray(), 1)) {
            var preview = MAKER.previewPng(one, 200);
            assertThat(preview).isEqualTo(MAKER.previewPng(other, 200));
            assertThat(MAKER.previewPng(puk, 200)).isEqualTo(MAKER.previewPng(otherPuk, 200));
            assertThat(one.masked().hasSecrets()).isFalse();
            Files.createDirectories(SHOWN);
            Files.write(SHOWN.resolve("access-preview.png"), preview);
        }
    }

    /// Codes that are no secret show: so the readers would have found one.
    @Test
    void noReaderFindsTheCodeOfASecretInAPreview() throws Exception {
        assumeTrue(isInstalled("dmtxread"), "dmtxread of dmtx-utils is not installed");
        try (var plate = MAKER.plate(LabelSamples.PLATE, LabelSamples.plate(), 1);
                var access = access(LabelSamples.PASSPHRASE, LabelSamples.PASSWORD, 1);
                var recovery = MAKER.recovery(
                        LabelSamples.RECOVERY, LabelSamples.recovery(), LabelSamples.PUK.toCharArray(), 1)) {
            assertThat(codesIn(plate)).contains("21CP42647100001239");
            // libdmtx does not always find the small one among so much ink in the time it is given
            assertThat(codesIn(access)).isIn("", "CP42647100001239-A1");
            assertThat(codesIn(recovery)).isEqualTo("CP42647100001239-R1");
            print(access);
            assertThat(run("zbarimg", "-q", "--raw", picture(access))).contains(LabelSamples.PASSPHRASE);
        }
    }

    @Test
    void theSameLabelIsTheSamePdf() throws Exception {
        try (var layout = access(LabelSamples.PASSPHRASE, LabelSamples.PASSWORD, 1)) {
            assertThat(MAKER.pdf(layout)).isEqualTo(MAKER.pdf(layout));
        }
    }

    @Test
    void aClosedLayoutHasForgottenItsSecretsAndNeverTellsThem() throws Exception {
        var layout = access(LabelSamples.PASSPHRASE, LabelSamples.PASSWORD, 1);
        assertThat(layout.toString()).contains("[hidden]").doesNotContain("83HL", "LV63", "WIFI:");
        layout.close();
        assertThatThrownBy(() -> MAKER.pdf(layout)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void lentSecretsStayTheCallersToWipe() throws Exception {
        var puk = LabelSamples.PUK.toCharArray();
        try (var layout = MAKER.recovery(LabelSamples.RECOVERY, LabelSamples.recovery(), puk, 1)) {
            assertThat(puk).isEqualTo(LabelSamples.PUK.toCharArray());
            Arrays.fill(puk, '\0');
            assertThat(MAKER.pdf(layout)).isNotEmpty();
        }
    }

    private static LabelLayout access(String passphrase, String password, int printNumber) throws LabelRefused {
        return MAKER.access(
                LabelSamples.ACCESS,
                LabelSamples.access(),
                passphrase.toCharArray(),
                password.toCharArray(),
                printNumber);
    }

    /// What zbar and libdmtx read in the preview.
    private String codesIn(LabelLayout layout) throws Exception {
        var preview = Files.write(folder.resolve("preview.png"), MAKER.previewPng(layout, 300))
                .toString();
        return run("zbarimg", "-q", "--raw", preview) + run("dmtxread", "-N1", "-m2000", preview);
    }

    private Path print(LabelLayout layout) throws Exception {
        var pdf = MAKER.pdf(layout);
        Files.createDirectories(SHOWN);
        ImageIO.write(
                MAKER.raster(pdf, 300),
                "png",
                SHOWN.resolve(layout.name() + ".png").toFile());
        return Files.write(folder.resolve(layout.name() + ".pdf"), pdf);
    }

    private static String picture(LabelLayout layout) {
        return SHOWN.resolve(layout.name() + ".png").toString();
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
        var output = new String(process.getInputStream().readAllBytes());
        process.waitFor();
        return output;
    }
}
