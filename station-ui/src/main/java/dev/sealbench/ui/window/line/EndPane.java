package dev.sealbench.ui.window.line;

import dev.sealbench.ui.window.Nodes;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// How a run ended, as a tile has it: word, what to do, what is wrong; below it the detail, if the tile has room
/// for all of it. FX thread only.
final class EndPane extends VBox {

    private static final double GAP = 3;

    private final Label detail;

    /// @param detail may be empty
    EndPane(String detail, Node... nodes) {
        super(nodes);
        this.detail = Nodes.sentence(detail, "detail");
        getStyleClass().add("banner");
        this.detail.setManaged(false); // the room that is left decides, it claims none
        getChildren().add(this.detail);
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        var insets = getInsets();
        double width = getWidth() - insets.getLeft() - insets.getRight();
        double height = snapSizeY(detail.prefHeight(width));
        double above = getManagedChildren().getFirst().getLayoutY() - insets.getTop();
        double bottom = bottom();
        double left = getHeight() - insets.getBottom() - bottom;
        double needed = height + GAP;
        detail.setVisible(!detail.getText().isEmpty() && above + left >= needed);
        if (detail.isVisible()) {
            double up = snapPositionY(Math.clamp(needed / 2, Math.max(0, needed - left), above));
            place(up, bottom + GAP, width, height, insets);
        }
    }

    private void place(double up, double top, double width, double height, Insets insets) {
        for (var node : getManagedChildren()) {
            node.setLayoutY(node.getLayoutY() - up);
        }
        detail.resizeRelocate(insets.getLeft(), top - up, width, height);
    }

    private double bottom() {
        var last = getManagedChildren().getLast();
        return last.getLayoutY() + last.getLayoutBounds().getMaxY();
    }
}
