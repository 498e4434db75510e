package dev.sealbench.ui.window.login;

import dev.sealbench.core.Fault;
import dev.sealbench.core.StationException;
import dev.sealbench.ui.window.Focus;
import dev.sealbench.ui.window.Nodes;
import dev.sealbench.ui.window.UiThread;
import dev.sealbench.ui.window.WindowText;
import dev.sealbench.ui.window.parts.Notice;
import dev.sealbench.ui.window.parts.Said;
import dev.sealbench.ui.window.scan.ScanRule;
import java.util.Arrays;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.PasswordField;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.material2.Material2RoundAL;
import org.kordamp.ikonli.material2.Material2RoundMZ;

/// Where a person changes their own secret. Lies over the pages; units that run go on beneath. FX thread only.
public final class OwnSecretPane extends StackPane {

    private final WindowText text;
    private final People people;
    private final PasswordField current = new PasswordField();
    private final PasswordField next = new PasswordField();
    private final PasswordField again = new PasswordField();
    private final Notice said = new Notice();
    private final Button change;
    private final Button close;
    private final VBox fields;
    private boolean asking;

    /// @param closed called for the button that closes it
    public OwnSecretPane(WindowText text, People people, Runnable closed) {
        this.text = text;
        this.people = people;
        this.change = Nodes.button(
                Material2RoundMZ.VPN_KEY, text.get("login.own.do"), this::change, "accent", "own-secret-do");
        this.close = Nodes.button(Material2RoundAL.CLOSE, text.get("login.own.cancel"), closed, "own-secret-close");
        this.fields = Nodes.column(
                "own-secret-fields",
                LoginField.of(text, "login.own.current", current),
                LoginField.of(text, "login.own.next", next),
                LoginField.of(text, "login.own.again", again));
        change.setDefaultButton(true);
        getStyleClass().add("overlay");
        var card = Nodes.column(
                "sign-in-card",
                Nodes.sentence(text.get("login.own.title"), "own-secret-title"),
                Nodes.sentence(text.get("login.own.hint"), "sign-in-hint"),
                fields,
                said,
                Nodes.row("own-secret-buttons", Nodes.spacer(), close, change));
        card.setMaxHeight(USE_PREF_SIZE);
        getChildren().add(card);
        setAlignment(card, Pos.CENTER);
    }

    /// Puts the focus where typing begins.
    public void begin() {
        Focus.give(current);
    }

    /// Forgets what was typed.
    public void clear() {
        current.clear();
        next.clear();
        again.clear();
    }

    private void change() {
        var was = Nodes.take(current);
        var typed = Nodes.take(next);
        var repeated = Nodes.take(again);
        var wrong = asking ? Optional.of("login.own.asking") : wrong(was, typed, repeated);
        ScanRule.wipe(repeated);
        if (wrong.isPresent()) {
            ScanRule.wipe(was);
            ScanRule.wipe(typed);
            refuse(text.get(wrong.get()));
            return;
        }
        asking = true;
        change.setDisable(true);
        said.clear();
        UiThread.away(
                () -> {
                    try {
                        people.changeSecret(was, typed);
                        return true;
                    } finally {
                        ScanRule.wipe(was);
                        ScanRule.wipe(typed);
                    }
                },
                _ -> changed(),
                e -> {
                    answered();
                    refuse(why(e));
                });
    }

    /// Key of the sentence that says what is wrong before the station is asked.
    private static Optional<String> wrong(char[] was, char[] typed, char[] repeated) {
        if (was.length == 0 || typed.length == 0) {
            return Optional.of("login.incomplete");
        }
        return Arrays.equals(typed, repeated) ? Optional.empty() : Optional.of("login.not-the-same");
    }

    private void changed() {
        answered();
        Nodes.present(fields, false);
        Nodes.present(change, false);
        close.setText(text.get("login.own.close"));
        said.good(text.get("login.own.changed"));
        close.requestFocus();
    }

    private void answered() {
        asking = false;
        change.setDisable(false);
    }

    private void refuse(String sentence) {
        said.wrong(sentence);
        current.requestFocus();
    }

    private String why(Exception e) {
        var fault = e instanceof StationException known ? Optional.of(known.fault()) : Optional.<Fault>empty();
        if (fault.equals(Optional.of(Fault.NOT_SIGNED_IN))) {
            return text.get("login.own.wrong");
        }
        return fault.equals(Optional.of(Fault.SIGN_IN_LOCKED))
                ? text.what(Fault.SIGN_IN_LOCKED) + ". " + text.next(Fault.SIGN_IN_LOCKED)
                : Said.sentence(text, e);
    }
}
