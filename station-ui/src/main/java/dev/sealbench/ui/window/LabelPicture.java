package dev.sealbench.ui.window;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.image.Image;

/// One label's picture in several sizes, each half of the one before: an image view that shrinks a picture to less than
/// half skips lines of its small print.
///
/// Immutable.
///
/// @param sizes largest first, at least one
record LabelPicture(List<Image> sizes) {

    private static final int HALVINGS = 3;

    /// Copies the list.
    LabelPicture {
        sizes = List.copyOf(sizes);
    }

    /// Decodes a PNG. Takes a few milliseconds; may be called on any thread.
    ///
    /// @throws IllegalArgumentException when it is not a picture
    static LabelPicture read(byte[] png) {
        var full = new Image(new ByteArrayInputStream(png));
        if (full.isError()) {
            throw new IllegalArgumentException("the preview is not a picture", full.getException());
        }
        var sizes = new ArrayList<>(List.of(full));
        for (int i = 1; i <= HALVINGS; i++) {
            double width = full.getWidth() / (1 << i);
            sizes.add(new Image(new ByteArrayInputStream(png), width, 0, true, true));
        }
        return new LabelPicture(sizes);
    }

    /// The full size.
    Image full() {
        return sizes.getFirst();
    }

    /// The smallest picture that has at least this width, px; else the full one.
    Image forWidth(double width) {
        return sizes.reversed().stream()
                .filter(image -> image.getWidth() >= width)
                .findFirst()
                .orElse(full());
    }
}
