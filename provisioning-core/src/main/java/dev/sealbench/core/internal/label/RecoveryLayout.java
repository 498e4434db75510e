package dev.sealbench.core.internal.label;

import static dev.sealbench.core.internal.label.TextStyle.Align.CENTRE;
import static dev.sealbench.core.internal.label.TextStyle.Align.RIGHT;

import dev.sealbench.core.LabelKind;

/// Where everything stands on the recovery label: 100 x 50 mm, a card with a stub to tear off.
///
/// The PUK stands on the card alone; the stub goes to whoever files the hand-over.
final class RecoveryLayout {

    private static final double WIDTH_MM = 100;
    private static final double HEIGHT_MM = 50;
    private static final double LEFT_MM = 4;
    private static final double RIGHT_MM = WIDTH_MM - 4;
    private static final double TEAR_MM = 35;
    private static final int PUK_DIGITS = 16;
    private static final double TEXT_MIDDLE_MM = 54.5;

    private static final TextStyle PUK = new TextStyle(Typeface.MONO_BOLD, 20, CENTRE);

    private final LayoutBuilder builder;

    RecoveryLayout(LayoutBuilder builder) {
        this.builder = builder;
    }

    LabelLayout of(RecoveryFacts facts, char[] puk, int printNumber) throws LabelRefused {
        boolean done = false;
        try {
            card(facts, puk, printNumber);
            builder.tearLine(new LabelBox(2.5, TEAR_MM, WIDTH_MM - 5, 0.3));
            stub(facts);
            done = true;
        } finally {
            if (!done) {
                builder.abandon();
            }
        }
        return builder.build("recovery", WIDTH_MM, HEIGHT_MM);
    }

    private void card(RecoveryFacts facts, char[] puk, int printNumber) throws LabelRefused {
        checkDigits(puk);
        builder.word(LEFT_MM, 3.2, LabelStyles.TITLE, "Recovery code (PUK)");
        builder.value(
                "maker or model",
                new LabelBox(52, 2.8, 44, 0),
                LabelStyles.SMALL_BOLD.aligned(RIGHT),
                facts.makerName() + "  " + facts.model());
        builder.value(
                "serial",
                new LabelBox(56, 5.7, 40, 0),
                new TextStyle(Typeface.MONO, 7, RIGHT),
                facts.serial().printed());
        builder.hairline(LEFT_MM, 9.6, RIGHT_MM - LEFT_MM);
        builder.secret("PUK", new LabelBox(LEFT_MM, 13.4, RIGHT_MM - LEFT_MM, 0), PUK, SecretText.grouped(puk, 4, ' '));
        builder.word(
                TEXT_MIDDLE_MM,
                24.4,
                LabelStyles.SMALL_BOLD.aligned(CENTRE),
                "Sets a new web password. Blocked for good after 10 wrong entries.");
        builder.word(
                TEXT_MIDDLE_MM,
                27.6,
                LabelStyles.SMALL.aligned(CENTRE),
                "Keep this card in a safe place, apart from the charger and its access label.");
        builder.identity(
                new LabelBox(3.2, 23.8, 9.6, 9.6), new IdentityCode(facts.serial(), LabelKind.RECOVERY, printNumber));
        builder.printNumber(RIGHT_MM, 31, printNumber);
    }

    private void stub(RecoveryFacts facts) throws LabelRefused {
        builder.value("maker", new LabelBox(LEFT_MM, 37, 51, 0), LabelStyles.SMALL_BOLD, facts.makerName());
        builder.value(
                "serial",
                new LabelBox(56, 36.9, 40, 0),
                new TextStyle(Typeface.MONO, 7, RIGHT),
                facts.serial().printed());
        builder.word(LEFT_MM, 44, LabelStyles.CAPTION, "Card received by");
        builder.hairline(24, 46.2, 38);
        builder.word(65, 44, LabelStyles.CAPTION, "Date");
        builder.hairline(71, 46.2, RIGHT_MM - 71);
    }

    private static void checkDigits(char[] puk) throws LabelRefused {
        PrintableText.checkAscii("PUK", puk, PUK_DIGITS, PUK_DIGITS);
        for (char c : puk) {
            if (c < '0' || c > '9') {
                throw new LabelRefused("PUK", "needs %d digits".formatted(PUK_DIGITS));
            }
        }
    }
}
