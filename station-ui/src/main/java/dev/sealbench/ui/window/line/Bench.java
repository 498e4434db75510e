package dev.sealbench.ui.window.line;

import dev.sealbench.core.SerialNumber;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// The slots as the page knows them: what stands on each, which are plugged in, and which one the next scan goes to.
///
/// Not safe to share between threads: belongs to the FX thread.
final class Bench {

    private final SortedMap<Integer, ReadOnlyObjectWrapper<SlotState>> slots = new TreeMap<>();
    private final ReadOnlyObjectWrapper<Set<Integer>> plugged = new ReadOnlyObjectWrapper<>(Set.of());
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

    /// Slots whose port is there.
    ReadOnlyObjectProperty<Set<Integer>> plugged() {
        return plugged.getReadOnlyProperty();
    }

    /// Takes over which slots are plugged in. A released unit that was unplugged leaves its slot free.
    void showPlugged(Set<Integer> now) {
        plugged.set(Set.copyOf(now));
        slots.forEach((slot, state) -> {
            if (state.get() instanceof SlotState.Released && !now.contains(slot)) {
                state.set(new SlotState.Idle());
            }
        });
        chooseTarget();
    }

    /// The next scan goes to `slot`; a serial number that waits there may be replaced.
    ScanAnswer select(int slot) {
        if (!slots.containsKey(slot)) {
            return new ScanAnswer.NoSuchSlot(slot);
        }
        if (state(slot).get().isRunning()) {
            return new ScanAnswer.SlotBusy(slot);
        }
        selected = Optional.of(slot);
        chooseTarget();
        return new ScanAnswer.Selected(slot);
    }

    /// Takes a unit's scan.
    ScanAnswer scan(SerialNumber unit) {
        var here = slotOf(unit);
        if (here.isPresent() && state(here.get()).get().isPending()) {
            int slot = here.get();
            return new ScanAnswer.AlreadyHere(slot, unit, state(slot).get().isRunning());
        }
        var passed = passedOn(unit);
        if (passed.isPresent()) {
            return new ScanAnswer.Releasing(passed.get(), unit);
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

    /// The slot on which a unit has passed and waits for the scan of its label.
    Optional<Integer> passedOn(SerialNumber unit) {
        return slotOf(unit).filter(slot -> state(slot).get().isPassed());
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

    /// The slots in a state, ascending.
    List<Integer> where(Predicate<SlotState> condition) {
        return slots.keySet().stream()
                .filter(slot -> condition.test(state(slot).get()))
                .toList();
    }

    /// Shows a state.
    void show(int slot, SlotState state) {
        slots.get(slot).set(state);
        if (state.isRunning() && selected.equals(Optional.of(slot))) {
            selected = Optional.empty();
        }
        chooseTarget();
    }

    private Optional<Integer> slotOf(SerialNumber unit) {
        var here = where(state -> state.serial().equals(Optional.of(unit)));
        return here.stream()
                .filter(slot -> state(slot).get().isPending())
                .findFirst()
                .or(() -> here.stream().findFirst());
    }

    /// Plugged in first and scanned second: the slot that is plugged in. Otherwise the first that is free.
    private Optional<Integer> nextFree() {
        var idle = where(SlotState.Idle.class::isInstance);
        return idle.stream()
                .filter(plugged.get()::contains)
                .findFirst()
                .or(() -> idle.stream().findFirst())
                .or(this::freeForLongest);
    }

    private Optional<Integer> freeForLongest() {
        // a unit that passed still wants its release: its slot is the last to be taken
        return where(state -> state.freeSince().isPresent()).stream()
                .min(Comparator.<Integer, Boolean>comparing(
                                slot -> state(slot).get().isPassed())
                        .thenComparing(this::freeSince));
    }

    private Instant freeSince(int slot) {
        return state(slot).get().freeSince().orElse(Instant.MAX);
    }

    private void chooseTarget() {
        target.set(selected.or(this::nextFree));
    }
}
