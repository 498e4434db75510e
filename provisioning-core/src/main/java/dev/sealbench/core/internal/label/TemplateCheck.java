package dev.sealbench.core.internal.label;

import dev.sealbench.core.LabelKind;
import dev.sealbench.core.LabelTemplateFinding;
import dev.sealbench.core.LabelTemplateReport;
import dev.sealbench.core.LabelTemplateReport.Place;
import dev.sealbench.core.LabelTemplateWords;
import dev.sealbench.core.Octets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Decides whether a template may be used: all that the label is for stands on it, nothing secret stands on another
/// kind of label, and a finished label of it is readable on every printer that we know.
///
/// Stateless apart from the maker.
public final class TemplateCheck {

    private static final List<Integer> RESOLUTIONS = List.of(203, 300);
    private static final int LONGEST_COPY = 99;

    private final LabelMaker maker;

    /// Draws with this maker.
    public TemplateCheck(LabelMaker maker) {
        this.maker = maker;
    }

    /// Reads and checks a template.
    ///
    /// @param samples what to try it with; the kind that the template is for is used
    /// @throws TemplateRefused with the first thing that is wrong
    public LabelTemplate check(String json, List<TemplateSample> samples) throws TemplateRefused {
        var template = LabelTemplate.parse(json);
        for (var sample : samples) {
            var findings = findings(template, sample);
            if (!findings.isEmpty()) {
                throw new TemplateRefused(findings.getFirst());
            }
        }
        return template;
    }

    /// Reads and checks a template, and draws as much of it as can be drawn.
    ///
    /// @param samples as [#check]; the first one that it does not suit is drawn
    public LabelTemplateReport examine(String json, List<TemplateSample> samples) {
        LabelTemplate template;
        try {
            template = LabelTemplate.parse(json);
        } catch (TemplateRefused e) {
            return new LabelTemplateReport(List.of(e.finding()), Optional.empty(), Map.of());
        }
        for (var sample : samples) {
            var findings = findings(template, sample);
            if (!findings.isEmpty()) {
                return drawn(template, sample, findings);
            }
        }
        return drawn(template, samples.getFirst(), List.of());
    }

    /// A picture of a template that was checked, as PNG at 300 dots per inch; nothing on it is secret.
    ///
    /// @throws TemplateRefused if it cannot be drawn
    public byte[] picture(String json, TemplateSample sample) throws TemplateRefused {
        try (var draft = sample.draft(maker, LabelTemplate.parse(json), 1)) {
            return maker.unprovenPng(draft.layout());
        } catch (LabelRefused e) {
            throw new TemplateRefused(e.getMessage());
        }
    }

    /// What a template of this kind may be made of.
    public static LabelTemplateWords words(LabelKind kind) {
        var captions = new HashMap<String, Map<String, String>>();
        for (var language : Captions.values()) {
            captions.put(language.name(), language.words());
        }
        return new LabelTemplateWords(
                LabelFields.TEXTS.get(kind).stream().sorted().toList(),
                LabelFields.CODES.get(kind).stream().sorted().toList(),
                captions);
    }

    private List<LabelTemplateFinding> findings(LabelTemplate template, TemplateSample sample) {
        var findings = new ArrayList<>(TemplateRules.findings(template));
        Set<Integer> known = new HashSet<>();
        findings.forEach(finding -> known.addAll(finding.items()));
        try (var draft = sample.draft(maker, template, LONGEST_COPY)) {
            draft.findings().stream()
                    .filter(finding -> !known.containsAll(finding.items()))
                    .forEach(findings::add);
            maker.misplaced(draft.layout()).stream()
                    .map(fault -> draft.ofItems(fault.finding()))
                    .filter(fault -> findings.stream().noneMatch(before -> isAlike(before, fault)))
                    .forEach(findings::add);
            if (findings.isEmpty()) {
                proof(draft).ifPresent(findings::add);
            }
        } catch (LabelRefused e) {
            findings.add(new LabelTemplateFinding(e.problem(), List.of(), e.field(), e.getMessage()));
        }
        return findings;
    }

    /// Ratings are many elements and one item.
    private static boolean isAlike(LabelTemplateFinding one, LabelTemplateFinding other) {
        return one.problem() == other.problem() && one.items().equals(other.items());
    }

    /// What is found when the finished label is read back, as PDF and in the dots of printers.
    private Optional<LabelTemplateFinding> proof(TemplateDraft draft) throws LabelRefused {
        try {
            Arrays.fill(maker.pdf(draft.layout()), (byte) 0);
            for (int dotsPerInch : RESOLUTIONS) {
                maker.bitmap(draft.layout(), dotsPerInch).close();
            }
            return Optional.empty();
        } catch (LabelUnreadable e) {
            return Optional.of(draft.ofItems(e.finding()));
        }
    }

    private LabelTemplateReport drawn(
            LabelTemplate template, TemplateSample sample, List<LabelTemplateFinding> findings) {
        try (var draft = sample.draft(maker, template, LONGEST_COPY)) {
            var picture = Octets.of(maker.unprovenPng(draft.layout()));
            return new LabelTemplateReport(findings, Optional.of(picture), places(draft));
        } catch (LabelRefused e) {
            return new LabelTemplateReport(findings, Optional.empty(), Map.of());
        }
    }

    private Map<Integer, Place> places(TemplateDraft draft) {
        var places = new HashMap<Integer, Place>();
        for (int number = 0; number < draft.origins().size(); number++) {
            var ink = maker.inkOf(draft.layout().elements().get(number));
            var place = new Place(ink.xMm(), ink.yMm(), ink.widthMm(), ink.heightMm());
            places.merge(draft.origins().get(number), place, TemplateCheck::around);
        }
        return places;
    }

    private static Place around(Place one, Place other) {
        double left = Math.min(one.xMm(), other.xMm());
        double top = Math.min(one.yMm(), other.yMm());
        double right = Math.max(one.xMm() + one.widthMm(), other.xMm() + other.widthMm());
        double bottom = Math.max(one.yMm() + one.heightMm(), other.yMm() + other.heightMm());
        return new Place(left, top, right - left, bottom - top);
    }
}
