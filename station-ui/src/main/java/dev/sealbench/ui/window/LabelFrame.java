package dev.sealbench.ui.window;

import javafx.scene.image.ImageView;
import javafx.scene.layout.Region;

/// One label's picture, as large as its place allows and never larger than it is; asks for no room of its
/// own, so that
/// a picture does not push its tile wide. FX thread only.
final class LabelFrame extends Region {

    private static final double EDGE = 1;

    private final LabelPicture picture;
    private final ImageView view = new ImageView();
    private final Region edge = new Region();

    /// @param name what it is, for screen readers
    LabelFrame(String name, LabelPicture picture) {
        this.picture = picture;
        view.setPreserveRatio(true);
        view.setAccessibleText(name);
        edge.getStyleClass().add("label-edge");
        getStyleClass().add("label-frame");
        getChildren().addAll(edge, view);
    }

    @Override
    protected double computeMinWidth(double height) {
        return 0;
    }

    @Override
    protected double computeMinHeight(double width) {
        return 0;
    }

    @Override
    protected double computePrefWidth(double height) {
        return 0;
    }

    @Override
    protected double computePrefHeight(double width) {
        return 0;
    }

    @Override
    protected void layoutChildren() {
        var full = picture.full();
        double wide = (getWidth() - 2 * EDGE) / full.getWidth();
        double high = (getHeight() - 2 * EDGE) / full.getHeight();
        double scale = Math.max(0, Math.min(1, Math.min(wide, high)));
        double width = full.getWidth() * scale;
        double height = full.getHeight() * scale;
        view.setImage(picture.forWidth(width));
        view.setFitWidth(width);
        view.setFitHeight(height);
        // fit sizes of 0 mean the picture's own size
        setVisible(scale > 0);
        double left = (getWidth() - width) / 2;
        view.relocate(left, EDGE);
        edge.resizeRelocate(left - EDGE, 0, width + 2 * EDGE, height + 2 * EDGE);
    }
}
