package dev.sealbench.ui.window.people;

import dev.sealbench.core.Person;
import dev.sealbench.core.Role;
import dev.sealbench.ui.window.Focus;
import dev.sealbench.ui.window.Nodes;
import dev.sealbench.ui.window.WindowText;
import dev.sealbench.ui.window.people.PeopleModel.Side;
import dev.sealbench.ui.window.scan.ScanRule;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2RoundAL;
import org.kordamp.ikonli.material2.Material2RoundMZ;

/// What stands beside the list: a person, or the form for one change. FX thread only.
final class PeopleForms {

    static final PseudoClass REFUSED = PseudoClass.getPseudoClass("refused");

    private final WindowText text;
    private final PeopleModel model;
    private Optional<Node> first = Optional.empty();

    PeopleForms(WindowText text, PeopleModel model) {
        this.text = text;
        this.model = model;
    }

    static String capital(String words) {
        return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    /// The nodes of a side, made anew.
    Node of(Side side) {
        first = Optional.empty();
        var person = model.chosen();
        return switch (side) {
            case ADD -> add();
            case SECOND -> second();
            case NOTHING -> hint();
            case PERSON ->
                person.<Node>map(chosen -> new PersonPane(text, model, chosen)).orElseGet(this::hint);
            case SECRET -> person.map(this::secret).orElseGet(this::hint);
            case BADGE -> person.map(this::badge).orElseGet(this::hint);
            case DISABLE -> person.map(this::disable).orElseGet(this::hint);
            case FORGET -> person.map(this::forget).orElseGet(this::hint);
        };
    }

    /// Puts the focus where typing begins.
    void focus() {
        first.ifPresent(Focus::give);
    }

    private Node hint() {
        return Nodes.column(
                "people-empty",
                Nodes.icon(Material2RoundMZ.PEOPLE, "people-empty-icon"),
                Nodes.sentence(text.get("people.choose"), "people-hint"));
    }

    private Node add() {
        var name = new TextField();
        var shown = new TextField();
        var secret = new PasswordField();
        var again = new PasswordField();
        var roles = new RolePicker(text, Set.of(Role.OPERATOR));
        var card = card(
                "people.add.title",
                "people.add.hint",
                pair(field("people.display-name", shown), field("people.name", name)),
                roles,
                pair(field("people.secret", secret), field("people.secret-again", again)));
        first = Optional.of(shown);
        return finished(card, Material2RoundMZ.PERSON_ADD, "people.add.do", () -> {
            var typed = Nodes.take(secret);
            var repeated = Nodes.take(again);
            var wrong = wrong(typed, repeated, typed.length > 0 || !roles.isOperatorOnly());
            ScanRule.wipe(repeated);
            if (shown.getText().isBlank() || name.getText().isBlank()) {
                wrong = Optional.of("people.incomplete");
            }
            if (roles.roles().isEmpty()) {
                wrong = Optional.of("people.no-role");
            }
            if (wrong.isPresent()) {
                ScanRule.wipe(typed);
                return wrong;
            }
            var given = typed.length == 0 ? Optional.<char[]>empty() : Optional.of(typed);
            model.make(
                    new PersonChange.Add(name.getText().strip(), shown.getText().strip(), roles.roles(), given));
            return wrong;
        });
    }

    private Node secret(Person person) {
        var secret = new PasswordField();
        var again = new PasswordField();
        var card = card(
                "people.secret.title",
                "people.secret.hint",
                person(person),
                pair(field("people.secret", secret), field("people.secret-again", again)));
        first = Optional.of(secret);
        return finished(card, Material2RoundMZ.VPN_KEY, "people.secret.do", () -> {
            var typed = Nodes.take(secret);
            var repeated = Nodes.take(again);
            var wrong = wrong(typed, repeated, true);
            ScanRule.wipe(repeated);
            if (wrong.isPresent()) {
                ScanRule.wipe(typed);
            } else {
                model.make(new PersonChange.SetSecret(person.name(), typed));
            }
            return wrong;
        });
    }

    private Node badge(Person person) {
        var waiting = Nodes.row(
                "people-scan",
                Nodes.icon(Material2RoundMZ.QR_CODE_SCANNER),
                Nodes.sentence(text.get("people.badge.scan"), "people-scan-words"));
        var card = card("people.badge.title", "people.badge.hint", person(person), waiting);
        card.getChildren().add(Nodes.row("people-buttons", Nodes.spacer(), cancel()));
        return card;
    }

    private Node disable(Person person) {
        var reason = new TextField();
        var card = card("people.disable.title", "people.disable.hint", person(person), field("people.reason", reason));
        first = Optional.of(reason);
        return finished(card, Material2RoundAL.BLOCK, "people.disable.do", () -> {
            if (reason.getText().isBlank()) {
                return Optional.of("people.no-reason");
            }
            model.make(new PersonChange.Disable(person.name(), reason.getText().strip()));
            return Optional.empty();
        });
    }

    private Node forget(Person person) {
        var card = card("people.forget.title", "people.forget.hint", person(person));
        return finished(card, Material2RoundAL.DELETE, "people.forget.do", () -> {
            model.make(new PersonChange.Forget(person.name()));
            return Optional.empty();
        });
    }

    private Node second() {
        var name = new TextField();
        var secret = new PasswordField();
        var what = model.waiting().map(this::asked).orElse("");
        var card = card(
                "people.second.title",
                "people.second.hint",
                Nodes.row(
                        "people-scan",
                        Nodes.icon(Material2RoundAL.HOW_TO_REG),
                        Nodes.sentence(what, "people-scan-words")),
                pair(field("people.second.name", name), field("people.second.secret", secret)));
        first = Optional.of(name);
        return finished(card, Material2RoundAL.HOW_TO_REG, "people.second.do", () -> {
            var typed = Nodes.take(secret);
            if (name.getText().isBlank() || typed.length == 0) {
                ScanRule.wipe(typed);
                return Optional.of("people.incomplete");
            }
            model.confirm(name.getText().strip(), typed);
            return Optional.empty();
        });
    }

    /// Key of the sentence that says what is wrong before anybody is asked.
    private static Optional<String> wrong(char[] typed, char[] repeated, boolean needed) {
        if (needed && typed.length == 0) {
            return Optional.of("people.no-secret");
        }
        return Arrays.equals(typed, repeated) ? Optional.empty() : Optional.of("people.not-the-same");
    }

    /// What the second person puts their name to.
    private String asked(PersonChange change) {
        return switch (change) {
            case PersonChange.Add add ->
                text.get("people.confirm.add", add.displayName(), add.name(), PersonRow.roles(text, add.roles()));
            case PersonChange.SetRoles(var name, var roles) ->
                text.get("people.confirm.roles", name, PersonRow.roles(text, roles));
            default -> text.get("people.confirm.secret", change.name());
        };
    }

    private Node person(Person person) {
        return Nodes.label(person.displayName() + "  ·  " + person.name(), "people-about");
    }

    private VBox card(String title, String hint, Node... more) {
        var card = Nodes.column(
                "people-card",
                Nodes.sentence(text.get(title), "people-card-title"),
                Nodes.sentence(text.get(hint), "people-hint"));
        card.getChildren().addAll(List.of(more));
        return card;
    }

    /// With a place for what is wrong, and the buttons.
    ///
    /// @param work does it, or answers the key of what is wrong
    private VBox finished(VBox card, Ikon icon, String key, Supplier<Optional<String>> work) {
        Label wrong = Nodes.sentence("", "people-wrong");
        wrong.setGraphic(Nodes.icon(Material2RoundAL.ERROR));
        Nodes.present(wrong, false);
        var ok = Nodes.button(
                icon,
                text.get(key),
                () -> {
                    var problem = work.get();
                    Nodes.present(wrong, problem.isPresent());
                    wrong.setText(problem.map(text::get).orElse(""));
                },
                "accent",
                "people-do");
        ok.setDefaultButton(true);
        card.getChildren().addAll(wrong, Nodes.row("people-buttons", Nodes.spacer(), cancel(), ok));
        return card;
    }

    private Node cancel() {
        return Nodes.button(Material2RoundAL.CLOSE, text.get("people.cancel"), model::cancel);
    }

    private VBox field(String key, TextField field) {
        var caption = Nodes.label(text.get(key), "people-caption");
        caption.setLabelFor(field);
        field.setAccessibleText(text.get(key));
        field.getStyleClass().add("people-field");
        return Nodes.column("people-field-box", caption, field);
    }

    private static Node pair(VBox left, VBox right) {
        HBox.setHgrow(left, Priority.ALWAYS);
        HBox.setHgrow(right, Priority.ALWAYS);
        return Nodes.row("people-pair", left, right);
    }
}
