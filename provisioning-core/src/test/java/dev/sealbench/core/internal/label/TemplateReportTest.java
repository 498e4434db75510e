package dev.sealbench.core.internal.label;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.LabelKind;
import dev.sealbench.core.LabelTemplateFinding;
import dev.sealbench.core.LabelTemplateFinding.Problem;
import dev.sealbench.core.LabelTemplateReport;
import java.io.ByteArrayInputStream;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What somebody who edits a template is told: everything that is wrong, and of which item. The numbers are counted in
/// the files of our own templates.
class TemplateReportTest {

    private static final TemplateCheck CHECK = new TemplateCheck(new LabelMaker());

    private static final TemplateSample SAMPLE = new TemplateSample(
            new Maker("Voltgoed", List.of("Kanaalstraat 12, Utrecht, NL", "www.voltgoed.example")),
            Collections.nCopies(8, new Rating("Temperature", "22 kW max.")),
            "www.voltgoed.example/security",
            "Wallbox One 22");

    private static LabelTemplateReport report(String json) {
        return CHECK.examine(json, List.of(SAMPLE));
    }

    @ParameterizedTest
    @EnumSource
    void aGoodTemplateIsDrawnAndSaysWhereEachItemStands(LabelKind kind) throws Exception {
        var json = LabelTemplate.builtIn(kind);
        var report = report(json);

        assertThat(report.findings()).isEmpty();
        assertThat(report.isGood()).isTrue();
        int items = LabelTemplate.standard(kind).items().size();
        assertThat(report.places().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, items).boxed().toList());
        var picture = ImageIO.read(
                new ByteArrayInputStream(report.picture().orElseThrow().toBytes()));
        assertThat(picture.getWidth()).isEqualTo((int) (100 / 25.4 * 300)); // 100 mm at 300 dots per inch
    }

    @Test
    void aPlaceIsWhereTheInkIs() {
        var code = report(LabelTemplate.builtIn(LabelKind.PLATE)).places().get(7);
        assertThat(code).isEqualTo(new LabelTemplateReport.Place(77.5, 20, 20, 20));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PLATE | {serial} | {gtin} | FIELD_MISSING | '' | serial",
                "PLATE | \"code\": \"gs1\" | \"code\": \"wifi\" | CODE_FOREIGN | 7 | wifi",
                "ACCESS | \"code\": \"identity\" | \"code\": \"wifi\" | CODE_TWICE | 20 | wifi",
                "ACCESS | \"code\": \"identity\" | \"code\": \"wifi\" | CODE_MISSING | '' | identity",
                "PLATE | {#product} | {puk} | SECRET_FOREIGN | 2 | puk",
                "PLATE | {#product} | {ssid} | FIELD_UNKNOWN | 2 | ssid",
                "PLATE | {#product} | {#nothing} | CAPTION_UNKNOWN | 2 | nothing",
                "PLATE | {#product} | {product | BRACES | 2 | ''",
                "PLATE | \"{#product}\" | \"\" | TEXT_EMPTY | 2 | ''",
                "ACCESS | \"{passphrase}\" | \"Key {passphrase}\" | SECRET_NOT_ALONE | 9 | passphrase",
                "ACCESS | \"{ssid}\" | \"{ssid} {password}\" | SECRET_NOT_ALONE | 7 | password",
                "ACCESS | \"sizePt\": 11.5 | \"sizePt\": 5 | SECRET_SMALL | 9 | passphrase",
                "PLATE | \"widthMm\": 38 | \"widthMm\": 20 | TOO_WIDE | 1 | model",
                "PLATE | \"{#product}\" | \"\u05d0\" | NOT_PRINTABLE | 2 | caption",
                "PLATE | \"xMm\": 77.5 | \"xMm\": 79 | CUT_OFF | 7 | ''",
                "PLATE | \"xMm\": 58, \"yMm\": 3.5 | \"xMm\": 10, \"yMm\": 3.5 | OVERLAP | 1 0 | ''",
                "PLATE | \"pitchMm\": 3.8 | \"pitchMm\": 1 | OVERLAP | 6 | ''",
                "PLATE | \"sideMm\": 20 | \"sideMm\": 6 | CODE_SMALL | 7 | 203",
                "PLATE | \"sizePt\": 14 | \"sizePt\": 1 | SIZE | 0 | ''",
                "PLATE | \"widthMm\": 92, \"heightMm\": 0.2 | \"widthMm\": 92, \"heightMm\": 0 | NO_INK | 5 | ''",
                "PLATE | \"widthMm\": 92, \"heightMm\": 0.2 | \"widthMm\": -9, \"heightMm\": 0.2 | SIZE | 5 | ''",
                "PLATE | \"widthMm\": 100 | \"widthMm\": 10 | NO_TEMPLATE | '' | ''"
            })
    void whatIsWrongIsSaidOfItsItem(
            LabelKind kind, String from, String to, Problem problem, String items, String about) {
        var json = LabelTemplate.builtIn(kind);
        assertThat(json).contains(from);
        var numbers = Stream.of(items.split(" "))
                .filter(number -> !number.isEmpty())
                .map(Integer::valueOf)
                .toList();

        assertThat(report(json.replace(from, to)).findings())
                .anySatisfy(finding -> assertThat(finding)
                        .returns(problem, LabelTemplateFinding::problem)
                        .returns(numbers, LabelTemplateFinding::items)
                        .returns(about, LabelTemplateFinding::about)
                        .satisfies(said -> assertThat(said.text()).isNotBlank()));
    }

    @Test
    void severalFaultsAreToldAtOnceAndTheRestIsDrawn() {
        var report = report(LabelTemplate.builtIn(LabelKind.PLATE)
                .replace("{#product}", "{ssid}")
                .replace("\"sideMm\": 20", "\"sideMm\": 30")
                .replace("{policy}", ""));

        assertThat(report.findings())
                .extracting(LabelTemplateFinding::problem)
                .contains(Problem.FIELD_UNKNOWN, Problem.FIELD_MISSING, Problem.CUT_OFF, Problem.OVERLAP);
        assertThat(report.picture()).isPresent();
        assertThat(report.places()).containsKey(0).doesNotContainKey(2);
    }

    @Test
    void whatIsNoTemplateIsAFindingAndNoPicture() {
        var report = report("{}");

        assertThat(report.findings()).extracting(LabelTemplateFinding::problem).containsExactly(Problem.NO_TEMPLATE);
        assertThat(report.picture()).isEmpty();
    }

    @Test
    void theUnitThatDoesNotFitIsTheOneThatIsDrawn() {
        var wide = new TemplateSample(
                SAMPLE.makerFacts(), SAMPLE.ratings(), SAMPLE.policyAddress(), "Wallbox One 22 MMMMMMMMMMMMMM");
        var report = CHECK.examine(LabelTemplate.builtIn(LabelKind.PLATE), List.of(SAMPLE, wide));

        assertThat(report.findings()).extracting(LabelTemplateFinding::problem).containsExactly(Problem.TOO_WIDE);
        assertThat(report.places()).as("the model is left out").doesNotContainKey(1);
    }
}
