package dev.sealbench.ui.window.labels;

/// What can be entered for an element of a template, or for the label itself. The captions are `labels.part.NAME`.
enum Part {
    TEXT("text", false),
    CODE("code", false),
    X("xMm", true),
    Y("yMm", true),
    WIDTH("widthMm", true),
    HEIGHT("heightMm", true),
    SIDE("sideMm", true),
    NAME_WIDTH("nameWidthMm", true),
    PITCH("pitchMm", true),
    SIZE("sizePt", true),
    FACE("face", false),
    ALIGN("align", false),
    DASHED("dashed", false),
    LANGUAGE("language", false),
    LOGO("logo", false);

    private final String json;
    private final boolean number;

    Part(String json, boolean number) {
        this.json = json;
        this.number = number;
    }

    /// Its name in a template (docs/labels.md).
    String json() {
        return json;
    }

    /// Whether a number is entered: millimetres or points.
    boolean isNumber() {
        return number;
    }
}
