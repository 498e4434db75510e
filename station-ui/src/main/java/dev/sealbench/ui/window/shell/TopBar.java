package dev.sealbench.ui.window.shell;

import dev.sealbench.ui.window.Look;
import dev.sealbench.ui.window.Nodes;
import dev.sealbench.ui.window.WindowText;
import dev.sealbench.ui.window.login.SignedIn;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.material2.Material2RoundAL;
import org.kordamp.ikonli.material2.Material2RoundMZ;

/// Station, warnings, clock, who works here, and how the windows look and sound. FX thread only.
final class TopBar extends HBox {

    private static final double WIDEST_NAME = 170;
    private static final double NARROWEST_WARNING = 90;

    private final WindowText text;
    private final Label time = Nodes.label("", "clock-time");
    private final HBox clock = Nodes.row("clock", Nodes.icon(Material2RoundMZ.SCHEDULE), time);
    private final DateTimeFormatter format;

    /// What the buttons do.
    record Actions(Runnable ownSecret, Runnable signOut) {}

    TopBar(WindowText text, Look look, StationFacts facts, Optional<SignedIn> person, Actions actions) {
        this.text = text;
        this.format = DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT).withLocale(text.locale());
        getStyleClass().add("top-bar");
        getChildren().add(Nodes.label(facts.stationId(), "top-station"));
        if (facts.simulatorTrusted()) {
            getChildren().add(warning("shell.demonstration"));
        }
        if (!facts.clockRight()) {
            clock.getStyleClass().add("warning");
            clock.getChildren().add(broken(text.get("shell.clock.behind")));
        }
        getChildren().addAll(Nodes.spacer(), clock);
        person.ifPresent(who -> getChildren().add(who.hasSecret() ? ownSecret(who, actions.ownSecret()) : person(who)));
        getChildren().addAll(LookButtons.all(text, look));
        person.ifPresent(_ -> getChildren().add(signOut(actions.signOut())));
    }

    /// Shows the time of day.
    void tick(ZonedDateTime now) {
        time.setText(format.format(now));
    }

    private HBox warning(String key) {
        return Nodes.row("warning", Nodes.icon(Material2RoundMZ.WARNING), broken(text.get(key)));
    }

    /// A warning breaks its line before anything else in the bar has to give way.
    private static Label broken(String words) {
        var label = Nodes.sentence(words);
        label.setMinWidth(NARROWEST_WARNING);
        return label;
    }

    private HBox person(SignedIn who) {
        var roles = who.roles().stream().sorted().map(text::of).collect(Collectors.joining(", "));
        return Nodes.row(
                "person",
                Nodes.icon(Material2RoundMZ.PERSON),
                Nodes.column("person-words", shortened(who.name(), "person-name"), roles(roles)));
    }

    /// Who may change a secret does it at their name.
    private Button ownSecret(SignedIn who, Runnable pressed) {
        var button = new Button();
        button.setGraphic(person(who));
        button.setMinWidth(USE_PREF_SIZE);
        button.getStyleClass().add("own-secret");
        button.setAccessibleText(who.name() + ": " + text.get("shell.own-secret"));
        button.setTooltip(new Tooltip(text.get("shell.own-secret")));
        button.setOnAction(_ -> pressed.run());
        // the first that can have the focus: an Enter that belongs elsewhere does not open it, the space bar does
        button.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ENTER) {
                event.consume();
            }
        });
        return button;
    }

    /// A name may be longer than its place; the whole of it is for screen readers and in the tool tip.
    private static Label shortened(String words, String styleClass) {
        var label = new Label(words) {
            @Override
            protected double computeMinWidth(double height) {
                return Math.min(computePrefWidth(height), WIDEST_NAME);
            }
        };
        label.getStyleClass().addAll(styleClass, "may-be-shortened");
        label.setMaxWidth(WIDEST_NAME);
        label.setTooltip(new Tooltip(words));
        return label;
    }

    /// The first to give way where the window is narrow.
    private static Label roles(String words) {
        var label = shortened(words, "person-roles");
        label.setMinWidth(0);
        return label;
    }

    private Button signOut(Runnable pressed) {
        var button = Nodes.button(Material2RoundAL.EXIT_TO_APP, text.get("shell.sign-out"), pressed, "sign-out");
        button.setAccessibleHelp(text.get("shell.sign-out.help"));
        return button;
    }
}
