package dev.sealbench.ui.window.reprint;

import dev.sealbench.core.LabelKind;
import dev.sealbench.core.LabelPrint;
import dev.sealbench.core.SerialNumber;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A unit and the prints of its labels, oldest first. Immutable.
public record LabelledUnit(SerialNumber serial, String model, String customer, List<LabelPrint> prints) {

    /// Copies the list.
    public LabelledUnit {
        prints = List.copyOf(prints);
    }

    /// The last print of a label.
    Optional<LabelPrint> last(LabelKind kind) {
        return prints.stream().filter(print -> print.kind() == kind).max(Comparator.comparingInt(LabelPrint::copy));
    }

    /// The number that the next print of a label has.
    int nextCopy(LabelKind kind) {
        return last(kind).map(LabelPrint::copy).orElse(0) + 1;
    }

    /// Whether the last print was never scanned back: it may lie somewhere.
    boolean isOpen(LabelKind kind) {
        return last(kind)
                .filter(print -> print.confirmed().isEmpty() && print.voided().isEmpty())
                .isPresent();
    }
}
