package dev.sealbench.ui.window.line;

import dev.sealbench.ui.window.Nodes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.layout.BorderPane;
import javafx.util.Subscription;

/// The line page in one language: header, scan field, tiles. Only shows the model. FX thread only.
final class LineView {

    private final LineModel model;
    private final OrderHeader header;
    private final ScanField scanField;
    private final Map<Integer, SlotTile> tiles = new LinkedHashMap<>();
    private final BorderPane root = new BorderPane();
    private final List<Subscription> subscriptions = new ArrayList<>();

    LineView(LineText text, LineModel model) {
        this.model = model;
        this.header = new OrderHeader(text, model);
        this.scanField = new ScanField(text, model);
        var actions = new SlotTile.Actions(model::select, model::stop);
        for (int slot : model.bench().numbers()) {
            var tile = new SlotTile(text, slot, actions);
            tile.showStop(model.canStop());
            tiles.put(slot, tile);
        }
        root.getStyleClass().add("line");
        root.setTop(Nodes.column("line-top", header, scanField));
        root.setCenter(new TileGrid(tiles.values()));
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
        subscriptions.forEach(Subscription::unsubscribe);
    }

    private void listen() {
        var bench = model.bench();
        tiles.forEach((slot, tile) -> subscriptions.add(bench.state(slot).subscribe(state -> {
            tile.show(state);
            header.showReady(bench.ready().size());
        })));
        subscriptions.add(bench.plugged()
                .subscribe(plugged -> tiles.forEach((slot, tile) -> tile.showPlugged(plugged.contains(slot)))));
        subscriptions.add(bench.target()
                .subscribe(target -> tiles.forEach(
                        (slot, tile) -> tile.showTarget(target.isPresent() && target.get() == slot.intValue()))));
        subscriptions.add(model.facts().subscribe(header::show));
        subscriptions.add(model.answer().subscribe(scanField::show));
    }
}
