package dev.sealbench.ui.window;

import dev.sealbench.core.Outcome;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The inside of a tile after a run: icon, word, what is wrong, what to do next, labels. FX thread only.
final class FinishedPane extends VBox {

    FinishedPane(WindowText text, SlotState.Finished finished) {
        var verdict = Verdict.of(finished.outcome());
        getStyleClass().addAll("finished", verdict.styleClass());
        var word = Nodes.label(text.of(verdict), "verdict-word");
        word.setMinWidth(USE_PREF_SIZE);
        var band = new HBox(Nodes.icon(verdict.styleClass()), word);
        band.getStyleClass().add("verdict-band");
        getChildren().addAll(band, Nodes.sentence(text.next(finished.outcome()), "next"));
        if (finished.outcome() instanceof Outcome.Passed) {
            addLabels(text, finished.labels());
        } else {
            getChildren().add(Nodes.sentence(text.what(finished.outcome()), "what"));
        }
    }

    private void addLabels(WindowText text, LabelPictures labels) {
        labels.missing()
                .ifPresent(why -> getChildren().add(Nodes.sentence(text.get("finished.labels.missing", why), "what")));
        if (labels.pictures().isEmpty()) {
            return;
        }
        var strip = new LabelStrip(text, labels);
        VBox.setVgrow(strip, Priority.ALWAYS);
        getChildren().add(strip);
    }
}
