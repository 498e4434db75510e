package dev.sealbench.core.internal.run;

import dev.sealbench.core.HealthFinding;
import dev.sealbench.core.HealthFinding.Area;
import dev.sealbench.core.LabelKind;
import dev.sealbench.core.LabelPrinterConfig;
import dev.sealbench.core.StationConfig;
import dev.sealbench.core.internal.print.PrintFailure;
import dev.sealbench.core.internal.print.Printers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Whether labels would come out now. Asks each printer for its status and prints nothing; waits for a label that is
/// being printed.
public final class PrinterChecks {

    private final StationConfig config;
    private final Printers printers;

    PrinterChecks(StationConfig config, Printers printers) {
        this.config = config;
        this.printers = printers;
    }

    /// One finding for each printer.
    public List<HealthFinding> look() {
        var findings = new ArrayList<HealthFinding>();
        kindsByPrinter().values().forEach(kinds -> findings.add(look(kinds)));
        return findings;
    }

    private Map<Optional<LabelPrinterConfig>, List<LabelKind>> kindsByPrinter() {
        var kinds = new LinkedHashMap<Optional<LabelPrinterConfig>, List<LabelKind>>();
        for (var kind : LabelKind.values()) {
            kinds.computeIfAbsent(Optional.ofNullable(config.printers().get(kind)), _ -> new ArrayList<>())
                    .add(kind);
        }
        return kinds;
    }

    private HealthFinding look(List<LabelKind> kinds) {
        var labels =
                kinds.stream().map(kind -> kind.name().toLowerCase(Locale.ROOT)).collect(Collectors.joining(", "));
        try (var _ = printers.of(kinds.getFirst()).ready()) {
            return HealthFinding.good(Area.PRINTER, "the printer for %s is ready".formatted(labels));
        } catch (PrintFailure e) {
            return HealthFinding.wrong(
                    Area.PRINTER,
                    "labels would not be printed (%s): %s".formatted(labels, e.getMessage()),
                    "look at the printer, or name another one in station.json");
        }
    }
}
