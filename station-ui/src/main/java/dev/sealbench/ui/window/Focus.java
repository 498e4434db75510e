package dev.sealbench.ui.window;

import javafx.application.Platform;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.Scene;

/// Where the keys go. FX thread only.
public final class Focus {

    private Focus() {}

    /// Gives `node` the focus, later: as soon as it stands in a scene. What lies in a pane that scrolls does so only
    /// after the pane's first layout.
    public static void give(Node node) {
        if (node.getScene() != null) {
            Platform.runLater(node::requestFocus);
            return;
        }
        node.sceneProperty().addListener(new ChangeListener<>() {
            @Override
            public void changed(ObservableValue<? extends Scene> scene, Scene before, Scene now) {
                node.sceneProperty().removeListener(this);
                Platform.runLater(node::requestFocus);
            }
        });
    }
}
