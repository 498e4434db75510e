package dev.sealbench.ui.window.login;

import dev.sealbench.ui.window.Focus;
import dev.sealbench.ui.window.Nodes;
import dev.sealbench.ui.window.UiThread;
import dev.sealbench.ui.window.WindowText;
import dev.sealbench.ui.window.parts.Said;
import dev.sealbench.ui.window.scan.ScanRule;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.material2.Material2RoundAL;
import org.kordamp.ikonli.material2.Material2RoundMZ;

/// Where a person signs in, by badge or by name and secret; on the first start, where the first lead is created. Covers
/// the pages. FX thread only.
public final class SignInPane extends StackPane {

    /// Why it is there.
    public enum Occasion {
        SIGN_IN,
        /// Nobody touched anything for the idle time; somebody was at work.
        IDLE,
        FIRST_START
    }

    private static final int LONGEST_NAME = 32;
    private static final int LONGEST_DISPLAY_NAME = 64;

    private final WindowText text;
    private final People people;
    private final Occasion occasion;
    private final Consumer<SignedIn> welcome;
    private final TextField name = new TextField();
    private final TextField displayName = new TextField();
    private final PasswordField secret = new PasswordField();
    private final PasswordField again = new PasswordField();
    private final PasswordField vault = new PasswordField();
    private final Label refusal;
    private final Label badgeWords = Nodes.sentence("", "badge-hint-text");
    private final FontIcon badgeIcon = Nodes.icon(Material2RoundMZ.QR_CODE_SCANNER);
    private final Button enter;
    private boolean asking;

    /// @param station what to call this station
    /// @param welcome takes who signed in
    public SignInPane(WindowText text, People people, String station, Occasion occasion, Consumer<SignedIn> welcome) {
        this.text = text;
        this.people = people;
        this.occasion = occasion;
        this.welcome = welcome;
        this.refusal = Nodes.sentence("", "sign-in-refusal");
        this.enter = Nodes.button(
                Material2RoundAL.LOCK_OPEN,
                text.get(isFirst() ? "login.create" : "login.enter"),
                this::enter,
                "accent");
        refusal.setGraphic(Nodes.icon(Material2RoundAL.ERROR));
        Nodes.present(refusal, false);
        enter.setMaxWidth(Double.MAX_VALUE);
        enter.setDefaultButton(true);
        getStyleClass().add("sign-in");
        var card = card(station);
        card.setMaxHeight(USE_PREF_SIZE);
        getChildren().add(card);
        setAlignment(card, Pos.CENTER);
    }

    /// Puts the focus where typing begins.
    public void begin() {
        Focus.give(name);
    }

    /// Signs in by badge; wipes it.
    public void badge(char[] badge) {
        if (isFirst()) {
            ScanRule.wipe(badge);
            refuse(text.get("login.badge.first"));
            return;
        }
        ask(() -> people.signIn(badge), badge);
    }

    /// Says what is enough to sign in: a badge only while the vault is open.
    public void vaultIs(boolean open) {
        badgeWords.setText(text.get(open ? "login.badge" : "login.vault-closed"));
        badgeIcon.setIconCode(open ? Material2RoundMZ.QR_CODE_SCANNER : Material2RoundAL.LOCK);
    }

    /// Says why a scan was no badge.
    public void refuse(String sentence) {
        refusal.setText(sentence);
        Nodes.present(refusal, true);
    }

    private boolean isFirst() {
        return occasion == Occasion.FIRST_START;
    }

    private VBox card(String station) {
        var card = Nodes.column("sign-in-card");
        card.getChildren()
                .addAll(
                        Nodes.row(
                                "sign-in-brand",
                                Nodes.icon(Material2RoundAL.EV_STATION),
                                Nodes.label("Sealbench", "sign-in-product"),
                                Nodes.spacer(),
                                Nodes.label(station, "sign-in-station")),
                        Nodes.label(text.get("login.title." + occasion.name()), "sign-in-title"),
                        Nodes.sentence(text.get("login.hint." + occasion.name()), "sign-in-hint"));
        if (isFirst()) {
            card.getChildren()
                    .addAll(
                            pair(field("login.name", name), field("login.display-name", displayName)),
                            pair(field("login.secret", secret), field("login.secret-again", again)),
                            field("login.vault", vault));
        } else {
            card.getChildren().addAll(badgeHint(), field("login.name", name), field("login.secret", secret));
        }
        card.getChildren().addAll(refusal, enter);
        return card;
    }

    private Node badgeHint() {
        vaultIs(true);
        return Nodes.row("badge-hint", badgeIcon, badgeWords);
    }

    private static HBox pair(VBox left, VBox right) {
        HBox.setHgrow(left, Priority.ALWAYS);
        HBox.setHgrow(right, Priority.ALWAYS);
        return Nodes.row("pair", left, right);
    }

    private VBox field(String key, TextField field) {
        return LoginField.of(text, key, field);
    }

    private void enter() {
        var typed = Nodes.take(secret);
        var repeated = Nodes.take(again);
        var passphrase = Nodes.take(vault);
        var wrong = wrong(typed, repeated);
        ScanRule.wipe(repeated);
        if (wrong.isPresent()) {
            ScanRule.wipe(typed);
            ScanRule.wipe(passphrase);
            refuse(text.get(wrong.get()));
            return;
        }
        var typedName = name.getText().strip();
        var shownName = displayName.getText().strip();
        ask(
                () -> isFirst()
                        ? people.createFirstLead(typedName, shownName, typed, passphrase)
                        : people.signIn(typedName, typed),
                typed,
                passphrase);
    }

    /// Key of the sentence that says what is missing or wrong before anybody is asked.
    private Optional<String> wrong(char[] typed, char[] repeated) {
        int nameLength = name.getText().strip().length();
        int shownLength = displayName.getText().strip().length();
        if (nameLength == 0 || typed.length == 0 || isFirst() && shownLength == 0) {
            return Optional.of("login.incomplete");
        }
        if (nameLength > LONGEST_NAME || shownLength > LONGEST_DISPLAY_NAME) {
            return Optional.of("login.too-long");
        }
        return isFirst() && !Arrays.equals(typed, repeated) ? Optional.of("login.not-the-same") : Optional.empty();
    }

    private void ask(Supplier<SignInAnswer> question, char[]... wipedAfter) {
        if (asking) {
            List.of(wipedAfter).forEach(ScanRule::wipe); // a second click while the first is being answered
            return;
        }
        asking = true;
        enter.setDisable(true);
        Nodes.present(refusal, false);
        UiThread.away(
                () -> {
                    try {
                        return question.get();
                    } finally {
                        List.of(wipedAfter).forEach(ScanRule::wipe);
                    }
                },
                this::answer,
                e -> answer(new SignInAnswer.Failed(e)));
    }

    private void answer(SignInAnswer answer) {
        asking = false;
        enter.setDisable(false);
        switch (answer) {
            case SignInAnswer.Welcome(var person) -> welcome.accept(person);
            case SignInAnswer.Wrong() -> refuse(text.get("login.wrong"));
            case SignInAnswer.Locked(var left) -> refuse(text.get("login.locked", Math.ceilDiv(left.toSeconds(), 60)));
            case SignInAnswer.Disabled() -> refuse(text.get("login.disabled"));
            case SignInAnswer.BadgeNotEnough() -> refuse(text.get("login.badge-not-enough"));
            case SignInAnswer.SecretUnfit(int least, int most) -> refuse(text.get("login.unfit", least, most));
            case SignInAnswer.Failed(var why) -> refuse(text.get("login.failed", Said.sentence(text, why)));
        }
        if (!(answer instanceof SignInAnswer.Welcome)) {
            secret.requestFocus();
        }
    }
}
