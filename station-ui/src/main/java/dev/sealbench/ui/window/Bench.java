package dev.sealbench.ui.window;

import dev.sealbench.core.MalformedSerial;
import dev.sealbench.core.SerialNumber;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// The slots as the window knows them: what stands on each, and which one the next scan goes to.
///
/// Not safe to share between threads: belongs to the FX thread.
final class Bench {

    /// A scan longer than this is not looked at.
    static final int MOST_CHARACTERS = 64;

    private final SortedMap<Integer, ReadOnlyObjectWrapper<SlotState>> slots = new TreeMap<>();
    private final ReadOnlyObjectWrapper<Optional<Integer>> target = new ReadOnlyObjectWrapper<>(Optional.empty());
    private Optional<Integer> selected = Optional.empty();

    /// @param numbers slot numbers, at least one
    Bench(Collection<Integer> numbers) {
        numbers.forEach(number -> slots.put(number, new ReadOnlyObjectWrapper<>(new SlotState.Idle())));
        chooseTarget();
    }

    /// Slot numbers, ascending.
    List<Integer> numbers() {
        return List.copyOf(slots.keySet());
    }

    /// What stands on a slot.
    ReadOnlyObjectProperty<SlotState> state(int slot) {
        return slots.get(slot).getReadOnlyProperty();
    }

    /// Where the next scan goes; empty when every slot waits or runs.
    ReadOnlyObjectProperty<Optional<Integer>> target() {
        return target.getReadOnlyProperty();
    }

    /// Takes a scan: a serial number, or a slot's number to choose that slot.
    ScanAnswer scan(String scanned) {
        var text = scanned.strip().toUpperCase(Locale.ROOT);
        if (text.matches("[0-9]{1,2}")) {
            return selectByNumber(text);
        }
        try {
            return place(SerialNumber.parse(text));
        } catch (MalformedSerial e) {
            return new ScanAnswer.NotASerial(e.getMessage());
        }
    }

    /// The next scan goes to `slot`; a serial number that waits there may be replaced.
    ScanAnswer select(int slot) {
        if (state(slot).get().isRunning()) {
            return new ScanAnswer.SlotBusy(slot);
        }
        selected = Optional.of(slot);
        chooseTarget();
        return new ScanAnswer.Selected(slot);
    }

    /// Units that wait for their start, by slot.
    Map<Integer, SerialNumber> ready() {
        var ready = new LinkedHashMap<Integer, SerialNumber>();
        slots.forEach((slot, state) -> {
            if (state.get() instanceof SlotState.Ready(var unit)) {
                ready.put(slot, unit);
            }
        });
        return ready;
    }

    /// Whether a run goes on anywhere.
    boolean isRunning() {
        return slots.values().stream().anyMatch(state -> state.get().isRunning());
    }

    /// Shows a state.
    void show(int slot, SlotState state) {
        slots.get(slot).set(state);
        if (state.isRunning() && selected.equals(Optional.of(slot))) {
            selected = Optional.empty();
        }
        chooseTarget();
    }

    private ScanAnswer selectByNumber(String number) {
        int slot = Integer.parseInt(number);
        return slots.containsKey(slot) ? select(slot) : new ScanAnswer.NoSuchSlot(number);
    }

    private ScanAnswer place(SerialNumber unit) {
        var here = slotOf(unit);
        if (here.isPresent() && state(here.get()).get().isPending()) {
            int slot = here.get();
            return new ScanAnswer.AlreadyHere(slot, unit, state(slot).get().isRunning());
        }
        // a unit that is run again still sits where it was
        var goal = selected.or(() -> here).or(this::nextFree);
        if (goal.isEmpty()) {
            return new ScanAnswer.NoFreeSlot();
        }
        selected = Optional.empty();
        show(goal.get(), new SlotState.Ready(unit));
        return new ScanAnswer.Placed(goal.get(), unit);
    }

    private Optional<Integer> slotOf(SerialNumber unit) {
        var here = slotsWhere(state -> state.serial().equals(Optional.of(unit)));
        return here.stream()
                .filter(slot -> state(slot).get().isPending())
                .findFirst()
                .or(() -> here.stream().findFirst());
    }

    private Optional<Integer> nextFree() {
        return slotsWhere(SlotState.Idle.class::isInstance).stream().findFirst().or(this::finishedLongestAgo);
    }

    private Optional<Integer> finishedLongestAgo() {
        return slotsWhere(SlotState.Finished.class::isInstance).stream().min(Comparator.comparing(this::finishedAt));
    }

    private Instant finishedAt(int slot) {
        return state(slot).get() instanceof SlotState.Finished finished ? finished.at() : Instant.MAX;
    }

    private List<Integer> slotsWhere(Predicate<SlotState> condition) {
        return slots.keySet().stream()
                .filter(slot -> condition.test(state(slot).get()))
                .toList();
    }

    private void chooseTarget() {
        target.set(selected.or(this::nextFree));
    }
}
