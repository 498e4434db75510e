package dev.sealbench.ui.window.labels;

import dev.sealbench.core.LabelTemplateFinding;
import dev.sealbench.core.LabelTemplateReport;
import dev.sealbench.ui.window.WindowText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What is wrong with a template, in words, each at the part of the element that it is about. Needs no toolkit.
final class Findings {

    private static final double MARGIN_MM = 2;

    private final WindowText text;
    private final TemplateDraft draft;
    private final ElementWords words;
    private final List<Finding> all = new ArrayList<>();

    /// @param part where the sentence stands; empty for the element as a whole
    private record Finding(int element, Optional<Part> part, String sentence) {}

    Findings(WindowText text, TemplateDraft draft, ElementWords words, Optional<LabelTemplateReport> report) {
        this.text = text;
        this.draft = draft;
        this.words = words;
        numbers();
        report.ifPresent(some -> some.findings().forEach(finding -> add(finding, some)));
    }

    /// The first thing that is wrong there.
    Optional<String> at(int element, Part part) {
        return all.stream()
                .filter(finding ->
                        finding.element() == element && finding.part().equals(Optional.of(part)))
                .map(Finding::sentence)
                .findFirst();
    }

    /// What is wrong with an element and stands at none of its parts.
    List<String> atNoPart(int element) {
        return all.stream()
                .filter(finding ->
                        finding.element() == element && finding.part().isEmpty())
                .map(Finding::sentence)
                .toList();
    }

    /// The first thing that is wrong with an element.
    Optional<String> first(int element) {
        return all.stream()
                .filter(finding -> finding.element() == element)
                .map(Finding::sentence)
                .findFirst();
    }

    int count() {
        return all.size();
    }

    private void numbers() {
        for (var side : List.of(Part.WIDTH, Part.HEIGHT)) {
            if (!draft.isPaper(side)) {
                add(TemplateDraft.LABEL, Optional.of(side), text.get("labels.wrong.paper"));
            }
        }
        for (int number = 0; number < draft.elements().size(); number++) {
            var element = draft.element(number);
            for (var part : element.kind().parts()) {
                if (element.isWrong(part)) {
                    add(number, Optional.of(part), text.get("labels.wrong.number"));
                }
            }
        }
    }

    private void add(LabelTemplateFinding finding, LabelTemplateReport report) {
        if (finding.items().stream().anyMatch(item -> item >= draft.elements().size())) {
            return; // said of a template that had more elements
        }
        if (finding.items().isEmpty()) {
            add(TemplateDraft.LABEL, Optional.empty(), sentence(finding, TemplateDraft.LABEL));
        }
        for (int item : finding.items()) {
            add(item, part(finding, item, report), sentence(finding, item));
        }
    }

    private void add(int element, Optional<Part> part, String sentence) {
        boolean again = all.stream()
                .anyMatch(before -> before.element() == element && before.part().equals(part));
        if (!again || part.isEmpty()) {
            all.add(new Finding(element, part, sentence));
        }
    }

    private Optional<Part> part(LabelTemplateFinding finding, int item, LabelTemplateReport report) {
        var parts = draft.element(item).kind().parts();
        return switch (finding.problem()) {
            case FIELD_UNKNOWN, TEXT_EMPTY, BRACES, CAPTION_UNKNOWN, SECRET_FOREIGN, SECRET_NOT_ALONE, NOT_PRINTABLE ->
                first(parts, Part.TEXT);
            case SECRET_SMALL -> first(parts, Part.SIZE);
            case CODE_TWICE, CODE_FOREIGN -> first(parts, Part.CODE);
            case SIZE, CODE_SMALL, CODE_UNREADABLE -> first(parts, Part.SIZE, Part.SIDE, Part.WIDTH);
            case TOO_WIDE ->
                finding.about().equals("rating name") ? first(parts, Part.NAME_WIDTH) : first(parts, Part.WIDTH);
            case CUT_OFF -> first(parts, isBeside(item, report) ? Part.X : Part.Y);
            case OVERLAP -> finding.items().size() == 1 ? first(parts, Part.PITCH) : first(parts, Part.Y);
            case NO_TEMPLATE, FIELD_MISSING, RATINGS, CODE_MISSING, LOGO_MISSING, NO_INK, STRAY_INK -> Optional.empty();
        };
    }

    private static Optional<Part> first(List<Part> parts, Part... wanted) {
        return Stream.of(wanted).filter(parts::contains).findFirst();
    }

    private boolean isBeside(int item, LabelTemplateReport report) {
        var place = report.places().get(item);
        double width = draft.isPaper(Part.WIDTH)
                ? Double.parseDouble(draft.element(TemplateDraft.LABEL).text(Part.WIDTH))
                : Double.MAX_VALUE;
        return place != null && (place.xMm() < MARGIN_MM || place.xMm() + place.widthMm() > width - MARGIN_MM);
    }

    private String sentence(LabelTemplateFinding finding, int item) {
        var problem = finding.problem();
        return switch (problem) {
            case FIELD_MISSING, SECRET_FOREIGN, SECRET_NOT_ALONE, SECRET_SMALL ->
                text.get("labels.wrong." + problem, words.field(finding.about()));
            case CODE_MISSING, CODE_TWICE, CODE_FOREIGN ->
                text.get("labels.wrong." + problem, words.code(finding.about()));
            case OVERLAP ->
                finding.items().size() == 1
                        ? text.get("labels.wrong.lines")
                        : text.get("labels.wrong.OVERLAP", words.name(other(finding, item)));
            case NO_TEMPLATE -> text.get("labels.wrong.NO_TEMPLATE", finding.text());
            default -> text.get("labels.wrong." + problem, finding.about());
        };
    }

    private static int other(LabelTemplateFinding finding, int item) {
        return finding.items().stream().filter(each -> each != item).findFirst().orElse(item);
    }
}
