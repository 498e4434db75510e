package dev.sealbench.ui.window;

import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/// The labels of a finished unit side by side. FX thread only.
final class LabelStrip extends HBox {

    LabelStrip(WindowText text, LabelPictures labels) {
        getStyleClass().add("label-strip");
        labels.pictures().forEach((kind, picture) -> {
            var frame = new LabelFrame(text.of(kind), picture);
            frame.setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
            HBox.setHgrow(frame, Priority.ALWAYS);
            getChildren().add(frame);
        });
    }
}
