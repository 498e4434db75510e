package dev.sealbench.core;

import dev.sealbench.core.internal.print.Printers;
import dev.sealbench.core.internal.run.Bench;
import dev.sealbench.core.internal.run.Desks;
import dev.sealbench.core.internal.run.Labels;
import dev.sealbench.core.internal.run.SettingsFile;
import java.util.EnumMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// The settings: read, changed one at a time, tried out. A change is on the disk when the call returns, and an event
/// says what it was; the station works with it from its next start on. What is tried out is what the file has.
///
/// Safe to share between threads. Ports and printers take seconds: not for a window's own thread.
public final class SettingsDesk {

    private final Session session;
    private final Bench bench;
    private final SettingsFile file;

    SettingsDesk(Bench bench, Session session) {
        this.bench = bench;
        this.session = session;
        this.file = new SettingsFile(bench);
    }

    /// What the file says now.
    ///
    /// @throws StationException also when it cannot be read
    public StationSettings read() throws StationException {
        session.require(Permission.SETTINGS);
        return settings(file.read());
    }

    /// Binds a slot to a port, or takes the slot away.
    ///
    /// @param slot 1 to 16
    /// @param address `/dev/...`, `usb:...` or `tcp:host:port`; empty for a slot that is no more
    /// @throws StationException also when it is no address, or another slot has it
    public StationSettings setSlot(int slot, Optional<String> address) throws StationException {
        session.require(Permission.SETTINGS);
        return changed(before -> {
            var slots = before.slots();
            var old = Optional.ofNullable(slots.remove(slot));
            address.ifPresent(port -> slots.put(slot, SettingsFile.port(port)));
            var what = "slot %d: %s -> %s".formatted(slot, old.orElse("none"), address.orElse("none"));
            return new SettingsFile.Change(before.withSlots(slots), what);
        });
    }

    /// Says where one kind of label is printed.
    ///
    /// @throws StationException also for a print queue when the label has secrets, and for the folder in
    ///     production
    public StationSettings setPrinter(LabelKind kind, LabelPrinterConfig printer) throws StationException {
        session.require(Permission.SETTINGS);
        return changed(before -> {
            var printers = new EnumMap<LabelKind, LabelPrinterConfig>(LabelKind.class);
            printers.putAll(before.printers());
            printers.put(kind, printer);
            var what = "printer of %s: %s -> %s".formatted(kind, named(before.printer(kind)), named(printer));
            return new SettingsFile.Change(before.withPrinters(printers), what);
        });
    }

    /// After how much time without a touch a session is over.
    ///
    /// @param minutes 1 to 240
    public StationSettings setIdleMinutes(int minutes) throws StationException {
        session.require(Permission.SETTINGS);
        return changed(before -> {
            var what = "idle time: %d -> %d minutes".formatted(before.signIn().idleMinutes(), minutes);
            return new SettingsFile.Change(before.withIdleMinutes(minutes), what);
        });
    }

    /// What labels say of the maker.
    ///
    /// @throws StationException also when a label that is made now would lose something by it
    public StationSettings setMaker(StationConfig.Maker maker) throws StationException {
        session.require(Permission.SETTINGS);
        return changed(before -> {
            requireLabels(maker);
            var what = "maker: %s -> %s".formatted(named(before.maker()), named(maker));
            return new SettingsFile.Change(before.withMaker(maker), what);
        });
    }

    /// After how much time with nobody signed in and nothing running the vault is closed.
    ///
    /// @param minutes 0 to 10,080; 0: only at the end of the program
    public StationSettings setVaultMinutes(int minutes) throws StationException {
        session.require(Permission.SETTINGS);
        return changed(before -> {
            var what = "vault time: %d -> %d minutes".formatted(before.signIn().vaultMinutes(), minutes);
            return new SettingsFile.Change(before.withVaultMinutes(minutes), what);
        });
    }

    /// Asks who is there: hello, nothing else.
    ///
    /// @throws StationException also when the file has no such slot, or a unit is in work on it
    public SlotAnswer testSlot(int slot) throws StationException {
        session.require(Permission.SETTINGS);
        var address = file.read().slots().get(slot);
        if (address == null) {
            throw new StationException(Fault.SETTING_REFUSED, "there is no slot " + slot);
        }
        return Slots.ask(slot, address).orElseThrow(() -> new StationException(Fault.UNIT_IN_WORK, "slot " + slot));
    }

    /// Prints a label that says nothing on the printer of `kind`; the event says what came of it.
    ///
    /// @throws StationException when the label cannot be drawn; a printer's own trouble is no exception
    public PrinterTest testPrint(LabelKind kind) throws StationException {
        session.require(Permission.SETTINGS);
        var test = new Labels(bench).testPrint(file.read(), kind);
        file.note(
                "settings.printer-tested",
                "printer of %s: %s, %s %s"
                        .formatted(kind, named(test.printer()), test.outcome(), test.detail())
                        .strip());
        return test;
    }

    /// USB serial ports that are plugged in now, with the addresses that a slot can have for each. Opens none.
    public List<FoundPort> ports() throws StationException {
        session.require(Permission.SETTINGS);
        return Slots.ports();
    }

    /// Print queues that the system knows, by name.
    public List<String> printQueues() throws StationException {
        session.require(Permission.SETTINGS);
        return Printers.queues();
    }

    private StationSettings changed(SettingsFile.Work work) throws StationException {
        var kept = Desks.noted(bench, "settings.refused", () -> file.change(work));
        return settings(kept);
    }

    private StationSettings settings(StationConfig kept) {
        var books = bench.home().books();
        var file = books.resolveSibling(books.getFileName() + ".mv.db"); // H2's own ending
        return StationSettings.of(kept, bench.config(), file);
    }

    private void requireLabels(StationConfig.Maker maker) throws StationException {
        var report = new Labels(bench).templates().examine(maker);
        if (!report.isGood()) {
            throw new StationException(
                    Fault.SETTING_REFUSED, report.findings().getFirst().text());
        }
    }

    private static String named(StationConfig.Maker maker) {
        return "%s, %s, %s, %s, %s"
                .formatted(maker.name(), maker.address(), maker.contact(), maker.policyUrl(), maker.ratings());
    }

    private static String named(LabelPrinterConfig printer) {
        return switch (Objects.requireNonNull(printer.type())) {
            case FOLDER -> "folder";
            case ZPL -> "ZPL %s, %d dpi".formatted(printer.address(), printer.dotsPerInch());
            case QUEUE -> "queue " + printer.address();
        };
    }
}
