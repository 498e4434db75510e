package dev.sealbench.ui.window.line;

import dev.sealbench.ui.window.Nodes;
import dev.sealbench.ui.window.Slices;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.util.Subscription;

/// The line page in one language: header, scan field, tiles. Only shows the model. FX thread only.
final class LineView {

    private final LineText text;
    private final LineModel model;
    private final OrderHeader header;
    private final ScanField scanField;
    private final Map<Integer, SlotTile> tiles = new LinkedHashMap<>();
    private final BorderPane page = new BorderPane();
    private final LabelOverlay overlay;
    private final StackPane root;
    private final List<Subscription> subscriptions = new ArrayList<>();
    private boolean closed;

    LineView(LineText text, LineModel model) {
        this.text = text;
        this.model = model;
        this.header = new OrderHeader(text, model);
        this.scanField = new ScanField(text, model);
        page.getStyleClass().add("line");
        overlay = new LabelOverlay(text, model);
        root = new StackPane(page);
        Slices.later(root, this::addOverlay);
        var top = Nodes.column("line-top", scanField);
        page.setTop(top);
        Slices.later(top, () -> top.getChildren().addFirst(header));
        page.setCenter(new TileGrid(model.bench().numbers().stream()
                .<Supplier<SlotTile>>map(slot -> () -> tile(slot))
                .toList()));
        listen();
    }

    Node node() {
        return root;
    }

    void focus() {
        scanField.focus();
    }

    void tick(Instant now) {
        var timeLeft = model.timeLeft().get();
        tiles.values().forEach(tile -> tile.tick(now, timeLeft));
    }

    /// Hears no more of the model: another view has taken its place.
    void close() {
        closed = true;
        subscriptions.forEach(Subscription::unsubscribe);
    }

    private SlotTile tile(int slot) {
        var bench = model.bench();
        var tile = new SlotTile(text, slot, new SlotTile.Actions(model::select, model::stop));
        tile.showStop(model.canStop());
        tiles.put(slot, tile);
        listen(bench.state(slot), state -> {
            tile.show(state);
            overlay.show();
            header.showReady(bench.ready().size());
        });
        listen(bench.plugged(), plugged -> tile.showPlugged(plugged.contains(slot)));
        listen(bench.target(), target -> tile.showTarget(target.equals(Optional.of(slot))));
        return tile;
    }

    /// Before the tiles, so that it can have the focus when one of them wants it.
    private void addOverlay() {
        root.getChildren().add(overlay);
        listen(model.panel(), _ -> overlay.show());
    }

    private void listen() {
        listen(model.facts(), header::show);
        listen(model.answer(), scanField::show);
    }

    /// A tile that comes after the view was closed hears nothing.
    private <T> void listen(ObservableValue<T> value, Consumer<T> shown) {
        if (!closed) {
            subscriptions.add(value.subscribe(shown));
        }
    }
}
