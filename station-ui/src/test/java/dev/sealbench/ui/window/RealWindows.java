package dev.sealbench.ui.window;

import dev.sealbench.core.Session;
import dev.sealbench.core.Station;
import dev.sealbench.ui.testkit.OpenStation;
import dev.sealbench.ui.testkit.TestStation;
import dev.sealbench.ui.window.shell.Shell;
import dev.sealbench.ui.window.shell.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;

/// The real windows in front of a real, open station, and who stands before them. Close it.
final class RealWindows implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final TestStation home;
    private final Station station;
    private final StationPeople people;
    private final Shell shell;
    private final Operator person;
    private Runnable stopTicking;

    RealWindows(TestStation home) throws Exception {
        this.home = home;
        station = Station.open(home.home(), Clock.systemUTC());
        people = new StationPeople(station);
        var adapter = new StationAdapter(station, people);
        var line = adapter.line();
        Fx.start();
        var look = new Look();
        look.sounds().set(false);
        var pages = Fx.call(() -> new StationPages(adapter, line, Clock.systemUTC(), look));
        var surroundings = new Surroundings(
                adapter, adapter.facts(), look, Clock.systemUTC(), pages.line().counts());
        shell = Fx.call(() -> new Shell(surroundings, pages.all(), false));
        Fx.run(() -> {
            pages.showOn(shell);
            var ticker = new Timeline(new KeyFrame(javafx.util.Duration.millis(200), _ -> {
                shell.tick();
                pages.line().tick();
            }));
            ticker.setCycleCount(Animation.INDEFINITE);
            ticker.play();
            stopTicking = ticker::stop;
        });
        person = new Operator(shell.scene());
    }

    Operator person() {
        return person;
    }

    /// The session of whoever is signed in.
    StationPeople people() {
        return people;
    }

    /// A session of another person in the same station.
    Session alsoSignedIn(String name) throws Exception {
        return OpenStation.signIn(station, name, secret(name));
    }

    void badge(String name) throws IOException {
        person.scanExactly(Files.readString(home.home().demoPeople().resolve(name + ".badge"))
                .strip());
    }

    void signIn(String name) throws Exception {
        var secret = secret(name);
        Fx.run(() -> {
            ((TextField) shell.scene().lookup(".sign-in-field")).setText(name);
            ((PasswordField) shell.scene().lookup(".password-field")).setText(secret);
        });
        Fx.run(((ButtonBase) person.find(".sign-in .accent", Node.class))::fire);
        person.untilSeen("Sign out", PATIENCE);
    }

    void signOut() {
        person.shortcut(KeyCode.L);
        person.untilSeen("Scan your badge");
    }

    /// The pages that can be gone to.
    Set<String> rail() {
        return Fx.call(() -> shell.scene().getRoot().lookupAll(".rail-page").stream()
                .map(node -> ((Labeled) node).getText())
                .collect(Collectors.toSet()));
    }

    void page(String title) {
        Fx.run(() -> shell.scene().getRoot().lookupAll(".rail-page").stream()
                .map(ButtonBase.class::cast)
                .filter(button -> button.getText().equals(title))
                .findFirst()
                .orElseThrow()
                .fire());
        Fx.run(() -> {});
    }

    /// The words on a slot's tile.
    Set<String> tile(int slot) {
        var tile = (Parent) person.tile(slot);
        return Fx.call(() -> tile.lookupAll(".label").stream()
                .filter(Labeled.class::isInstance)
                .map(node -> String.valueOf(((Labeled) node).getText()))
                .collect(Collectors.toSet()));
    }

    private String secret(String name) throws IOException {
        return Files.readString(home.home().demoPeople().resolve(name)).strip();
    }

    @Override
    public void close() {
        Fx.run(stopTicking);
        person.close();
        people.leave();
        station.close();
    }
}
