package dev.sealbench.ui.window.line;

import dev.sealbench.core.Step;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/// The steps of a run side by side: done, in work and filled as far as was counted, still to come. FX thread only.
final class StepBar extends HBox {

    private static final PseudoClass DONE = PseudoClass.getPseudoClass("done");
    private static final PseudoClass NOW = PseudoClass.getPseudoClass("now");

    StepBar() {
        getStyleClass().add("step-bar");
        setAccessibleRole(AccessibleRole.PROGRESS_INDICATOR);
        for (int i = 0; i < Progress.STEPS; i++) {
            var segment = new StackPane(new Fill());
            segment.getStyleClass().add("segment");
            segment.setMinWidth(0);
            segment.setPrefWidth(0);
            HBox.setHgrow(segment, Priority.ALWAYS);
            getChildren().add(segment);
        }
    }

    void show(Progress progress) {
        for (int i = 0; i < Progress.STEPS; i++) {
            var segment = (StackPane) getChildren().get(i);
            int order = Step.values()[i].compareTo(progress.step());
            segment.pseudoClassStateChanged(DONE, order < 0);
            segment.pseudoClassStateChanged(NOW, order == 0);
            ((Fill) segment.getChildren().getFirst()).show(order < 0 ? 1 : order == 0 ? progress.inside() : 0);
        }
    }

    /// The filled part of a segment.
    private static final class Fill extends Region {

        private final Region bar = new Region();
        private double part;

        Fill() {
            bar.getStyleClass().add("fill");
            getChildren().add(bar);
        }

        void show(double share) {
            part = share;
            requestLayout();
        }

        @Override
        protected void layoutChildren() {
            bar.resizeRelocate(0, 0, getWidth() * part, getHeight());
        }
    }
}
