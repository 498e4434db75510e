package dev.sealbench.core.internal.label;

/// Thrown when a template must not be used. The message is a clause for the person who wrote it.
public final class TemplateRefused extends Exception {

    private static final long serialVersionUID = 1L;

    TemplateRefused(String reason) {
        super(reason);
    }
}
