package dev.sealbench.ui.window.labels;

import dev.sealbench.core.LabelTemplateReport;
import dev.sealbench.core.LabelTemplateReport.Place;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import javafx.scene.AccessibleRole;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;

/// A label as the station draws it, as large as there is room, with frames around what is picked and what is wrong. A
/// click picks. FX thread only.
final class Preview extends Region {

    private static final double DOTS_PER_MM = 300 / 25.4;
    private static final double AROUND = 3;

    private final ImageView view = new ImageView();
    private final List<Frame> frames = new ArrayList<>();
    private Map<Integer, Place> places = Map.of();
    private Optional<LabelTemplateReport> shown = Optional.empty();

    private record Frame(Place place, Rectangle shape) {}

    /// @param words what a screen reader says
    Preview(String words, IntConsumer picked) {
        getStyleClass().add("label-preview");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setAccessibleText(words);
        view.setPreserveRatio(true);
        view.setSmooth(true);
        getChildren().add(view);
        setOnMouseClicked(event -> elementAt(event.getX(), event.getY()).ifPresent(picked::accept));
    }

    void show(LabelTemplateReport report, int picked, List<Integer> wrong) {
        if (!shown.equals(Optional.of(report))) {
            draw(report);
        }
        mark(picked, wrong);
    }

    private void draw(LabelTemplateReport report) {
        shown = Optional.of(report);
        report.picture()
                .ifPresentOrElse(
                        octets -> view.setImage(new Image(new ByteArrayInputStream(octets.toBytes()))),
                        () -> view.setImage(null));
        places = report.places();
    }

    private void mark(int picked, List<Integer> wrong) {
        frames.forEach(frame -> getChildren().remove(frame.shape()));
        frames.clear();
        wrong.forEach(number -> frame(number, "wrong-frame"));
        frame(picked, "picked-frame");
        requestLayout();
    }

    private void frame(int number, String style) {
        Optional.ofNullable(places.get(number)).ifPresent(place -> {
            var shape = new Rectangle();
            shape.getStyleClass().add(style);
            shape.setMouseTransparent(true);
            frames.add(new Frame(place, shape));
            getChildren().add(shape);
        });
    }

    /// The smallest one there.
    private Optional<Integer> elementAt(double x, double y) {
        double scale = scale();
        double xMm = (x - view.getLayoutX()) / scale;
        double yMm = (y - view.getLayoutY()) / scale;
        return places.entrySet().stream()
                .filter(entry -> covers(entry.getValue(), xMm, yMm))
                .min(Comparator.comparingDouble(
                        entry -> entry.getValue().widthMm() * entry.getValue().heightMm()))
                .map(Map.Entry::getKey);
    }

    private static boolean covers(Place place, double xMm, double yMm) {
        return xMm >= place.xMm()
                && xMm <= place.xMm() + place.widthMm()
                && yMm >= place.yMm()
                && yMm <= place.yMm() + place.heightMm();
    }

    /// Pixels of the window for a millimetre of the label.
    private double scale() {
        return view.getImage() == null
                ? 1
                : view.getBoundsInLocal().getWidth() / view.getImage().getWidth() * DOTS_PER_MM;
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth() - snappedLeftInset() - snappedRightInset();
        double height = getHeight() - snappedTopInset() - snappedBottomInset();
        view.setFitWidth(width);
        view.setFitHeight(height);
        var drawn = view.getBoundsInLocal();
        view.relocate(
                snappedLeftInset() + Math.max(0, (width - drawn.getWidth()) / 2),
                snappedTopInset() + Math.max(0, (height - drawn.getHeight()) / 2));
        double scale = scale();
        for (var frame : frames) {
            var place = frame.place();
            var shape = frame.shape();
            shape.setX(view.getLayoutX() + place.xMm() * scale - AROUND);
            shape.setY(view.getLayoutY() + place.yMm() * scale - AROUND);
            shape.setWidth(place.widthMm() * scale + 2 * AROUND);
            shape.setHeight(place.heightMm() * scale + 2 * AROUND);
        }
    }

    @Override
    protected double computePrefHeight(double width) {
        var image = view.getImage();
        return image == null || width <= 0 ? 200 : width * image.getHeight() / image.getWidth();
    }

    @Override
    protected double computePrefWidth(double height) {
        return 200;
    }
}
