package dev.sealbench.ui.window;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import dev.sealbench.core.StationException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All of the window but its frame: scan bar, tiles, and the threads of the runs. FX thread only.
final class BenchScreen {

    private static final Logger LOG = LoggerFactory.getLogger(BenchScreen.class);

    private final Provisioning station;
    private final Clock clock;
    private final WindowText text;
    private final Bench bench;
    private final Map<Integer, SlotTile> tiles = new LinkedHashMap<>();
    private final HeaderBar header;
    private final ScanBar scanBar;
    private final Latest<BenchHeader> newestHeader;
    private final Scene scene;
    private boolean dark;

    /// @param first what stands in the header at the start
    BenchScreen(Provisioning station, BenchHeader first, Clock clock, WindowText text) {
        this.station = station;
        this.clock = clock;
        this.text = text;
        this.bench = new Bench(first.slots());
        this.header = new HeaderBar(text, this::changeTheme);
        this.scanBar = new ScanBar(text, this::scan, this::start);
        this.newestHeader = new Latest<>(Platform::runLater, header::show);
        bench.numbers().forEach(this::addTile);
        this.scene = new Scene(layOut(), 1280, 800);
        scene.getStylesheets()
                .add(Objects.requireNonNull(BenchScreen.class.getResource("window.css"))
                        .toExternalForm());
        header.show(first);
        showTarget();
        showTheme();
        keepFocus();
    }

    Scene scene() {
        return scene;
    }

    Bench bench() {
        return bench;
    }

    /// Moves the clocks of the runs on; called about twice a second.
    void tick() {
        var now = clock.instant();
        tiles.values().forEach(tile -> tile.tick(now));
    }

    /// Answers an attempt to close the window.
    ///
    /// @return whether it may close: never while a run goes on, because the run would break off
    boolean mayClose() {
        if (!bench.isRunning()) {
            return true;
        }
        scanBar.answer(text.get("close.running"), true);
        return false;
    }

    void scan(String scanned) {
        answer(bench.scan(scanned));
    }

    /// Starts every unit that waits.
    void start() {
        var ready = bench.ready();
        if (ready.isEmpty()) {
            scanBar.answer(text.get("provision.nothing"), true);
            return;
        }
        ready.forEach((slot, unit) -> start(new SlotRun.Job(slot, unit)));
        scanBar.answer(text.get("provision.started", ready.size()), false);
    }

    void changeTheme() {
        dark = !dark;
        showTheme();
    }

    private void start(SlotRun.Job job) {
        var newest = new Latest<SlotState>(Platform::runLater, state -> bench.show(job.slot(), state));
        var run = new SlotRun(station, job, clock, newest::offer);
        bench.show(job.slot(), run.begin());
        Thread.ofPlatform().name("slot-" + job.slot()).start(() -> {
            run.run();
            refreshHeader();
        });
    }

    private void refreshHeader() {
        try {
            newestHeader.offer(station.header());
        } catch (StationException e) {
            LOG.warn("the header was not refreshed: {}", e.getMessage());
        }
    }

    private void addTile(int slot) {
        var tile = new SlotTile(text, slot, () -> answer(bench.select(slot)));
        tiles.put(slot, tile);
        bench.state(slot).subscribe(state -> {
            tile.show(state);
            tile.tick(clock.instant());
            scanBar.showReady(bench.ready().size());
        });
    }

    private void answer(ScanAnswer answer) {
        boolean done = answer instanceof ScanAnswer.Placed || answer instanceof ScanAnswer.Selected;
        scanBar.answer(text.of(answer), !done);
    }

    private BorderPane layOut() {
        var root = new BorderPane(new TileGrid(tiles.values()));
        root.setTop(new VBox(header, scanBar));
        root.getStyleClass().add("bench");
        bench.target().subscribe(this::showTarget);
        return root;
    }

    private void showTarget() {
        var target = bench.target().get();
        scanBar.showTarget(target);
        tiles.forEach((slot, tile) -> tile.showTarget(target.isPresent() && target.get() == slot.intValue()));
    }

    private void showTheme() {
        var theme = dark ? new PrimerDark() : new PrimerLight();
        scene.setUserAgentStylesheet(theme.getUserAgentStylesheet());
        header.showTheme(dark);
    }

    /// A scanner types wherever the focus is, so the field always has it.
    private void keepFocus() {
        scene.focusOwnerProperty().subscribe(this::takeFocus);
        scene.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.F5) {
                start();
                event.consume();
            }
            if (event.getCode() == KeyCode.TAB) {
                event.consume();
            }
        });
    }

    private void takeFocus(Node owner) {
        if (owner != scanBar.field()) {
            // after the event that moved it: a request from inside the change is overtaken by it
            Platform.runLater(scanBar.field()::requestFocus);
        }
    }
}
