package dev.sealbench.core.internal.label;

import static dev.sealbench.core.internal.label.TextStyle.Align.RIGHT;

import java.time.YearMonth;
import java.util.List;

/// Where everything stands on the rating plate: 100 x 70 mm.
final class PlateLayout {

    private static final double WIDTH_MM = 100;
    private static final double HEIGHT_MM = 70;
    private static final double LEFT_MM = 4;
    private static final double RIGHT_MM = WIDTH_MM - 4;
    private static final double FULL_MM = RIGHT_MM - LEFT_MM;

    private static final int MAX_RATINGS = 8;
    private static final double RATINGS_TOP_MM = 20.5;
    private static final double RATING_PITCH_MM = 3.8;
    private static final double RATING_NAME_MM = 24;

    private static final double CODE_MM = 20;
    private static final double FOOT_TOP_MM = 52.6;

    private final LayoutBuilder builder;

    PlateLayout(LayoutBuilder builder) {
        this.builder = builder;
    }

    LabelLayout of(PlateFacts facts, int printNumber) throws LabelRefused {
        head(facts.maker(), facts.product());
        ratings(facts.product().ratings());
        code(facts);
        foot(facts, printNumber);
        return builder.build("plate", WIDTH_MM, HEIGHT_MM);
    }

    private void head(Maker maker, PlateFacts.Product product) throws LabelRefused {
        if (maker.contact().isEmpty() || maker.contact().size() > 2) {
            throw new LabelRefused("contact", "needs 1 or 2 lines");
        }
        builder.value("maker", new LabelBox(LEFT_MM, 3.2, 52, 0), LabelStyles.BRAND, maker.name());
        builder.value("model", new LabelBox(58, 3.5, 38, 0), LabelStyles.TITLE.aligned(RIGHT), product.model());
        builder.value("kind", new LabelBox(62, 9.3, 34, 0), LabelStyles.SMALL.aligned(RIGHT), product.kind());
        double y = 9.3;
        for (var line : maker.contact()) {
            builder.value("contact", new LabelBox(LEFT_MM, y, 57, 0), LabelStyles.SMALL, line);
            y += 3;
        }
        builder.hairline(LEFT_MM, 17, FULL_MM);
    }

    private void ratings(List<Rating> ratings) throws LabelRefused {
        if (ratings.isEmpty() || ratings.size() > MAX_RATINGS) {
            throw new LabelRefused("ratings", "needs 1 to %d lines".formatted(MAX_RATINGS));
        }
        double y = RATINGS_TOP_MM;
        for (var rating : ratings) {
            builder.value(
                    "rating name", new LabelBox(LEFT_MM, y, RATING_NAME_MM, 0), LabelStyles.PLAIN_VALUE, rating.name());
            double left = LEFT_MM + RATING_NAME_MM + 1;
            builder.value(
                    "rating",
                    new LabelBox(left, y, RIGHT_MM - CODE_MM - 3 - left, 0),
                    new TextStyle(Typeface.SANS_BOLD, 8, TextStyle.Align.LEFT),
                    rating.value());
            y += RATING_PITCH_MM;
        }
    }

    private void code(PlateFacts facts) throws LabelRefused {
        var content = Gs1Code.of(facts.gtin(), facts.made(), facts.serial());
        var box = new LabelBox(RIGHT_MM - CODE_MM + 1.5, 20, CODE_MM, CODE_MM);
        builder.code(box, Symbology.GS1_DATA_MATRIX, new LabelContent.Plain(content.bracketed()));
        builder.word(
                RIGHT_MM,
                box.bottomMm() + 0.4,
                LabelStyles.SMALL.aligned(RIGHT),
                "GTIN " + facts.gtin().gtin14());
    }

    private void foot(PlateFacts facts, int printNumber) throws LabelRefused {
        builder.hairline(LEFT_MM, FOOT_TOP_MM, FULL_MM);
        double y = FOOT_TOP_MM + 1.6;
        builder.word(LEFT_MM, y, LabelStyles.CAPTION, "Serial number");
        builder.value(
                "serial",
                new LabelBox(LEFT_MM, y + 2.9, 48, 0),
                new TextStyle(Typeface.MONO_BOLD, 10.5, TextStyle.Align.LEFT),
                facts.serial().printed());
        builder.word(60, y + 0.3, LabelStyles.VALUE, "Made " + YearMonth.from(facts.made()));
        builder.word(
                60,
                y + 4.3,
                new TextStyle(Typeface.SANS_BOLD, 7, TextStyle.Align.LEFT),
                "Security updates until " + facts.securityUpdatesUntil());
        builder.value(
                "policy address",
                new LabelBox(LEFT_MM, 63.6, 74, 0),
                LabelStyles.SMALL,
                "Report a vulnerability: " + facts.policyAddress());
        builder.printNumber(RIGHT_MM, 63.6, printNumber);
    }
}
