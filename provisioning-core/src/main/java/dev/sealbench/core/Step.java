package dev.sealbench.core;

/// The steps of the way of a unit, in their order. docs/run.md says what each does and what follows a failure.
public enum Step {
    SCAN("scan"),
    IDENTIFY("identify"),
    BURN("burn"),
    KEY("key"),
    ORDER("order"),
    ATTEST("attest"),
    LOCK("lock"),
    RECORD("record"),
    LABEL("label"),
    RELEASE("release");

    private final String text;

    Step(String text) {
        this.text = text;
    }

    /// The step's one word, as printed and booked.
    @Override
    public String toString() {
        return text;
    }
}
