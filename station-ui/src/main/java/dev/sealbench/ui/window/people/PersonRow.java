package dev.sealbench.ui.window.people;

import dev.sealbench.core.Person;
import dev.sealbench.core.Role;
import dev.sealbench.ui.window.Nodes;
import dev.sealbench.ui.window.WindowText;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.Node;
import org.kordamp.ikonli.material2.Material2RoundAL;

/// One person in the list. FX thread only.
final class PersonRow {

    private PersonRow() {}

    static Node of(WindowText text, Person person) {
        var line = Nodes.sentence(person.name() + " · " + what(text, person), "person-row-roles");
        if (person.disabled()) {
            line.setGraphic(Nodes.icon(Material2RoundAL.BLOCK));
        }
        return Nodes.column("person-row", Nodes.sentence(person.displayName(), "person-row-name"), line);
    }

    /// What a screen reader says.
    static String words(WindowText text, Person person) {
        return person.displayName() + ", " + what(text, person);
    }

    private static String what(WindowText text, Person person) {
        return person.disabled() ? text.get("people.disabled") : roles(text, person.roles());
    }

    /// In the order of the roles.
    static String roles(WindowText text, Set<Role> roles) {
        return Stream.of(Role.values()).filter(roles::contains).map(text::of).collect(Collectors.joining(" · "));
    }
}
