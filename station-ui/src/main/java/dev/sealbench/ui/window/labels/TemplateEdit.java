package dev.sealbench.ui.window.labels;

import dev.sealbench.core.LabelTemplateWords;
import dev.sealbench.ui.window.UiThread;
import java.nio.file.Path;
import java.util.Optional;

/// One template being changed, in no language: what was entered, which element is picked, and what the station says of
/// it. FX thread only.
final class TemplateEdit {

    private final ListedTemplate base;
    private final LabelTemplateWords words;
    private final TemplateDraft draft;
    private final String before;
    private final Trial<String> trial;
    private final Runnable changed;
    private int picked = TemplateDraft.LABEL;
    private boolean logoRefused;

    /// @param base from which version the change begins
    /// @param json of that version
    /// @param words what it may be made of
    /// @param changed told whenever something is to be shown differently
    TemplateEdit(ListedTemplate base, String json, LabelTemplateWords words, Trial<String> trial, Runnable changed) {
        this.base = base;
        this.words = words;
        this.draft = TemplateDraft.of(json);
        this.before = draft.json();
        this.trial = trial;
        this.changed = changed;
        trial.begin(before);
    }

    ListedTemplate base() {
        return base;
    }

    LabelTemplateWords words() {
        return words;
    }

    TemplateDraft draft() {
        return draft;
    }

    /// Number of the element whose form is shown.
    int picked() {
        return picked;
    }

    void pick(int element) {
        picked = element;
        changed.run();
    }

    /// Something was typed or chosen for an element, or for the label itself.
    void put(int element, Part part, String typed) {
        draft.element(element).put(part, typed);
        edited();
    }

    void add(Element element) {
        draft.elements().add(element);
        picked = draft.elements().size() - 1;
        edited();
    }

    void remove(int element) {
        draft.elements().remove(element);
        trial.end(); // its numbers mean other elements now
        picked = TemplateDraft.LABEL;
        edited();
    }

    void setLogo(Path file) {
        UiThread.away(() -> LogoDots.read(file), dots -> setLogo(Optional.of(dots)), _ -> {
            logoRefused = true;
            changed.run();
        });
    }

    void setLogo(Optional<LogoDots> dots) {
        logoRefused = false;
        draft.setLogo(dots);
        edited();
    }

    /// Whether the last picture that was chosen cannot be a logo.
    boolean isLogoRefused() {
        return logoRefused;
    }

    private void edited() {
        trial.now(json());
        changed.run();
    }

    /// The template; empty while something in it is no number.
    Optional<String> json() {
        return draft.isComplete() ? Optional.of(draft.json()) : Optional.empty();
    }

    /// Whether something was changed.
    boolean isChanged() {
        return !json().equals(Optional.of(before));
    }

    /// Whether it is another than what is in use, and the station has read it back and has nothing against it.
    boolean maySave() {
        return (isChanged() || !base.inUse()) && json().filter(trial::isGood).isPresent();
    }
}
