package dev.sealbench.ui.window.settings;

import dev.sealbench.core.DatabaseConfig;
import dev.sealbench.core.Fault;
import dev.sealbench.core.FoundPort;
import dev.sealbench.core.LabelKind;
import dev.sealbench.core.LabelPrinterConfig;
import dev.sealbench.core.LabelPrinterConfig.Type;
import dev.sealbench.core.PrinterTest;
import dev.sealbench.core.SlotAnswer;
import dev.sealbench.core.StationConfig;
import dev.sealbench.core.StationException;
import dev.sealbench.core.StationSettings;
import dev.sealbench.core.StationSettings.Part;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/// Settings that are remembered only here; what the core's records refuse is refused.
public final class ScriptedSettings implements SettingsStation {

    private final Set<Part> waiting = EnumSet.noneOf(Part.class);
    private StationConfig config;
    private PrinterTest.Outcome printed = PrinterTest.Outcome.PRINTED;
    private List<FoundPort> ports = List.of();
    private boolean unknown;

    /// @param slots how many of them have a port
    public ScriptedSettings(int slots) {
        var bound = new TreeMap<Integer, String>();
        for (int slot = 1; slot <= slots; slot++) {
            bound.put(slot, slot % 2 == 0 ? "tcp:192.168.0.20:400" + slot : "usb:0403:6001:A50285B" + slot);
        }
        config = new StationConfig(
                "line-2-station-1",
                false,
                true,
                bound,
                List.of(),
                "virt-charger",
                "labels",
                new StationConfig.Maker("Maker", "Street", "contact", "policy", List.of()),
                StationConfig.SignIn.STANDARD,
                Map.of(LabelKind.PLATE, new LabelPrinterConfig(Type.ZPL, "192.168.0.30:9100", 300)));
    }

    ScriptedSettings withPorts() {
        ports = List.of(
                new FoundPort("usb:0403:6001:A50285BI", "usb:1-2.3", "/dev/ttyUSB0", "FT232R USB UART"),
                new FoundPort(
                        "usb:10c4:ea60:0001", "usb:1-2.4", "/dev/ttyUSB1", "CP2102 USB to UART Bridge Controller"));
        return this;
    }

    ScriptedSettings printing(PrinterTest.Outcome outcome) {
        printed = outcome;
        return this;
    }

    ScriptedSettings withDatabase(DatabaseConfig database) {
        config = config.withDatabase(database);
        return this;
    }

    ScriptedSettings unknown() {
        unknown = true;
        return this;
    }

    StationConfig config() {
        return config;
    }

    @Override
    public synchronized StationSettings settings() throws StationException {
        if (unknown) {
            throw new StationException(Fault.CONFIGURATION, "station.json is damaged");
        }
        return new StationSettings(config, waiting, Path.of("/var/lib/sealbench/books.mv.db"), 12_345_678_901L);
    }

    @Override
    public StationSettings setSlot(int slot, Optional<String> address) throws StationException {
        var slots = new TreeMap<>(config.slots());
        slots.remove(slot);
        address.ifPresent(port -> slots.put(slot, port));
        return changed(() -> config.withSlots(slots), Part.SLOTS);
    }

    @Override
    public StationSettings setPrinter(LabelKind kind, LabelPrinterConfig printer) throws StationException {
        var printers = new EnumMap<LabelKind, LabelPrinterConfig>(LabelKind.class);
        printers.putAll(config.printers());
        printers.put(kind, printer);
        return changed(() -> config.withPrinters(printers), Part.PRINTERS);
    }

    @Override
    public StationSettings setIdleMinutes(int minutes) throws StationException {
        return changed(() -> config.withIdleMinutes(minutes), Part.IDLE_TIME);
    }

    @Override
    public StationSettings setVaultMinutes(int minutes) throws StationException {
        return changed(() -> config.withVaultMinutes(minutes), Part.VAULT_TIME);
    }

    private synchronized StationSettings changed(Supplier<StationConfig> change, Part part) throws StationException {
        try {
            config = change.get();
            waiting.add(part);
            return settings();
        } catch (IllegalArgumentException e) {
            throw new StationException(Fault.SETTING_REFUSED, e.getMessage(), e);
        }
    }

    @Override
    public SlotAnswer testSlot(int slot) throws StationException {
        if (slot == 3) {
            throw new StationException(Fault.UNIT_IN_WORK, "slot 3");
        }
        return slot == 1
                ? new SlotAnswer(1, "usb", true, "locked", "CP42647100001239", "virt, locked")
                : new SlotAnswer(slot, "tcp", false, "", "", "connection refused");
    }

    @Override
    public PrinterTest testPrint(LabelKind kind) {
        var detail =
                printed == PrinterTest.Outcome.PRINTED ? "" : "printer 192.168.0.30:9100 is out of paper: load labels";
        return new PrinterTest(kind, config.printer(kind), printed, detail);
    }

    @Override
    public List<FoundPort> ports() {
        return ports;
    }

    @Override
    public List<String> printQueues() {
        return List.of("Office", "Zebra_Plates");
    }
}
