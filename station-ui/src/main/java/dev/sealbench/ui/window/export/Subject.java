package dev.sealbench.ui.window.export;

/// By what units are chosen.
enum Subject {
    WORK_ORDER("subject.order"),
    CUSTOMER("subject.customer"),
    DAYS("subject.days"),
    SERIALS("subject.serials"),
    ALL("subject.all");

    private final String key;

    Subject(String key) {
        this.key = key;
    }

    /// Of its word.
    String key() {
        return key;
    }
}
