package dev.sealbench.ui.window.orders;

import dev.sealbench.core.LabelKind;
import dev.sealbench.ui.window.WindowText;
import java.util.Locale;

/// What versions of label templates are called. Needs no toolkit.
final class TemplateNames {

    /// Stands for whatever version is the latest when a label is printed.
    static final String LATEST = "";

    private TemplateNames() {}

    /// `plate-3` in words.
    static String words(WindowText text, String id) {
        return id.equals(LATEST)
                ? text.get("orders.value.template.latest")
                : text.get("orders.value.template.version", Integer.parseInt(id.substring(id.lastIndexOf('-') + 1)));
    }

    /// Whether a version is of this kind.
    static boolean isOf(LabelKind kind, String id) {
        return id.startsWith(kind.name().toLowerCase(Locale.ROOT) + "-");
    }

    /// The entry that it is chosen in.
    static OrderField field(LabelKind kind) {
        return switch (kind) {
            case PLATE -> OrderField.PLATE;
            case ACCESS -> OrderField.ACCESS;
            case RECOVERY -> OrderField.RECOVERY;
        };
    }
}
