package dev.sealbench.core.internal.label;

import dev.sealbench.core.LabelKind;
import dev.sealbench.core.internal.label.LabelContent.Hidden;
import dev.sealbench.core.internal.label.LabelContent.Plain;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a template may ask for, for one label of one unit. Owns copies of the secrets: close it when the layout is
/// made.
///
/// Not safe to share between threads.
final class LabelFields implements AutoCloseable {

    /// Fields of texts, by kind of label.
    static final Map<LabelKind, Set<String>> TEXTS = Map.of(
            LabelKind.PLATE,
            Set.of(
                    "maker",
                    "contact-1",
                    "contact-2",
                    "model",
                    "product",
                    "gtin",
                    "serial",
                    "made",
                    "updates-until",
                    "policy",
                    "reprint"),
            LabelKind.ACCESS,
            Set.of("maker", "model", "serial", "ssid", "passphrase", "web-address", "user", "password", "reprint"),
            LabelKind.RECOVERY,
            Set.of("maker", "model", "serial", "puk", "reprint"));

    /// Texts that are secret, with the label that they belong to.
    static final Map<String, LabelKind> SECRETS =
            Map.of("passphrase", LabelKind.ACCESS, "password", LabelKind.ACCESS, "puk", LabelKind.RECOVERY);

    /// Codes, by kind of label. All of them must stand on it.
    static final Map<LabelKind, Set<String>> CODES = Map.of(
            LabelKind.PLATE, Set.of("gs1"),
            LabelKind.ACCESS, Set.of("wifi", "identity"),
            LabelKind.RECOVERY, Set.of("identity"));

    private static final int MAX_RATINGS = 8;
    private static final int PUK_DIGITS = 16;

    private final Map<String, LabelContent> contents = new HashMap<>();
    private final Map<String, Symbology> symbologies = new HashMap<>();
    private final List<Rating> ratings;

    private LabelFields(List<Rating> ratings, int copy, Captions language) {
        if (copy < 1) {
            throw new IllegalArgumentException("prints are counted from 1");
        }
        this.ratings = ratings;
        plain("reprint", copy == 1 ? "" : language.find("reprint").orElseThrow() + " " + copy);
    }

    static LabelFields plate(PlateFacts facts, int copy, Captions language) throws LabelRefused {
        var contact = facts.maker().contact();
        if (contact.isEmpty() || contact.size() > 2) {
            throw new LabelRefused("contact", "needs 1 or 2 lines");
        }
        var product = facts.product();
        if (product.ratings().isEmpty() || product.ratings().size() > MAX_RATINGS) {
            throw new LabelRefused("ratings", "needs 1 to %d lines".formatted(MAX_RATINGS));
        }
        var fields = new LabelFields(product.ratings(), copy, language);
        fields.plain("maker", facts.maker().name());
        fields.plain("contact-1", contact.getFirst());
        fields.plain("contact-2", contact.size() == 2 ? contact.get(1) : "");
        fields.plain("model", product.model());
        fields.plain("product", product.kind());
        fields.plain("gtin", facts.gtin().gtin14());
        fields.plain("serial", facts.serial().printed());
        fields.plain("made", YearMonth.from(facts.made()).toString());
        fields.plain("updates-until", facts.securityUpdatesUntil().toString());
        fields.plain("policy", facts.policyAddress());
        var gs1 = Gs1Code.of(facts.gtin(), facts.made(), facts.serial());
        fields.code("gs1", Symbology.GS1_DATA_MATRIX, new Plain(gs1.bracketed()));
        return fields;
    }

    static LabelFields access(AccessFacts facts, char[] passphrase, char[] password, int copy, Captions language)
            throws LabelRefused {
        PrintableText.checkAscii("web password", password, 8, 40);
        var fields = new LabelFields(List.of(), copy, language);
        fields.plain("maker", facts.makerName());
        fields.plain("model", facts.model());
        fields.plain("serial", facts.serial().printed());
        fields.plain("ssid", facts.ssid());
        fields.plain("web-address", facts.webAddress());
        fields.plain("user", facts.userName());
        // may refuse, so it comes before any secret is held
        fields.code("wifi", Symbology.QR, new Hidden(WifiCode.of(facts.ssid(), passphrase)));
        fields.contents.put("passphrase", new Hidden(SecretText.copyOf(passphrase)));
        fields.contents.put("password", new Hidden(SecretText.grouped(password, 4, '-')));
        fields.identity(new IdentityCode(facts.serial(), LabelKind.ACCESS, copy));
        return fields;
    }

    static LabelFields recovery(RecoveryFacts facts, char[] puk, int copy, Captions language) throws LabelRefused {
        PrintableText.checkAscii("PUK", puk, PUK_DIGITS, PUK_DIGITS);
        for (char c : puk) {
            if (c < '0' || c > '9') {
                throw new LabelRefused("PUK", "needs %d digits".formatted(PUK_DIGITS));
            }
        }
        var fields = new LabelFields(List.of(), copy, language);
        fields.plain("maker", facts.makerName());
        fields.plain("model", facts.model());
        fields.plain("serial", facts.serial().printed());
        fields.contents.put("puk", new Hidden(SecretText.grouped(puk, 4, ' ')));
        fields.identity(new IdentityCode(facts.serial(), LabelKind.RECOVERY, copy));
        return fields;
    }

    /// A text that anybody may read.
    Optional<String> plain(String name) {
        return contents.get(name) instanceof Plain(var text) ? Optional.of(text) : Optional.empty();
    }

    /// A secret; the layout owns the copy.
    Optional<SecretText> secret(String name) {
        return contents.get(name) instanceof Hidden(var text) ? Optional.of(copy(text)) : Optional.empty();
    }

    /// What a code says; the layout owns the copy.
    Optional<LabelContent> code(String name) {
        return Optional.ofNullable(symbologies.get(name)).map(_ -> switch (contents.get(name)) {
            case Plain plain -> plain;
            case Hidden(var text) -> new Hidden(copy(text));
        });
    }

    /// Which kind of code it is.
    Symbology symbology(String name) {
        return symbologies.get(name);
    }

    /// Of a plate; none on other labels.
    List<Rating> ratings() {
        return ratings;
    }

    /// Wipes the copies of the secrets.
    @Override
    public void close() {
        for (var content : contents.values()) {
            if (content instanceof Hidden(var secret)) {
                secret.close();
            }
        }
    }

    private void plain(String name, String text) {
        contents.put(name, new Plain(text));
    }

    private void code(String name, Symbology symbology, LabelContent content) {
        contents.put(name, content);
        symbologies.put(name, symbology);
    }

    private void identity(IdentityCode identity) {
        code("identity", Symbology.DATA_MATRIX, new Plain(identity.text()));
    }

    private static SecretText copy(SecretText secret) {
        return secret.reveal(SecretText::copyOf);
    }
}
