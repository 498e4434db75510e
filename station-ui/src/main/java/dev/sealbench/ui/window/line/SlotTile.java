package dev.sealbench.ui.window.line;

import dev.sealbench.core.Outcome;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.ui.window.Nodes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.material2.Material2RoundAL;
import org.kordamp.ikonli.material2.Material2RoundMZ;

/// One slot: its number, whose unit stands there, and what goes on. FX thread only.
final class SlotTile extends VBox {

    /// What a person can do with a tile.
    ///
    /// @param select sends the next scan there
    /// @param stop asks its run to end
    record Actions(IntConsumer select, IntConsumer stop) {}

    private static final PseudoClass TARGET = PseudoClass.getPseudoClass("target");
    private static final PseudoClass PLUGGED = PseudoClass.getPseudoClass("plugged");
    private static final List<String> KINDS = Stream.concat(
                    Stream.of(Verdict.values()).map(Verdict::styleClass),
                    Stream.of("idle", "is-ready", "running", "released"))
            .toList();

    private static final double WIDEST_TIP = 520;

    private final LineText text;
    private final int slot;
    private final Label serial = Nodes.label("", "tile-serial");
    private final FontIcon next = Nodes.icon(Material2RoundMZ.QR_CODE_SCANNER, "next-scan");
    private final Label elapsed = Nodes.label("", "tile-elapsed");
    private final Button stop;
    private final VBox body = new VBox();
    private final RunPane run;
    private SlotState state = new SlotState.Idle();
    private final Tooltip tip = new Tooltip("");
    private boolean target;
    private boolean plugged;

    SlotTile(LineText text, int slot, Actions actions) {
        this.text = text;
        this.slot = slot;
        this.run = new RunPane(text);
        this.stop = Nodes.button(
                Material2RoundMZ.STOP_CIRCLE,
                text.get("stop"),
                () -> actions.stop().accept(slot),
                "stop");
        stop.setAccessibleText(text.get("stop.name", slot));
        stop.setAccessibleHelp(text.get("stop.help"));
        getStyleClass().add("tile");
        setAccessibleRole(AccessibleRole.BUTTON);
        setFocusTraversable(true);
        setOnMouseClicked(_ -> actions.select().accept(slot));
        addEventHandler(KeyEvent.KEY_PRESSED, event -> pressed(event, actions));
        setMinSize(0, 0);
        tip.setWrapText(true);
        tip.setMaxWidth(WIDEST_TIP);
        var head = Nodes.row(
                "tile-head",
                Nodes.label(Integer.toString(slot), "tile-number"),
                serial,
                Nodes.spacer(),
                next,
                elapsed,
                stop);
        body.getStyleClass().add("tile-body");
        VBox.setVgrow(body, Priority.ALWAYS);
        getChildren().addAll(head, body);
        show(state);
    }

    void show(SlotState next) {
        state = next;
        serial.setText(next.serial().map(SerialNumber::printed).orElse(""));
        Nodes.present(stop, next instanceof SlotState.Running running && !running.stopping());
        getStyleClass().removeAll(KINDS);
        switch (next) {
            case SlotState.Idle() -> showFree();
            case SlotState.Ready _ -> showReady();
            case SlotState.Running running -> {
                getStyleClass().add("running");
                fill(run);
                run.show(running);
            }
            case SlotState.Finished finished -> {
                getStyleClass().add(Verdict.of(finished.outcome()).styleClass());
                fill(finished(finished));
            }
            case SlotState.Released _ -> {
                getStyleClass().add("released");
                fill(banner(Material2RoundMZ.VERIFIED_USER, "released", "released.next"));
            }
        }
        elapsed.setText(
                next instanceof SlotState.Finished finished
                        ? text.elapsed(finished.outcome().took())
                        : "");
        showTip(next instanceof SlotState.Finished finished ? text.detail(finished.outcome()) : "");
        showNext();
        describe();
    }

    /// A small tile has no room for a long detail.
    private void showTip(String detail) {
        tip.setText(detail);
        if (detail.isEmpty()) {
            Tooltip.uninstall(this, tip);
        } else {
            Tooltip.install(this, tip);
        }
    }

    /// Stops can be asked for on this station.
    void showStop(boolean possible) {
        stop.setDisable(!possible);
        stop.setOpacity(possible ? 1 : 0);
    }

    /// Marks the tile that the next scan goes to.
    void showTarget(boolean isTarget) {
        target = isTarget;
        pseudoClassStateChanged(TARGET, isTarget);
        showNext();
        showAgain();
    }

    /// Shows whether the slot's port is there.
    void showPlugged(boolean isPlugged) {
        plugged = isPlugged;
        pseudoClassStateChanged(PLUGGED, isPlugged);
        showAgain();
    }

    /// Moves the clock of a run on.
    void tick(Instant now, TimeLeft timeLeft) {
        if (state instanceof SlotState.Running running) {
            run.tick(running, now, timeLeft);
        }
    }

    /// A tile that still shows an end keeps its colour; the mark says that it is the next one.
    private void showNext() {
        Nodes.present(next, target && state.freeSince().isPresent());
    }

    private void showAgain() {
        if (state instanceof SlotState.Idle || state instanceof SlotState.Ready) {
            show(state);
        }
        describe();
    }

    private void pressed(KeyEvent event, Actions actions) {
        if (event.getTarget() != this) {
            return; // the stop button's
        }
        if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE) {
            actions.select().accept(slot);
            event.consume();
        } else if (event.getCode() == KeyCode.DELETE) {
            actions.stop().accept(slot);
            event.consume();
        }
    }

    private void showFree() {
        getStyleClass().add("idle");
        var words = Nodes.sentence(text.get(freeKey()), "free");
        fill(Nodes.column(
                "free-place",
                Nodes.icon(plugged ? Material2RoundAL.EV_STATION : Material2RoundMZ.POWER, "free-icon"),
                words));
    }

    private String freeKey() {
        if (plugged) {
            return target ? "free.plugged.target" : "free.plugged";
        }
        return target ? "free.target" : "free";
    }

    private void showReady() {
        getStyleClass().add("is-ready");
        fill(banner(Material2RoundMZ.POWER, "ready", plugged ? "ready.start" : "ready.connect"));
    }

    private VBox finished(SlotState.Finished finished) {
        var outcome = finished.outcome();
        var verdict = Verdict.of(outcome);
        var nodes = new ArrayList<Node>();
        nodes.add(band(Nodes.icon(verdict.icon(), "banner-icon"), text.of(verdict)));
        nodes.add(Nodes.sentence(text.next(outcome), "next"));
        if (verdict != Verdict.PASS && verdict != Verdict.STOPPED) {
            nodes.add(Nodes.sentence(text.what(outcome), "what"));
        }
        return new EndPane(text.detail(outcome), nodes.toArray(Node[]::new));
    }

    private VBox banner(Ikon icon, String wordKey, String nextKey) {
        return Nodes.column(
                "banner",
                band(Nodes.icon(icon, "banner-icon"), text.get(wordKey)),
                Nodes.sentence(text.get(nextKey), "next"));
    }

    private static HBox band(Node icon, String word) {
        return Nodes.row("band", icon, Nodes.label(word, "banner-word"));
    }

    private void fill(Node node) {
        if (!body.getChildren().equals(List.of(node))) {
            body.getChildren().setAll(node);
            VBox.setVgrow(node, Priority.ALWAYS);
        }
    }

    /// What is said to who points at the tile; may be empty.
    String tip() {
        return tip.getText();
    }

    private void describe() {
        setAccessibleText(Stream.concat(Stream.of(text.get("slot.name", slot), serial.getText()), said())
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining(", ")));
        setAccessibleHelp(text.get("slot.help"));
    }

    private Stream<String> ended(Outcome outcome) {
        return Stream.of(text.of(Verdict.of(outcome)), text.what(outcome), text.next(outcome), text.detail(outcome));
    }

    private Stream<String> said() {
        var mark = next.isVisible() ? Stream.of(text.get("free.target")) : Stream.<String>empty();
        return Stream.concat(mark, saidOfState());
    }

    private Stream<String> saidOfState() {
        return switch (state) {
            case SlotState.Idle _ -> Stream.of(text.get(freeKey()));
            case SlotState.Ready _ -> Stream.of(text.get("ready"), text.get(plugged ? "ready.start" : "ready.connect"));
            case SlotState.Running running ->
                running.wanted()
                        .map(request -> Stream.of(
                                text.scanBack().prompt(request),
                                text.scanBack().remark(request),
                                text.scanBack().hint()))
                        .orElseGet(() -> Stream.of(text.of(running.progress().step())));
            case SlotState.Finished finished -> ended(finished.outcome());
            case SlotState.Released _ -> Stream.of(text.get("released"));
        };
    }
}
