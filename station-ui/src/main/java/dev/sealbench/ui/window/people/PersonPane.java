package dev.sealbench.ui.window.people;

import dev.sealbench.core.Person;
import dev.sealbench.ui.window.Nodes;
import dev.sealbench.ui.window.WindowText;
import dev.sealbench.ui.window.people.PeopleModel.Side;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2RoundAL;
import org.kordamp.ikonli.material2.Material2RoundMZ;

/// One person: roles to change, secret, badge, and the way out. FX thread only.
final class PersonPane extends VBox {

    private final WindowText text;
    private final PeopleModel model;

    PersonPane(WindowText text, PeopleModel model, Person person) {
        this.text = text;
        this.model = model;
        getStyleClass().add("people-card");
        var name = Nodes.sentence(person.displayName(), "people-card-title");
        HBox.setHgrow(name, Priority.ALWAYS);
        var head = Nodes.row("people-head", name);
        getChildren()
                .addAll(
                        head,
                        Nodes.sentence(text.get("people.signs-in-as", person.name(), person.id()), "people-hint"));
        if (person.disabled()) {
            getChildren()
                    .addAll(
                            Nodes.sentence(text.get("people.is-disabled"), "people-about"),
                            Nodes.row(
                                    "people-buttons",
                                    button(Material2RoundAL.DELETE, "people.forget", () -> model.open(Side.FORGET))));
            return;
        }
        getChildren().addAll(roles(person, head), secret(person), badge(person), way(person));
    }

    private Node roles(Person person, HBox head) {
        var picker = new RolePicker(text, person.roles());
        var save = Nodes.button(
                Material2RoundMZ.SAVE,
                text.get("people.roles.do"),
                () -> model.make(new PersonChange.SetRoles(person.name(), picker.roles())),
                "accent",
                "people-save-roles");
        picker.onChange(
                () -> save.setDisable(picker.roles().isEmpty() || picker.roles().equals(person.roles())));
        save.setDisable(true);
        head.getChildren().add(save);
        return picker;
    }

    private Node secret(Person person) {
        var words = text.get(person.hasSecret() ? "people.secret.has" : "people.secret.none");
        return line(
                Material2RoundMZ.VPN_KEY,
                words,
                button(Material2RoundAL.EDIT, "people.secret.set", () -> model.open(Side.SECRET)));
    }

    private Node badge(Person person) {
        var line = line(
                Material2RoundAL.CREDIT_CARD, text.get(person.hasBadge() ? "people.badge.has" : "people.badge.none"));
        if (person.hasBadge()) {
            line.getChildren()
                    .add(button(
                            Material2RoundMZ.REMOVE_CIRCLE,
                            "people.badge.remove",
                            () -> model.make(new PersonChange.RemoveBadge(person.name()))));
        }
        line.getChildren()
                .add(button(Material2RoundMZ.QR_CODE_SCANNER, "people.badge.set", () -> model.open(Side.BADGE)));
        return line;
    }

    private Node way(Person person) {
        return line(
                Material2RoundAL.BLOCK,
                text.get("people.disable.about", person.displayName()),
                button(Material2RoundAL.BLOCK, "people.disable", () -> model.open(Side.DISABLE)));
    }

    private HBox line(Ikon icon, String words, Node... buttons) {
        var line = Nodes.row("people-line", Nodes.icon(icon), Nodes.sentence(words, "people-line-words"));
        HBox.setHgrow(line.getChildren().getLast(), Priority.ALWAYS);
        line.getChildren().addAll(buttons);
        return line;
    }

    private Button button(Ikon icon, String key, Runnable pressed) {
        return Nodes.button(icon, text.get(key), pressed, key.replace('.', '-'));
    }
}
