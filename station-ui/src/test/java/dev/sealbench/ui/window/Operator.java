package dev.sealbench.ui.window;

import java.io.IOException;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javafx.scene.robot.Robot;
import javafx.scene.text.Text;
import javafx.stage.Stage;

/// Who sits before the window in a test: types real keys into the headless screen and reads what can be seen.
final class Operator implements AutoCloseable {

    private final Scene scene;
    private final Stage stage;

    Operator(Scene scene) {
        this.scene = scene;
        this.stage = Fx.call(() -> opened(scene));
    }

    private static Stage opened(Scene scene) {
        var stage = new Stage();
        stage.setScene(scene);
        stage.setX(0);
        stage.setY(0);
        stage.setWidth(1000);
        stage.setHeight(800);
        stage.show();
        return stage;
    }

    @Override
    public void close() {
        Fx.run(stage::close);
    }

    void scan(String serial) {
        type(serial);
        press(KeyCode.ENTER);
    }

    /// Characters one by one, as a scanner sends them.
    void type(String characters) {
        characters.chars().forEach(character -> press(KeyCode.getKeyCode(Character.toString(character))));
    }

    void press(KeyCode key) {
        Fx.run(() -> new Robot().keyType(key));
        Fx.run(() -> {});
    }

    TextField field() {
        return (TextField) scene.lookup(".scan-field");
    }

    Button provision() {
        return (Button) scene.lookup(".provision");
    }

    Node tile(int slot) {
        return scene.getRoot().lookupAll(".tile").toArray(Node[]::new)[slot - 1];
    }

    /// Every text that can be seen.
    List<String> texts() {
        return Fx.call(() -> seen().stream().map(Labeled::getText).toList());
    }

    /// The pictures of labels.
    List<Node> pictures() {
        return Fx.call(() -> scene.getRoot().lookupAll(".label-frame").stream()
                .flatMap(frame -> frame.lookupAll("ImageView").stream())
                .filter(ImageView.class::isInstance)
                .toList());
    }

    /// Takes a picture and tells what is cut off in it.
    List<String> picture(String name, int width, int height) throws IOException {
        return Fx.picture(scene, new Fx.Size(name, width, height), this::cut);
    }

    /// Texts that end in an ellipsis because they have no room, and nodes that reach out of their tile.
    private List<String> cut() {
        return seen().stream()
                .filter(labeled -> isShortened(labeled) || reachesOut(labeled))
                .map(Labeled::getText)
                .toList();
    }

    private static boolean isShortened(Labeled labeled) {
        return labeled.getChildrenUnmodifiable().stream()
                .anyMatch(child -> child instanceof Text drawn
                        && !drawn.getText().replace("\n", "").equals(labeled.getText()));
    }

    private static boolean reachesOut(Node node) {
        for (var at = node; at != null; at = at.getParent()) {
            if (at instanceof SlotTile tile) {
                return !tile.localToScene(tile.getLayoutBounds()).contains(node.localToScene(node.getLayoutBounds()));
            }
        }
        return false;
    }

    private List<Labeled> seen() {
        return scene.getRoot().lookupAll("*").stream()
                .filter(Labeled.class::isInstance)
                .map(Labeled.class::cast)
                .filter(Operator::isSeen)
                .filter(labeled ->
                        labeled.getText() != null && !labeled.getText().isEmpty())
                .toList();
    }

    private static boolean isSeen(Node node) {
        for (var at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return true;
    }
}
