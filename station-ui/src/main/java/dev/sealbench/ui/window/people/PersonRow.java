package dev.sealbench.ui.window.people;

import dev.sealbench.core.Person;
import dev.sealbench.core.Role;
import dev.sealbench.ui.window.Nodes;
import dev.sealbench.ui.window.WindowText;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ToggleButton;
import org.kordamp.ikonli.material2.Material2RoundAL;

/// One person in the list. FX thread only.
final class PersonRow extends ToggleButton {

    private static final double WORDS_WIDTH = 316;

    private final Person person;

    PersonRow(WindowText text, Person person, Consumer<Person> chosen) {
        this.person = person;
        var name = Nodes.sentence(person.displayName(), "person-row-name");
        var what = person.disabled() ? text.get("people.disabled") : roles(text, person.roles());
        var line = Nodes.sentence(person.name() + " · " + what, "person-row-roles");
        name.setPrefWidth(WORDS_WIDTH); // a button asks its words for their height before it knows its width
        line.setPrefWidth(WORDS_WIDTH);
        if (person.disabled()) {
            line.setGraphic(Nodes.icon(Material2RoundAL.BLOCK));
        }
        var words = Nodes.column("person-row-words", name, line);
        setGraphic(words);
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        setAlignment(Pos.CENTER_LEFT);
        setMaxWidth(Double.MAX_VALUE);
        getStyleClass().add("person-row");
        setAccessibleText(person.displayName() + ", " + what);
        setOnAction(_ -> {
            setSelected(true); // a second press does not unmark it
            chosen.accept(person);
        });
    }

    Person person() {
        return person;
    }

    /// In the order of the roles.
    static String roles(WindowText text, Set<Role> roles) {
        return Stream.of(Role.values()).filter(roles::contains).map(text::of).collect(Collectors.joining(" · "));
    }
}
