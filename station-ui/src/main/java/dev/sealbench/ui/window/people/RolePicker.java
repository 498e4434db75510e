package dev.sealbench.ui.window.people;

import dev.sealbench.core.Role;
import dev.sealbench.ui.window.Nodes;
import dev.sealbench.ui.window.WindowText;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import javafx.scene.control.CheckBox;
import javafx.scene.layout.VBox;

/// The roles to choose from, each with what it may in a few words. FX thread only.
final class RolePicker extends VBox {

    private final Map<Role, CheckBox> boxes = new EnumMap<>(Role.class);

    RolePicker(WindowText text, Set<Role> before) {
        getStyleClass().add("role-picker");
        for (var role : Role.values()) {
            var box = new CheckBox(text.of(role));
            box.getStyleClass().add("role-box");
            box.setSelected(before.contains(role));
            box.setMinWidth(USE_PREF_SIZE);
            var may = text.get("people.may." + role.name());
            box.setAccessibleHelp(may);
            boxes.put(role, box);
            getChildren().add(Nodes.row("role-line", box, Nodes.sentence(may, "role-may")));
        }
    }

    Set<Role> roles() {
        var roles = EnumSet.noneOf(Role.class);
        boxes.forEach((role, box) -> {
            if (box.isSelected()) {
                roles.add(role);
            }
        });
        return roles;
    }

    /// Whether a badge would be enough.
    boolean isOperatorOnly() {
        return roles().equals(EnumSet.of(Role.OPERATOR));
    }

    /// Called whenever a choice changes.
    void onChange(Runnable changed) {
        boxes.values().forEach(box -> box.selectedProperty().subscribe(_ -> changed.run()));
    }
}
