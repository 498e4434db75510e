package dev.sealbench.core.internal.label;

import dev.sealbench.core.LabelKind;
import dev.sealbench.core.LabelTemplateFinding;
import dev.sealbench.core.LabelTemplateFinding.Problem;
import dev.sealbench.core.internal.label.LabelTemplate.Item;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// What a template must say and must not say, whatever unit it is for. One object looks at one template.
final class TemplateRules {

    private static final double MIN_SECRET_PT = 7;

    private static final Map<LabelKind, Set<String>> NEEDED = Map.of(
            LabelKind.PLATE,
            Set.of("maker", "contact-1", "contact-2", "model", "serial", "made", "updates-until", "policy", "reprint"),
            LabelKind.ACCESS,
            Set.of("serial", "ssid", "passphrase", "web-address", "user", "password", "reprint"),
            LabelKind.RECOVERY,
            Set.of("serial", "puk", "reprint"));

    private final LabelTemplate template;
    private final LabelKind kind;
    private final Set<String> fields = new HashSet<>();
    private final Set<String> codes = new HashSet<>();
    private final List<LabelTemplateFinding> findings = new ArrayList<>();
    private boolean ratings;

    private TemplateRules(LabelTemplate template) {
        this.template = template;
        this.kind = template.kind();
    }

    /// All that is wrong, items in their order, then what is missing.
    static List<LabelTemplateFinding> findings(LabelTemplate template) {
        var rules = new TemplateRules(template);
        for (int number = 0; number < template.items().size(); number++) {
            rules.look(number, template.items().get(number));
        }
        rules.lookForMissing();
        return List.copyOf(rules.findings);
    }

    private void look(int number, Item item) {
        switch (item) {
            case Item.Text text -> look(number, text);
            case Item.Code code -> look(number, code);
            case Item.Ratings _ -> {
                ratings = true;
                if (kind != LabelKind.PLATE) {
                    ratingsMisplaced(List.of(number));
                }
            }
            case Item.Line _, Item.LogoPlace _ -> {} // may stand anywhere
        }
    }

    private void look(int number, Item.Text text) {
        if (text.text() == null || text.face() == null || text.align() == null) {
            add(Problem.TEXT_EMPTY, List.of(number), "", "a text needs text, face and align");
            return;
        }
        try {
            for (var name : TemplateText.parse(text.text()).fields()) {
                fields.add(name);
                allow(number, name, text);
            }
        } catch (TemplateRefused e) {
            findings.add(e.finding().of(List.of(number)));
        }
    }

    private void allow(int number, String name, Item.Text text) {
        var item = List.of(number);
        var secretOf = LabelFields.SECRETS.get(name);
        if (secretOf != null && secretOf != kind) {
            var sentence = "{%s} is a secret of %s and may stand on no other".formatted(name, label(secretOf));
            add(Problem.SECRET_FOREIGN, item, name, sentence);
        } else if (!LabelFields.TEXTS.get(kind).contains(name)) {
            add(Problem.FIELD_UNKNOWN, item, name, "there is no field {%s} for %s".formatted(name, label(kind)));
        } else if (secretOf != null && text.sizePt() < MIN_SECRET_PT) {
            var sentence = "{%s} needs %.0f points or more: people type it".formatted(name, MIN_SECRET_PT);
            add(Problem.SECRET_SMALL, item, name, sentence);
        }
    }

    private void look(int number, Item.Code code) {
        var name = String.valueOf(code.code());
        if (!codes.add(name)) {
            add(Problem.CODE_TWICE, List.of(number), name, "the code %s stands there twice".formatted(name));
        } else if (!LabelFields.CODES.get(kind).contains(name)) {
            var sentence = "the code %s does not belong on %s".formatted(name, label(kind));
            add(Problem.CODE_FOREIGN, List.of(number), name, sentence);
        }
    }

    private void lookForMissing() {
        for (var name : NEEDED.get(kind).stream().sorted().toList()) {
            if (!fields.contains(name)) {
                add(Problem.FIELD_MISSING, List.of(), name, "{%s} must stand on %s".formatted(name, label(kind)));
            }
        }
        if (!ratings && kind == LabelKind.PLATE) {
            ratingsMisplaced(List.of());
        }
        var needed = LabelFields.CODES.get(kind).stream().sorted().toList();
        for (var name : needed) {
            if (!codes.contains(name)) {
                add(Problem.CODE_MISSING, List.of(), name, "%s needs the codes %s".formatted(label(kind), needed));
            }
        }
    }

    private void ratingsMisplaced(List<Integer> items) {
        add(Problem.RATINGS, items, "", "the ratings stand on the plate, and nowhere else");
    }

    private void add(Problem problem, List<Integer> items, String about, String sentence) {
        findings.add(new LabelTemplateFinding(problem, items, about, sentence));
    }

    private static String label(LabelKind kind) {
        return "the %s label".formatted(kind.name().toLowerCase(Locale.ROOT));
    }
}
