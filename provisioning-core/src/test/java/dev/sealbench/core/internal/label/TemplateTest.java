package dev.sealbench.core.internal.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sealbench.core.LabelKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Templates as a lead might write them, most of them wrong in one way.
class TemplateTest {

    private static final TemplateCheck CHECK = new TemplateCheck(new LabelMaker());

    /// As long a contact as a real one.
    private static final TemplateSample SAMPLE = new TemplateSample(
            new Maker(
                    "Voltgoed", List.of("Voltgoed B.V., Kanaalstraat 12, 3531 CJ Utrecht, NL", "www.voltgoed.example")),
            Collections.nCopies(8, new Rating("Temperature", "22 kW max.  6 \u2013 32 A  Mode 3")),
            "www.voltgoed.example/security",
            "Wallbox One 22");

    private static final Path SHOWN = Path.of("target", "labels");

    @ParameterizedTest
    @CsvSource({
        "PLATE, EN", "PLATE, NL", "PLATE, DE",
        "ACCESS, EN", "ACCESS, NL", "ACCESS, DE",
        "RECOVERY, EN", "RECOVERY, NL", "RECOVERY, DE"
    })
    void ourOwnTemplatesMayBeUsedInEveryLanguage(LabelKind kind, String language) throws Exception {
        var json = LabelTemplate.builtIn(kind).replace("\"EN\"", "\"%s\"".formatted(language));

        assertThat(CHECK.check(json, List.of(SAMPLE)).language().name()).isEqualTo(language);
        Files.createDirectories(SHOWN);
        var name = "%s-%s.png".formatted(kind, language).toLowerCase(Locale.ROOT);
        Files.write(SHOWN.resolve(name), CHECK.picture(json, SAMPLE));
    }

    @Test
    void everyLanguageHasEveryCaption() {
        for (var language : Captions.values()) {
            assertThat(language.keys()).isEqualTo(Captions.EN.keys()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PLATE | {serial} | {gtin} | {serial} must stand on the plate label",
                "PLATE | {policy} | x | {policy} must stand on the plate label",
                "PLATE | {updates-until} | x | {updates-until} must stand on the plate label",
                "PLATE | {reprint} | x | {reprint} must stand on the plate label",
                "ACCESS | {password} | x | {password} must stand on the access label",
                "ACCESS | {ssid} | x | {ssid} must stand on the access label",
                "RECOVERY | {puk} | x | {puk} must stand on the recovery label",
                "PLATE | {#product} | {puk} | {puk} is a secret of the recovery label and may stand on no other",
                "ACCESS | {#join} | {puk} | {puk} is a secret of the recovery label and may stand on no other",
                "RECOVERY | {#date} | {password} | {password} is a secret of the access label and may stand on no other",
                "PLATE | {#product} | {ssid} | there is no field {ssid} for the plate label",
                "PLATE | {#product} | {#nothing} | there is no caption {#nothing}",
                "PLATE | {#product} | {product | braces stand around",
                "ACCESS | \"{passphrase}\" | \"Key {passphrase}\" | {passphrase} stands alone in its text",
                "ACCESS | {ssid} | {ssid} {password} | there is no field {password} that may",
                "PLATE | \"code\": \"gs1\" | \"code\": \"wifi\" | the code wifi does not belong on the plate label",
                "ACCESS | \"code\": \"identity\" | \"code\": \"wifi\" | the code wifi stands there twice",
                "PLATE | \"widthMm\": 100 | \"widthMm\": 60 | cut off by the margin",
                "PLATE | \"widthMm\": 100 | \"widthMm\": 10 | paper has 20 to 200 mm a side",
                "PLATE | \"widthMm\": 38 | \"widthMm\": 20 | model cannot be printed: wider than the 20 mm it has",
                "PLATE | \"xMm\": 58, \"yMm\": 3.5 | \"xMm\": 10, \"yMm\": 3.5 | overlap",
                "PLATE | \"pitchMm\": 3.8 | \"pitchMm\": 6 | overlap",
                "PLATE | \"sideMm\": 20 | \"sideMm\": 6 | too small for 203 dots per inch",
                "ACCESS | \"sideMm\": 31 | \"sideMm\": 9 | too small for 203 dots per inch",
                "PLATE | \"sizePt\": 14 | \"sizePt\": 1 | nobody reads 1.0 points",
                "ACCESS | \"sizePt\": 11.5 | \"sizePt\": 5 | needs 7 points or more: people type it",
                "PLATE | \"SANS_BOLD\" | \"COMIC\" | COMIC",
                "PLATE | \"kind\": | \"colour\": 1, \"kind\": | colour",
                "PLATE | \"kind\": | \"kind\": \"PLATE\", \"kind\": | uplicate",
                "PLATE | \"xMm\": 4 | \"xMm\": \"4\" | coerce",
                "PLATE | \"type\": \"ratings\" | \"type\": \"pictures\" | pictures"
            })
    void aTemplateThatMustNotBeUsedIsRefusedWithASentence(LabelKind kind, String from, String to, String sentence) {
        var json = LabelTemplate.builtIn(kind);
        assertThat(json).contains(from);

        assertThatThrownBy(() -> CHECK.check(json.replace(from, to), List.of(SAMPLE)))
                .isInstanceOf(TemplateRefused.class)
                .hasMessageContaining(sentence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{}", "{\"kind\":\"PLATE\"}", "\u0000", "{\"kind\":\"PLATE\"} {}"})
    void whatIsNoTemplateIsRefused(String json) {
        assertThatThrownBy(() -> CHECK.check(json, List.of(SAMPLE))).isInstanceOf(TemplateRefused.class);
    }

    @Test
    void aTemplateWithoutEndIsRefusedBeforeItIsRead() {
        assertThatThrownBy(() -> LabelTemplate.parse("[".repeat(1_000_000))).isInstanceOf(TemplateRefused.class);
        assertThatThrownBy(() -> LabelTemplate.parse("{\"items\":" + "[".repeat(1000)))
                .isInstanceOf(TemplateRefused.class);
    }

    @Test
    void aLogoIsPrintedAndABlankOneRefused() throws Exception {
        var place = "\"items\": [ {\"type\": \"logo\", \"xMm\": 60, \"yMm\": 42.5, \"widthMm\": 8, \"heightMm\": 8},";
        var logo = "\"logo\": {\"widthDots\": 12, \"rows\": [\"ff00\", \"81f0\", \"ff00\"]}, ";
        var json = LabelTemplate.builtIn(LabelKind.PLATE).replace("\"items\": [", place);

        assertThatThrownBy(() -> CHECK.check(json, List.of(SAMPLE))).hasMessageContaining("places a logo and has none");
        var whole = json.replace("\"language\"", logo + "\"language\"");
        CHECK.check(whole, List.of(fewRatings()));
        assertThatThrownBy(
                        () -> CHECK.check(whole.replace("ff00", "0000").replace("81f0", "0000"), List.of(fewRatings())))
                .hasMessageContaining("no ink");
        assertThatThrownBy(() -> CHECK.check(whole.replace("ff00", "ff"), List.of(SAMPLE)))
                .hasMessageContaining("each row of this logo has 4 hexadecimal digits");
        assertThatThrownBy(
                        () -> CHECK.check(whole.replace("\"widthDots\": 12", "\"widthDots\": 4000"), List.of(SAMPLE)))
                .hasMessageContaining("a logo has 1 to 400 dots a side");
    }

    private static TemplateSample fewRatings() {
        return new TemplateSample(
                SAMPLE.makerFacts(), List.of(new Rating("Input", "230 V")), SAMPLE.policyAddress(), SAMPLE.model());
    }
}
