package dev.sealbench.core.internal.print;

import dev.sealbench.core.LabelKind;
import dev.sealbench.core.StationConfig;
import dev.sealbench.core.internal.label.LabelMaker;
import dev.sealbench.vault.Vault;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javax.print.PrintService;
import javax.print.PrintServiceLookup;

/// Which printer is for which label. Safe to share between threads.
public final class Printers {

    private static final Duration QUEUE_PATIENCE = Duration.ofSeconds(30);

    private final StationConfig config;
    private final LabelMaker maker;
    private final Vault vault;
    private final ZplPrinter.Times times;

    /// @param vault seals what goes into the demonstration's folder
    public Printers(StationConfig config, LabelMaker maker, Vault vault, ZplPrinter.Times times) {
        this.config = config;
        this.maker = maker;
        this.vault = vault;
        this.times = times;
    }

    /// The printer for this kind of label: the folder where the settings name none.
    public LabelPrinter of(LabelKind kind) {
        var printer = config.printers().get(kind);
        if (printer == null) {
            return new FolderPrinter(Path.of(config.labelDirectory()), maker, vault);
        }
        return switch (printer.type()) {
            case FOLDER -> new FolderPrinter(Path.of(config.labelDirectory()), maker, vault);
            case ZPL ->
                new ZplPrinter(
                        InetSocketAddress.createUnresolved(printer.host(), printer.port()),
                        printer.dotsPerInch(),
                        maker,
                        times);
            case QUEUE -> new QueuePrinter(printer.address(), () -> queue(printer.address()), maker, QUEUE_PATIENCE);
        };
    }

    /// The print queues that the system knows, by name. May take seconds.
    public static List<String> queues() {
        return Stream.of(PrintServiceLookup.lookupPrintServices(null, null))
                .map(PrintService::getName)
                .sorted()
                .toList();
    }

    private static PrintService queue(String name) {
        return Stream.of(PrintServiceLookup.lookupPrintServices(null, null))
                .filter(service -> service.getName().equals(name))
                .findFirst()
                .orElse(null);
    }
}
