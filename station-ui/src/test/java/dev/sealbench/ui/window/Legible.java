package dev.sealbench.ui.window;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.paint.Color;
import javafx.scene.text.Text;
import org.kordamp.ikonli.javafx.FontIcon;

/// Whether a person can read all that stands in a scene, and hit all that can be pressed: no text is cut off,
/// everything to touch is 48 px wide and high, and words stand out from what is behind them (WCAG 2.2, 1.4.3 and
/// 2.5.5). FX thread only.
final class Legible {

    private static final double LEAST_TARGET = 48;
    private static final double CONTRAST = 4.5;
    private static final double CONTRAST_OF_LARGE = 3;
    private static final double LARGE = 24;
    private static final double LARGE_BOLD = 18.66;

    private Legible() {}

    /// Everything that is wrong in what the picture shows.
    static List<String> faults(Scene scene, BufferedImage picture) {
        var faults = new ArrayList<String>();
        // what was scrolled away can be brought back
        for (var label :
                labels(scene).stream().filter(each -> !isScrolledAway(each)).toList()) {
            drawn(label).ifPresent(text -> {
                if (isCut(label, text)) {
                    faults.add("cut off: " + label.getText());
                }
                contrast(label, text, picture).ifPresent(faults::add);
            });
        }
        for (var node : on(scene).lookupAll("*")) {
            if (isSeen(node) && isTarget(node) && !isScrolledAway(node)) {
                target(node).ifPresent(faults::add);
            }
        }
        return faults;
    }

    /// Labels with words that can be seen, if need be by scrolling. What lies under an overlay is not meant to be read.
    static List<Labeled> labels(Scene scene) {
        return on(scene).lookupAll("*").stream()
                .filter(Labeled.class::isInstance)
                .map(Labeled.class::cast)
                .filter(Legible::isSeen)
                .filter(label -> label.getText() != null && !label.getText().isEmpty())
                .toList();
    }

    private static Node on(Scene scene) {
        return scene.getRoot().lookupAll(".overlay").stream()
                .filter(Legible::isSeen)
                .findFirst()
                .orElse(scene.getRoot());
    }

    private static boolean isScrolledAway(Node node) {
        for (var at = node.getParent(); at != null; at = at.getParent()) {
            if (isViewport(at)
                    && !inside(at.localToScene(at.getLayoutBounds()), node.localToScene(node.getLayoutBounds()))) {
                return true;
            }
        }
        return false;
    }

    /// Of a pane that scrolls, or of a list.
    private static boolean isViewport(Node node) {
        return node.getStyleClass().contains("viewport") || node.getStyleClass().contains("clipped-container");
    }

    private static Optional<Text> drawn(Labeled label) {
        return label.getChildrenUnmodifiable().stream()
                .filter(child -> child instanceof Text && !(child instanceof FontIcon))
                .map(Text.class::cast)
                .filter(Node::isVisible)
                .findFirst();
    }

    private static boolean isCut(Labeled label, Text text) {
        boolean shortened = !bare(text.getText()).equals(bare(label.getText()));
        return shortened && !label.getStyleClass().contains("may-be-shortened") || reachesOut(label, text);
    }

    private static String bare(String words) {
        return words.replaceAll("\\s", "");
    }

    /// Out of the picture, out of the tile it belongs to, or sideways out of what scrolls up and down.
    private static boolean reachesOut(Labeled label, Text text) {
        var place = text.localToScene(text.getLayoutBounds());
        for (Node at = label; at != null; at = at.getParent()) {
            if (isViewport(at)) {
                return !besides(at.localToScene(at.getLayoutBounds()), place);
            }
            boolean frame = at.getParent() == null || at.getStyleClass().contains("tile");
            if (frame && !inside(at.localToScene(at.getLayoutBounds()), place)) {
                return true;
            }
        }
        return false;
    }

    private static boolean besides(Bounds outer, Bounds inner) {
        return inner.getMinX() >= outer.getMinX() - 1 && inner.getMaxX() <= outer.getMaxX() + 1;
    }

    private static boolean inside(Bounds outer, Bounds inner) {
        return inner.getMinX() >= outer.getMinX() - 1
                && inner.getMaxX() <= outer.getMaxX() + 1
                && inner.getMinY() >= outer.getMinY() - 1
                && inner.getMaxY() <= outer.getMaxY() + 1;
    }

    private static boolean isTarget(Node node) {
        return node instanceof ButtonBase && !node.getStyleClass().contains("arrow-button")
                || node instanceof TextInputControl
                || node.getStyleClass().contains("toggle-switch")
                || node.getStyleClass().contains("tile")
                || node.getStyleClass().contains("pick");
    }

    private static Optional<String> target(Node node) {
        var size = node.getLayoutBounds();
        return size.getWidth() < LEAST_TARGET || size.getHeight() < LEAST_TARGET
                ? Optional.of("too small to touch: %s, %.0f x %.0f"
                        .formatted(node.getStyleClass(), size.getWidth(), size.getHeight()))
                : Optional.empty();
    }

    private static Optional<String> contrast(Labeled label, Text text, BufferedImage picture) {
        if (label.isDisabled() || !(text.getFill() instanceof Color colour)) {
            return Optional.empty(); // what cannot be pressed is pale on purpose
        }
        var behind = background(text.localToScene(text.getLayoutBounds()), picture);
        double ratio = ratio(colour, behind);
        boolean bold = text.getFont().getStyle().contains("Bold");
        double size = text.getFont().getSize();
        boolean large = size >= LARGE || bold && size >= LARGE_BOLD;
        return ratio < (large ? CONTRAST_OF_LARGE : CONTRAST)
                ? Optional.of("too pale: %s, %.1f : 1".formatted(label.getText(), ratio))
                : Optional.empty();
    }

    /// The colour that most of the picture has around a text.
    private static Color background(Bounds place, BufferedImage picture) {
        int left = Math.max(0, (int) place.getMinX());
        int top = Math.max(0, (int) place.getMinY());
        int width = Math.min(picture.getWidth(), (int) Math.ceil(place.getMaxX())) - left;
        int height = Math.min(picture.getHeight(), (int) Math.ceil(place.getMaxY())) - top;
        if (width <= 0 || height <= 0) {
            return Color.BLACK;
        }
        int most = mostFrequent(picture.getRGB(left, top, width, height, null, 0, width));
        return Color.rgb(most >> 16 & 0xff, most >> 8 & 0xff, most & 0xff);
    }

    private static int mostFrequent(int[] colours) {
        Arrays.sort(colours);
        int most = colours[0];
        int longest = 0;
        for (int from = 0, to = 0; from < colours.length; from = to) {
            while (to < colours.length && colours[to] == colours[from]) {
                to++;
            }
            if (to - from > longest) {
                longest = to - from;
                most = colours[from];
            }
        }
        return most;
    }

    private static double ratio(Color one, Color other) {
        double lighter = Math.max(luminance(one), luminance(other));
        double darker = Math.min(luminance(one), luminance(other));
        return (lighter + 0.05) / (darker + 0.05);
    }

    private static double luminance(Color colour) {
        return 0.2126 * linear(colour.getRed())
                + 0.7152 * linear(colour.getGreen())
                + 0.0722 * linear(colour.getBlue());
    }

    private static double linear(double part) {
        return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }

    private static boolean isSeen(Node node) {
        for (var at = node; at != null; at = at.getParent()) {
            if (!at.isVisible() || at.getOpacity() == 0) {
                return false;
            }
        }
        return true;
    }
}
