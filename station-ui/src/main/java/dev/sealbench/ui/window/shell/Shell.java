package dev.sealbench.ui.window.shell;

import dev.sealbench.ui.window.Look;
import dev.sealbench.ui.window.Slices;
import dev.sealbench.ui.window.UiThread;
import dev.sealbench.ui.window.WindowText;
import dev.sealbench.ui.window.login.OwnSecretPane;
import dev.sealbench.ui.window.login.SignInPane;
import dev.sealbench.ui.window.login.SignedIn;
import dev.sealbench.ui.window.scan.ScanReading;
import dev.sealbench.ui.window.scan.ScanRefusal;
import dev.sealbench.ui.window.scan.ScanRule;
import dev.sealbench.ui.window.scan.Wedge;
import dev.sealbench.ui.window.scan.WedgeFilter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.InputEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;

/// The frame of all pages: rail, top bar, the page that is seen, and the cover while nobody is signed in. Hands scans
/// to whom they concern. Built anew for each language and person; pages stay. FX thread only.
public final class Shell {

    private final ShellStation station;
    private final VaultWatch vaultWatch;
    private final List<Page> pages;
    private final Look look;
    private final Clock clock;
    private final ObservableValue<SlotCounts> counts;
    private final StationFacts facts;
    private final StackPane root = new StackPane();
    private final Scene scene = new Scene(root, 1280, 800);
    private final Ahead ahead = new Ahead(scene);
    private Optional<SignedIn> person = Optional.empty();
    private SignInPane.Occasion occasion;
    private Optional<SignInPane> cover = Optional.empty();
    private Optional<OwnSecretPane> overlay = Optional.empty();
    private final Map<Page, Node> contents = new HashMap<>();
    private Optional<Page> seen = Optional.empty();
    private Optional<Page> coming = Optional.empty();
    private TopBar topBar;
    private Rail rail;
    private BorderPane frame;
    private WindowText text;
    private Instant lastTouch;
    private Instant toldTouch = Instant.EPOCH;

    /// @param pages in the order of the rail; the first takes the scans that no other has a use for
    /// @param firstStart whether the first lead is to be created
    public Shell(Surroundings surroundings, List<Page> pages, boolean firstStart) {
        this.station = surroundings.station();
        this.facts = surroundings.facts();
        this.look = surroundings.look();
        this.clock = surroundings.clock();
        this.vaultWatch = new VaultWatch(station.people(), clock, open -> cover.ifPresent(pane -> pane.vaultIs(open)));
        this.counts = surroundings.counts();
        this.pages = List.copyOf(pages);
        this.occasion = firstStart ? SignInPane.Occasion.FIRST_START : SignInPane.Occasion.SIGN_IN;
        this.lastTouch = clock.instant();
        root.getStyleClass().add("shell");
        look.dress(
                scene,
                Stream.concat(
                                Stream.of("login", "scanback", "shell", "parts"),
                                pages.stream().map(Page::id))
                        .toList());
        look.language().subscribe(_ -> build());
        scene.addEventFilter(InputEvent.ANY, _ -> lastTouch = clock.instant());
        scene.addEventFilter(KeyEvent.KEY_PRESSED, this::shortcut);
        new WedgeFilter(scene, Wedge.Settings.usual(), surroundings.pace(), this::scanned);
        UiThread.watch(scene);
    }

    public Scene scene() {
        return scene;
    }

    /// Who is signed in.
    public Optional<SignedIn> person() {
        return person;
    }

    /// Moves the clock on and covers the pages when nobody was here for the idle time; called about twice a second.
    public void tick() {
        topBar.tick(clock.instant().atZone(ZoneId.systemDefault()));
        if (person.isPresent() && !lastTouch.equals(toldTouch)) {
            toldTouch = lastTouch;
            station.people().touched();
        }
        boolean idle = Duration.between(lastTouch, clock.instant())
                        .compareTo(station.people().idleTime())
                >= 0;
        if (person.isPresent() && idle) {
            leave(SignInPane.Occasion.IDLE);
        }
        vaultWatch.tick();
    }

    /// Whether the window may close; the page that keeps it open is shown.
    public boolean mayClose() {
        for (var page : pages) {
            if (!page.mayClose()) {
                show(page);
                return false;
            }
        }
        return true;
    }

    /// Shows a page, if this person may see it.
    public void show(Page page) {
        if (!visible().contains(page)) {
            return;
        }
        coming = Optional.empty();
        if (!seen.equals(Optional.of(page))) {
            seen.ifPresent(Page::hidden);
        }
        seen = Optional.of(page);
        frame.setCenter(content(page));
        rail.show(page);
        page.shown();
    }

    private Node content(Page page) {
        return contents.computeIfAbsent(page, fresh -> fresh.content(text));
    }

    /// Lets somebody in.
    public void enter(SignedIn who) {
        person = Optional.of(who);
        lastTouch = clock.instant();
        build();
    }

    /// Puts the change of the own secret over the pages.
    private void changeSecret() {
        closeOverlay();
        var pane = new OwnSecretPane(text, station.people(), this::closeOverlay);
        overlay = Optional.of(pane);
        root.getChildren().add(pane);
        pane.begin();
    }

    private void closeOverlay() {
        overlay.ifPresent(pane -> {
            pane.clear();
            root.getChildren().remove(pane);
        });
        overlay = Optional.empty();
    }

    private void leave(SignInPane.Occasion why) {
        var left = person.orElseThrow();
        person = Optional.empty();
        occasion = why;
        UiThread.away(
                () -> {
                    station.people().signOut(left);
                    return left;
                },
                _ -> {},
                _ -> {});
        build();
    }

    private void build() {
        text = look.text();
        contents.clear();
        coming = Optional.empty();
        closeOverlay();
        rail = new Rail(text, visible(), this::show);
        topBar = new TopBar(
                text,
                look,
                facts,
                person,
                new TopBar.Actions(this::changeSecret, () -> leave(SignInPane.Occasion.SIGN_IN)));
        topBar.tick(clock.instant().atZone(ZoneId.systemDefault()));
        frame = new BorderPane();
        frame.setTop(topBar);
        root.getChildren().setAll(frame);
        if (person.isPresent()) {
            cover = Optional.empty();
            showInTurn();
            ahead.build(visible(), this::content);
            return;
        }
        var pane = new SignInPane(text, station.people(), facts.stationId(), occasion, this::enter);
        cover = Optional.of(pane);
        frame.setCenter(pane);
        frame.setBottom(new StatusStrip(text, counts));
        pane.begin();
        vaultWatch.look();
        ahead.build(pages.subList(0, 1), page -> page.content(text)); // built anew at the sign-in, in less time
    }

    /// Rail and page come each in a pulse after the top bar's: together they would hold the windows too long. A key or
    /// a scan does not find the page of who was here before: it has this one come first.
    private void showInTurn() {
        var fresh = frame;
        var beside = rail;
        Slices.later(fresh, () -> beside.fill(fresh::setLeft));
        coming = seen.filter(visible()::contains).or(() -> visible().stream().findFirst());
        Slices.later(frame, this::arrive);
    }

    private void arrive() {
        coming.ifPresent(this::show);
    }

    private List<Page> visible() {
        return pages.stream()
                .filter(page -> person.isPresent()
                        && page.roles().stream().anyMatch(person.get().roles()::contains))
                .toList();
    }

    private void shortcut(KeyEvent event) {
        if (person.isEmpty()) {
            return;
        }
        arrive();
        if (overlay.isPresent() && event.getCode() == KeyCode.ESCAPE) {
            closeOverlay();
            event.consume();
            return;
        }
        if (seen.isPresent() && seen.get().pressed(event.getCode())) {
            event.consume();
            return;
        }
        if (!event.isShortcutDown()) {
            return;
        }
        int number = event.getCode().ordinal() - KeyCode.DIGIT1.ordinal();
        if (number >= 0 && number < visible().size()) {
            show(visible().get(number));
            event.consume();
        }
        if (event.getCode() == KeyCode.L) {
            leave(SignInPane.Occasion.SIGN_IN);
            event.consume();
        }
    }

    private void scanned(Optional<char[]> scan) {
        arrive();
        var rule = person.isEmpty() ? ScanRule.BADGE : seen.map(Page::scanRule).orElse(ScanRule.SERIAL);
        var reading = scan.map(rule::read).orElse(new ScanReading.Refused(ScanRefusal.TOO_LONG));
        scan.ifPresent(ScanRule::wipe);
        take(reading);
    }

    /// Takes a scan as if a scanner had sent it.
    public void take(ScanReading reading) {
        arrive();
        if (reading instanceof ScanReading.Refused(var why)) {
            UiThread.away(
                    () -> {
                        station.noteRefusedScan(why.name());
                        return why;
                    },
                    _ -> {},
                    _ -> {});
        }
        if (cover.isPresent()) {
            badge(cover.get(), reading);
            return;
        }
        boolean taken = seen.isPresent() && seen.get().scanned(reading);
        if (!taken && visible().contains(pages.getFirst())) {
            show(pages.getFirst());
            pages.getFirst().scanned(reading);
        }
    }

    private void badge(SignInPane pane, ScanReading reading) {
        switch (reading) {
            case ScanReading.Code(var badge) -> pane.badge(badge);
            case ScanReading.Refused(var why) -> pane.refuse(text.get("scan.refused." + why.name()));
            case ScanReading.Serial _, ScanReading.Slot _ -> {} // a badge is never read as one
        }
    }
}
