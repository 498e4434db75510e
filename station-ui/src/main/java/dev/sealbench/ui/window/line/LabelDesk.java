package dev.sealbench.ui.window.line;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedSet;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// Which slots wait for the scan of a label, and to which of them the next one goes. FX thread only.
final class LabelDesk {

    private final Bench bench;
    /// In the order in which they began to wait.
    private final SequencedSet<Integer> waiting = new LinkedHashSet<>();

    private final ReadOnlyObjectWrapper<Optional<Integer>> panel = new ReadOnlyObjectWrapper<>(Optional.empty());

    LabelDesk(Bench bench) {
        this.bench = bench;
    }

    /// Which slot's panel is open; it stays so from one code of a label to the next.
    ReadOnlyObjectProperty<Optional<Integer>> panel() {
        return panel.getReadOnlyProperty();
    }

    void open(int slot) {
        panel.set(Optional.of(slot));
    }

    void close() {
        panel.set(Optional.empty());
    }

    boolean isWaiting() {
        return !waiting.isEmpty();
    }

    /// A slot's state has changed.
    void heard(int slot, SlotState state) {
        if (state.wanted().isEmpty()) {
            waiting.remove(slot);
        } else {
            waiting.add(slot);
        }
        if (state instanceof SlotState.Finished && panel.get().equals(Optional.of(slot))) {
            close();
        }
    }

    /// The slot whose label this is: the one whose serial number it names, else the one whose panel is open, else the
    /// one that waits for longest. What is scanned may be a secret, so it never becomes a `String`.
    Optional<Integer> slotOf(char[] scanned) {
        return waiting.stream()
                .filter(slot -> bench.state(slot)
                        .get()
                        .serial()
                        .filter(unit -> contains(scanned, unit.text()))
                        .isPresent())
                .findFirst()
                .or(() -> panel.get().filter(waiting::contains))
                .or(() -> waiting.stream().findFirst());
    }

    private static boolean contains(char[] scanned, String part) {
        for (int at = 0; at + part.length() <= scanned.length; at++) {
            int same = 0;
            while (same < part.length() && scanned[at + same] == part.charAt(same)) {
                same++;
            }
            if (same == part.length()) {
                return true;
            }
        }
        return false;
    }
}
