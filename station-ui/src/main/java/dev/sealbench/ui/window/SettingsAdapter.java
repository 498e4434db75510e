package dev.sealbench.ui.window;

import dev.sealbench.core.Fault;
import dev.sealbench.core.FoundPort;
import dev.sealbench.core.LabelKind;
import dev.sealbench.core.LabelPrinterConfig;
import dev.sealbench.core.PrinterTest;
import dev.sealbench.core.SettingsDesk;
import dev.sealbench.core.SlotAnswer;
import dev.sealbench.core.StationException;
import dev.sealbench.core.StationSettings;
import dev.sealbench.ui.window.settings.SettingsStation;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/// The real station behind the page of settings. Safe for several threads.
final class SettingsAdapter implements SettingsStation {

    private final StationPeople here;
    private final IntPredicate busy;

    /// @param busy whether a unit is being provisioned on a slot
    SettingsAdapter(StationPeople here, IntPredicate busy) {
        this.here = here;
        this.busy = busy;
    }

    @Override
    public StationSettings settings() throws StationException {
        return desk().read();
    }

    @Override
    public StationSettings setSlot(int slot, Optional<String> address) throws StationException {
        return desk().setSlot(slot, address);
    }

    @Override
    public StationSettings setPrinter(LabelKind kind, LabelPrinterConfig printer) throws StationException {
        return desk().setPrinter(kind, printer);
    }

    @Override
    public StationSettings setIdleMinutes(int minutes) throws StationException {
        return desk().setIdleMinutes(minutes);
    }

    @Override
    public StationSettings setVaultMinutes(int minutes) throws StationException {
        return desk().setVaultMinutes(minutes);
    }

    @Override
    public SlotAnswer testSlot(int slot) throws StationException {
        if (busy.test(slot)) {
            throw new StationException(Fault.UNIT_IN_WORK, "slot " + slot);
        }
        return desk().testSlot(slot);
    }

    @Override
    public PrinterTest testPrint(LabelKind kind) throws StationException {
        return desk().testPrint(kind);
    }

    @Override
    public List<FoundPort> ports() throws StationException {
        return desk().ports();
    }

    @Override
    public List<String> printQueues() throws StationException {
        return desk().printQueues();
    }

    private SettingsDesk desk() throws StationException {
        return here.session().settings();
    }
}
