package dev.sealbench.core.internal.label;

import dev.sealbench.core.LabelTemplateFinding;
import dev.sealbench.core.LabelTemplateFinding.Problem;
import java.util.List;

/// Thrown when a template must not be used. The message is a clause for the person who wrote it.
public final class TemplateRefused extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient LabelTemplateFinding finding;

    TemplateRefused(LabelTemplateFinding finding) {
        super(finding.text());
        this.finding = finding;
    }

    TemplateRefused(Problem problem, String about, String reason) {
        this(new LabelTemplateFinding(problem, List.of(), about, reason));
    }

    /// It is no template at all.
    TemplateRefused(String reason) {
        this(Problem.NO_TEMPLATE, "", reason);
    }

    /// The same in parts.
    LabelTemplateFinding finding() {
        return finding;
    }
}
