package dev.sealbench.ui.window.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sealbench.core.LabelKind;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Templates as text fields hold them.
class TemplateDraftTest {

    /// Numbers are compared by value: 4 and 4.0 are one.
    private static JsonNode read(String json) throws Exception {
        return new JsonMapper().readTree(json.replaceAll("(\\d)\\.0([,}\\s])", "$1$2"));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNotChangedIsWrittenAsItWasRead(LabelKind kind) throws Exception {
        var json = ScriptedTemplates.own(kind);
        assertThat(read(TemplateDraft.of(json).json())).isEqualTo(read(json));
    }

    @Test
    void aLogoIsKept() throws Exception {
        var json = ScriptedTemplates.own(LabelKind.PLATE)
                .replace("\"items\"", "\"logo\": {\"widthDots\": 8, \"rows\": [\"ff\"]}, \"items\"");
        assertThat(read(TemplateDraft.of(json).json())).isEqualTo(read(json));
    }

    @Test
    void whatPeopleWroteInSmallLettersOnTheCommandLineIsUnderstood() {
        var draft = TemplateDraft.of(ScriptedTemplates.own(LabelKind.PLATE)
                .replace("\"LEFT\"", "\"left\"")
                .replace("\"EN\"", "\"en\""));
        assertThat(draft.element(0).text(Part.ALIGN)).isEqualTo("LEFT");
        assertThat(draft.element(TemplateDraft.LABEL).text(Part.LANGUAGE)).isEqualTo("EN");
    }

    @ParameterizedTest
    @CsvSource({
        "12, true",
        "'9,25', true",
        "9.25, true",
        "-1, true",
        "' 7 ', true",
        "'', false",
        "x, false",
        "1e9, false",
        "1.2.3, false",
        "12345, false"
    })
    void aNumberIsOneInEitherWayOfWritingIt(String typed, boolean number) {
        var draft = TemplateDraft.of(ScriptedTemplates.own(LabelKind.PLATE));
        draft.element(0).put(Part.X, typed);
        assertThat(draft.isComplete()).isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource({"20, true", "200, true", "19.9, false", "200.1, false", "x, false"})
    void paperHasTheSizesThatLabelsHave(String typed, boolean paper) {
        var draft = TemplateDraft.of(ScriptedTemplates.own(LabelKind.PLATE));
        draft.element(TemplateDraft.LABEL).put(Part.WIDTH, typed);
        assertThat(draft.isComplete()).isEqualTo(paper);
    }

    /// Ten columns: two octets a row, the last six bits of which are nobody's.
    @Test
    void aPictureBecomesDotsOfWhichOnesAreBlack(@TempDir Path folder) throws Exception {
        var image = new BufferedImage(10, 2, BufferedImage.TYPE_INT_ARGB); // transparent is paper
        image.setRGB(0, 0, Color.BLACK.getRGB());
        image.setRGB(9, 0, Color.DARK_GRAY.getRGB());
        image.setRGB(1, 1, Color.YELLOW.getRGB());
        var file = folder.resolve("logo.png");
        ImageIO.write(image, "png", file.toFile());

        assertThat(LogoDots.read(file)).isEqualTo(new LogoDots(10, List.of("8040", "0000")));
        var draft = TemplateDraft.of(ScriptedTemplates.own(LabelKind.PLATE));
        draft.setLogo(Optional.of(LogoDots.read(file)));
        assertThat(read(draft.json()).path("logo").path("rows").get(0).asText()).isEqualTo("8040");
    }

    @Test
    void aLargePictureIsMadeSmallerAndWhatIsNoneIsRefused(@TempDir Path folder) throws Exception {
        var large = folder.resolve("large.png");
        ImageIO.write(new BufferedImage(1_200, 600, BufferedImage.TYPE_BYTE_GRAY), "png", large.toFile());
        assertThat(LogoDots.read(large).widthDots()).isEqualTo(400);
        assertThat(LogoDots.read(large).rows()).hasSize(200);

        var text = Files.writeString(folder.resolve("text.png"), "no picture");
        assertThatThrownBy(() -> LogoDots.read(text)).hasMessage("no picture");
        var cut = Files.write(folder.resolve("cut.png"), Arrays.copyOf(Files.readAllBytes(large), 60));
        assertThatThrownBy(() -> LogoDots.read(cut)).isInstanceOf(IOException.class);
        var huge = folder.resolve("huge.png");
        ImageIO.write(new BufferedImage(4_001, 1, BufferedImage.TYPE_BYTE_BINARY), "png", huge.toFile());
        assertThatThrownBy(() -> LogoDots.read(huge)).hasMessage("more than 4,000 pixels a side");
    }
}
