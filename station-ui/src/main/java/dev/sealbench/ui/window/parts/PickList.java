package dev.sealbench.ui.window.parts;

import dev.sealbench.ui.window.Nodes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;

/// Cards under each other, one of which is picked: by touch, by click, by Enter or Space; arrow keys go from one to the
/// next. FX thread only.
///
/// @param <T> what a card stands for
public final class PickList<T> extends ScrollPane {

    private static final PseudoClass PICKED = PseudoClass.getPseudoClass("picked");

    private final List<Card<T>> cards = new ArrayList<>();
    private final VBox column = Nodes.column("picks");
    private final Consumer<T> picked;

    /// A card.
    ///
    /// @param words what a screen reader says of it
    public record Item<T>(T value, String words, Node content) {}

    private record Card<T>(T value, VBox node) {}

    /// @param picked takes the one that was picked by a person
    public PickList(Consumer<T> picked) {
        this.picked = picked;
        getStyleClass().add("pick-list");
        setContent(column);
        setFitToWidth(true);
        setFocusTraversable(false);
        setHbarPolicy(ScrollBarPolicy.NEVER);
    }

    /// Shows these, with one of them marked; it has the focus if another of them had.
    public void show(List<Item<T>> items, Optional<T> marked) {
        boolean focused = cards.stream().anyMatch(card -> card.node().isFocused());
        cards.clear();
        column.getChildren().clear();
        for (var item : items) {
            var node = Nodes.column("pick", item.content());
            node.setFocusTraversable(true);
            node.setAccessibleRole(AccessibleRole.BUTTON);
            node.setAccessibleText(item.words());
            var card = new Card<>(item.value(), node);
            node.setOnMouseClicked(_ -> choose(card));
            node.addEventHandler(KeyEvent.KEY_PRESSED, event -> pressed(event, card));
            cards.add(card);
            column.getChildren().add(node);
        }
        mark(marked);
        if (focused) {
            cards.stream()
                    .filter(card -> marked.equals(Optional.of(card.value())))
                    .forEach(card -> card.node().requestFocus());
        }
    }

    /// Marks the one that is picked.
    public void mark(Optional<T> value) {
        cards.forEach(card -> card.node().pseudoClassStateChanged(PICKED, value.equals(Optional.of(card.value()))));
    }

    /// Scrolls until this one is seen, if it is not.
    public void reveal(T value) {
        cards.stream().filter(card -> card.value().equals(value)).findFirst().ifPresent(this::reveal);
    }

    private void reveal(Card<T> card) {
        double height = getViewportBounds().getHeight();
        double hidden = column.getHeight() - height;
        if (height <= 0 || hidden <= 0) {
            return;
        }
        var place = card.node().getBoundsInParent();
        double top = getVvalue() * hidden;
        if (place.getMinY() < top) {
            setVvalue(place.getMinY() / hidden);
        } else if (place.getMaxY() > top + height) {
            setVvalue((place.getMaxY() - height) / hidden);
        }
    }

    private void choose(Card<T> card) {
        card.node().requestFocus();
        reveal(card);
        mark(Optional.of(card.value()));
        picked.accept(card.value());
    }

    private void pressed(KeyEvent event, Card<T> card) {
        int at = cards.indexOf(card);
        switch (event.getCode()) {
            case ENTER, SPACE -> choose(card);
            case UP -> choose(cards.get(Math.max(0, at - 1)));
            case DOWN -> choose(cards.get(Math.min(cards.size() - 1, at + 1)));
            default -> {
                return;
            }
        }
        event.consume();
    }
}
