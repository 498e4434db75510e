package dev.sealbench.core.internal.label;

import static dev.sealbench.core.internal.label.TextStyle.Align.CENTRE;
import static dev.sealbench.core.internal.label.TextStyle.Align.RIGHT;

import dev.sealbench.core.LabelKind;

/// Where everything stands on the access label: 100 x 60 mm, inside the cover.
final class AccessLayout {

    private static final double WIDTH_MM = 100;
    private static final double HEIGHT_MM = 60;
    private static final double LEFT_MM = 4;
    private static final double RIGHT_MM = WIDTH_MM - 4;
    private static final double TEXT_MM = 61;
    private static final double CODE_MM = 31;
    private static final double FOOT_RIGHT_MM = 84;

    private final LayoutBuilder builder;

    AccessLayout(LayoutBuilder builder) {
        this.builder = builder;
    }

    LabelLayout of(AccessFacts facts, char[] passphrase, char[] password, int printNumber) throws LabelRefused {
        boolean done = false;
        try {
            head(facts);
            wifi(facts, passphrase);
            web(facts, password);
            builder.hairline(LEFT_MM, 53.6, FOOT_RIGHT_MM - LEFT_MM);
            builder.word(
                    LEFT_MM, 54.6, LabelStyles.SMALL, "Keep inside the cover. Change both passwords at first use.");
            builder.printNumber(FOOT_RIGHT_MM, 54.6, printNumber);
            builder.identity(
                    new LabelBox(RIGHT_MM - 9.2, 45.8, 10, 10),
                    new IdentityCode(facts.serial(), LabelKind.ACCESS, printNumber));
            done = true;
        } finally {
            if (!done) {
                builder.abandon();
            }
        }
        return builder.build("access", WIDTH_MM, HEIGHT_MM);
    }

    private void head(AccessFacts facts) throws LabelRefused {
        builder.word(LEFT_MM, 3.2, LabelStyles.TITLE, "Access");
        builder.value(
                "maker or model",
                new LabelBox(30, 2.8, 66, 0),
                LabelStyles.SMALL_BOLD.aligned(RIGHT),
                facts.makerName() + "  " + facts.model());
        builder.value(
                "serial",
                new LabelBox(56, 5.7, 40, 0),
                new TextStyle(Typeface.MONO, 7, RIGHT),
                facts.serial().printed());
        builder.hairline(LEFT_MM, 9.6, RIGHT_MM - LEFT_MM);
    }

    private void wifi(AccessFacts facts, char[] passphrase) throws LabelRefused {
        var code = WifiCode.of(facts.ssid(), passphrase);
        var box = new LabelBox(RIGHT_MM - CODE_MM + 2, 11.2, CODE_MM, CODE_MM);
        builder.code(box, Symbology.QR, new LabelContent.Hidden(code));
        builder.word(
                box.xMm() + CODE_MM / 2,
                box.bottomMm() + 0.2,
                LabelStyles.CAPTION.aligned(CENTRE),
                "Scan to join the Wi-Fi");
        builder.word(LEFT_MM, 11.4, LabelStyles.CAPTION, "Wi-Fi network");
        builder.value("SSID", new LabelBox(LEFT_MM, 14.1, TEXT_MM, 0), LabelStyles.SECRET, facts.ssid());
        builder.word(LEFT_MM, 20.2, LabelStyles.CAPTION, "Wi-Fi passphrase, hyphens included");
        builder.secret(
                "Wi-Fi passphrase",
                new LabelBox(LEFT_MM, 22.9, TEXT_MM, 0),
                LabelStyles.SECRET,
                SecretText.copyOf(passphrase));
        builder.hairline(LEFT_MM, 30, TEXT_MM - 1);
    }

    private void web(AccessFacts facts, char[] password) throws LabelRefused {
        PrintableText.checkAscii("web password", password, 8, 40);
        builder.word(LEFT_MM, 31.6, LabelStyles.CAPTION, "Web address");
        builder.value(
                "web address", new LabelBox(LEFT_MM, 34.3, TEXT_MM, 0), LabelStyles.MONO_VALUE, facts.webAddress());
        builder.word(LEFT_MM, 40.1, LabelStyles.CAPTION, "User");
        builder.value("user name", new LabelBox(LEFT_MM, 43.3, 13, 0), LabelStyles.MONO_VALUE, facts.userName());
        builder.word(18, 40.1, LabelStyles.CAPTION, "Password");
        builder.secret(
                "web password",
                new LabelBox(18, 42.8, TEXT_MM + LEFT_MM - 18, 0),
                LabelStyles.SECRET,
                SecretText.grouped(password, 4, '-'));
    }
}
