package dev.sealbench.ui.window.parts;

import dev.sealbench.ui.window.Nodes;
import dev.sealbench.ui.window.Slices;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;

/// Cards under each other, one of which is picked: by touch, by click, by the arrow keys. However many there are, only
/// those that are seen have nodes. FX thread only.
///
/// @param <T> what a card stands for; equal ones look the same
public final class PickList<T> extends ListView<T> {

    /// How many cards there are after the first pulses; all after those. The first ones of all cost the most.
    private static final List<Integer> STEPS = List.of(1, 3, 6);

    private final Function<T, Node> content;
    private final Function<T, String> words;
    private boolean showing;
    private boolean growing;
    private int turn;

    /// @param content of a card
    /// @param words what a screen reader says of it
    /// @param picked takes the one that was picked by a person
    public PickList(Function<T, Node> content, Function<T, String> words, Consumer<T> picked) {
        this.content = content;
        this.words = words;
        getStyleClass().setAll("pick-list");
        setCellFactory(_ -> new Card());
        getSelectionModel().selectedItemProperty().subscribe((_, now) -> {
            if (now != null && !showing) {
                picked.accept(now);
            }
        });
    }

    /// Shows these, with one of them marked. Where a person has scrolled to stays, unless another one is
    /// marked, or there are more or fewer.
    public void show(List<T> rows, Optional<T> marked) {
        int begun = ++turn;
        if (growing
                && rows.size() > getItems().size()
                && getItems().equals(rows.subList(0, getItems().size()))) {
            Slices.later(this, () -> grow(rows, marked, begun));
        } else if (getItems().isEmpty()) {
            grow(rows, marked, begun);
        } else {
            growing = false;
            showAll(rows, marked);
        }
    }

    private void grow(List<T> rows, Optional<T> marked, int begun) {
        if (begun != turn) {
            return;
        }
        int shown = getItems().size();
        int next = STEPS.stream().filter(step -> step > shown).findFirst().orElse(rows.size());
        growing = next < rows.size();
        getItems().addAll(rows.subList(shown, Math.min(next, rows.size())));
        if (growing) {
            Slices.later(this, () -> grow(rows, marked, begun));
        } else {
            mark(marked, place(rows, marked) >= shown);
        }
    }

    private void showAll(List<T> rows, Optional<T> marked) {
        int before = getSelectionModel().getSelectedIndex();
        boolean others = getItems().size() != rows.size();
        showing = true;
        if (!getItems().equals(rows)) {
            getItems().setAll(rows);
        }
        mark(marked, others || place(rows, marked) != before);
    }

    private static <T> int place(List<T> rows, Optional<T> marked) {
        return marked.map(rows::indexOf).orElse(-1);
    }

    private void mark(Optional<T> marked, boolean unseen) {
        showing = true;
        marked.ifPresentOrElse(
                getSelectionModel()::select, () -> getSelectionModel().clearSelection());
        if (unseen) {
            marked.ifPresent(this::scrollTo);
        }
        showing = false;
    }

    /// As wide as the list and as high as its words need at that width, which a cell of its own accord does not ask.
    private final class Card extends ListCell<T> {

        private T carded;

        Card() {
            getStyleClass().setAll("pick-cell");
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(T row, boolean empty) {
            super.updateItem(row, empty);
            if (!empty && row.equals(carded)) {
                return; // equal ones look the same
            }
            carded = empty ? null : row;
            setGraphic(empty ? null : Nodes.column("pick", content.apply(row)));
            setAccessibleText(empty ? null : words.apply(row));
        }

        @Override
        protected double computePrefHeight(double width) {
            double beside = snappedLeftInset() + snappedRightInset();
            return getGraphic() == null
                    ? 0
                    : snappedTopInset() + getGraphic().prefHeight(width - beside) + snappedBottomInset();
        }

        @Override
        protected void layoutChildren() {
            if (getGraphic() != null) {
                double left = snappedLeftInset();
                double top = snappedTopInset();
                getGraphic()
                        .resizeRelocate(
                                left,
                                top,
                                getWidth() - left - snappedRightInset(),
                                getHeight() - top - snappedBottomInset());
            }
        }
    }
}
