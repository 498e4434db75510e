package dev.sealbench.ui.window.labels;

import dev.sealbench.core.LabelTemplateReport;
import dev.sealbench.ui.window.UiThread;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.util.Duration;

/// Has the station draw and check what is being typed, a moment after the last key. What it says of something older is
/// shown, but only what it says of the newest counts. FX thread only.
///
/// @param <T> what is drawn
final class Trial<T> {

    private static final Duration TYPING = Duration.millis(350);

    private final Examination<T> examination;
    private final Runnable changed;
    private final Consumer<Exception> failed;
    private final PauseTransition typing = new PauseTransition(TYPING);
    private Optional<T> wanted = Optional.empty();
    private Optional<T> drawn = Optional.empty();
    private Optional<LabelTemplateReport> report = Optional.empty();

    /// What the station is asked; may block.
    @FunctionalInterface
    interface Examination<T> {
        LabelTemplateReport of(T what) throws Exception;
    }

    /// @param changed told whenever something is to be shown differently
    /// @param failed takes what kept the station from answering
    Trial(Examination<T> examination, Runnable changed, Consumer<Exception> failed) {
        this.examination = examination;
        this.changed = changed;
        this.failed = failed;
        typing.setOnFinished(_ -> examine());
    }

    /// This is what it is now; empty when it is nothing that could be drawn.
    void now(Optional<T> what) {
        wanted = what;
        typing.playFromStart();
    }

    /// The same, without waiting for another key.
    void begin(T what) {
        wanted = Optional.of(what);
        drawn = Optional.empty();
        report = Optional.empty();
        examine();
    }

    /// What is drawn no longer matters.
    void end() {
        typing.stop();
        wanted = Optional.empty();
        drawn = Optional.empty();
        report = Optional.empty();
    }

    /// What the station said last, perhaps of something older.
    Optional<LabelTemplateReport> report() {
        return report;
    }

    /// Whether the station has still to say something of the newest.
    boolean isWaiting() {
        return wanted.isPresent() && !wanted.equals(drawn);
    }

    /// Whether the station has drawn just this and has nothing against it.
    boolean isGood(T what) {
        return drawn.equals(Optional.of(what))
                && report.filter(LabelTemplateReport::isGood).isPresent();
    }

    private void examine() {
        typing.stop();
        if (wanted.isEmpty() || wanted.equals(drawn)) {
            changed.run();
            return;
        }
        var what = wanted.get();
        changed.run();
        UiThread.away(() -> examination.of(what), found -> take(what, found), e -> {
            if (wanted.equals(Optional.of(what))) {
                wanted = Optional.empty();
                failed.accept(e);
            }
        });
    }

    private void take(T what, LabelTemplateReport found) {
        if (Objects.equals(wanted, Optional.of(what))) {
            drawn = Optional.of(what);
            report = Optional.of(found);
            changed.run();
        }
    }
}
