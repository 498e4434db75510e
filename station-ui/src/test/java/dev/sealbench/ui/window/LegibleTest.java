package dev.sealbench.ui.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The check of the pictures finds what it is there for.
class LegibleTest {

    @BeforeAll
    static void startToolkit() {
        Fx.start();
    }

    @Test
    void aWordThatIsTooLongForItsPlaceIsFound() throws IOException {
        var label = new Label("Wiederherstellungsetikettendruckerpapier");
        label.setPrefWidth(120);

        assertFound(label, "cut off: " + label.getText());
    }

    @Test
    void aLabelThatReachesOutOfThePictureIsFound() throws IOException {
        var label = new Label("on the edge");
        label.setLayoutX(460);

        assertFound(label, "cut off: on the edge");
    }

    @Test
    void aButtonThatIsTooSmallToTouchIsFound() throws IOException {
        var button = new Button("x");
        button.setMaxSize(30, 30);

        assertFound(button, "too small to touch");
    }

    @Test
    void paleWordsAreFound() throws IOException {
        var label = new Label("hardly there");
        label.setStyle("-fx-text-fill: #bbbbbb;");

        assertFound(label, "too pale: hardly there");
    }

    @Test
    void whatIsRightIsLeftAlone() throws IOException {
        var button = new Button("Start");
        button.setStyle("-fx-min-width: 96px; -fx-min-height: 48px; -fx-background-color: white;"
                + " -fx-background-insets: 0; -fx-text-fill: black;");

        assertThat(faults(button)).isEmpty();
    }

    private static void assertFound(Node planted, String fault) throws IOException {
        assertThat(faults(planted)).anyMatch(found -> found.startsWith(fault));
    }

    private static List<String> faults(Node node) throws IOException {
        var pane = new Pane(node);
        pane.setStyle("-fx-background-color: white;");
        try (var operator = new Operator(Fx.call(() -> new Scene(pane, 500, 200)))) {
            return operator.picture("planted", 500, 200);
        }
    }
}
