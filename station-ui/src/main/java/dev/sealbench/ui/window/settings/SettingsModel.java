package dev.sealbench.ui.window.settings;

import dev.sealbench.core.Fault;
import dev.sealbench.core.FoundPort;
import dev.sealbench.core.LabelKind;
import dev.sealbench.core.LabelPrinterConfig;
import dev.sealbench.core.PrinterTest;
import dev.sealbench.core.SlotAnswer;
import dev.sealbench.core.StationException;
import dev.sealbench.core.StationSettings;
import dev.sealbench.ui.window.Look;
import dev.sealbench.ui.window.UiThread;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

/// What the page of settings knows: the file's settings, what tests came to, what is being edited. FX thread only.
final class SettingsModel {

    /// The parts of the page, in their order.
    enum Section {
        SLOTS,
        PRINTERS,
        SCANNER,
        PLACE
    }

    /// What is being edited.
    sealed interface Edit {
        record Nothing() implements Edit {}

        /// @param number a slot that there is, or a new one
        record Slot(int number) implements Edit {}

        record Printer(LabelKind kind) implements Edit {}
    }

    /// All that the page shows; a new one whenever something changes.
    ///
    /// @param settings empty until they are known
    /// @param busy whether the station is being asked
    /// @param saved whether the last thing asked was a change that is kept now
    /// @param refused why the last thing asked was not done
    record Seen(
            Section section,
            Edit edit,
            Optional<StationSettings> settings,
            boolean busy,
            boolean saved,
            Optional<StationException> refused) {}

    private final SettingsStation station;
    private final Look look;
    private final ObjectProperty<Seen> seen = new SimpleObjectProperty<>(
            new Seen(Section.SLOTS, new Edit.Nothing(), Optional.empty(), false, false, Optional.empty()));
    private final ObjectProperty<Optional<List<FoundPort>>> ports = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<List<String>>> queues = new SimpleObjectProperty<>(Optional.empty());
    private final Map<Integer, SlotAnswer> slotAnswers = new HashMap<>();
    private final Map<LabelKind, PrinterTest> printerTests = new EnumMap<>(LabelKind.class);

    SettingsModel(SettingsStation station, Look look) {
        this.station = station;
        this.look = look;
    }

    ObjectProperty<Seen> seen() {
        return seen;
    }

    /// USB ports; empty while they are looked for.
    ObjectProperty<Optional<List<FoundPort>>> ports() {
        return ports;
    }

    /// Print queues; empty while they are looked for.
    ObjectProperty<Optional<List<String>>> queues() {
        return queues;
    }

    Look look() {
        return look;
    }

    /// What came of the last test since the slot was bound; empty before.
    Optional<SlotAnswer> answer(int slot) {
        return Optional.ofNullable(slotAnswers.get(slot));
    }

    /// What came of the last test print since the printer was set; empty before.
    Optional<PrinterTest> test(LabelKind kind) {
        return Optional.ofNullable(printerTests.get(kind));
    }

    void refresh() {
        ask(station::settings, this::know);
    }

    void open(Section section) {
        var now = seen.get();
        seen.set(new Seen(section, new Edit.Nothing(), now.settings(), now.busy(), false, Optional.empty()));
    }

    void edit(Edit edit) {
        var now = seen.get();
        seen.set(new Seen(now.section(), edit, now.settings(), now.busy(), false, Optional.empty()));
        if (edit instanceof Edit.Slot) {
            ports.set(Optional.empty());
            UiThread.away(
                    station::ports, found -> ports.set(Optional.of(found)), _ -> ports.set(Optional.of(List.of())));
        } else if (edit instanceof Edit.Printer) {
            queues.set(Optional.empty());
            UiThread.away(
                    station::printQueues,
                    found -> queues.set(Optional.of(found)),
                    _ -> queues.set(Optional.of(List.of())));
        }
    }

    /// The lowest slot number that is free; empty when there are 16.
    Optional<Integer> freeSlot() {
        var taken = seen.get().settings().map(known -> known.config().slots().keySet());
        for (int slot = 1; slot <= 16; slot++) {
            if (taken.isPresent() && !taken.get().contains(slot)) {
                return Optional.of(slot);
            }
        }
        return Optional.empty();
    }

    void setSlot(int slot, Optional<String> address) {
        ask(() -> station.setSlot(slot, address), after -> {
            slotAnswers.remove(slot);
            saved(after);
        });
    }

    void setPrinter(LabelKind kind, LabelPrinterConfig printer) {
        ask(() -> station.setPrinter(kind, printer), after -> {
            printerTests.remove(kind);
            saved(after);
        });
    }

    void setIdleMinutes(int minutes) {
        ask(() -> station.setIdleMinutes(minutes), this::saved);
    }

    void setVaultMinutes(int minutes) {
        ask(() -> station.setVaultMinutes(minutes), this::saved);
    }

    void testSlot(int slot) {
        slotAnswers.remove(slot);
        ask(() -> station.testSlot(slot), answer -> {
            slotAnswers.put(slot, answer);
            settle();
        });
    }

    void testPrint(LabelKind kind) {
        printerTests.remove(kind);
        ask(() -> station.testPrint(kind), test -> {
            printerTests.put(kind, test);
            settle();
        });
    }

    private <T> void ask(Callable<T> question, Consumer<T> answered) {
        var now = seen.get();
        if (now.busy()) {
            return; // a second press while the first is being answered
        }
        seen.set(new Seen(now.section(), now.edit(), now.settings(), true, false, Optional.empty()));
        UiThread.away(question, answered, this::refused);
    }

    private void know(StationSettings settings) {
        var now = seen.get();
        seen.set(new Seen(now.section(), now.edit(), Optional.of(settings), false, false, Optional.empty()));
    }

    private void saved(StationSettings settings) {
        var now = seen.get();
        seen.set(new Seen(now.section(), new Edit.Nothing(), Optional.of(settings), false, true, Optional.empty()));
    }

    private void settle() {
        var now = seen.get();
        seen.set(new Seen(now.section(), now.edit(), now.settings(), false, false, Optional.empty()));
    }

    private void refused(Exception e) {
        var refusal = e instanceof StationException known
                ? known
                : new StationException(Fault.INTERNAL, String.valueOf(e.getMessage()), e);
        var now = seen.get();
        seen.set(new Seen(now.section(), now.edit(), now.settings(), false, false, Optional.of(refusal)));
    }
}
