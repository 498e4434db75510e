package dev.sealbench.ui.command;

import dev.sealbench.core.StationException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `audit`: exports for auditors.
@Command(name = "audit", description = "Export for auditors.", subcommands = AuditCommand.Export.class)
final class AuditCommand {

    @Command(
            name = "export",
            description = "Write units, events, orders, receipts and a signed manifest into a new folder.")
    static final class Export implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Option(names = "--work-order", paramLabel = "W", description = "only its units")
        private String workOrder;

        @Option(names = "--out", required = true, paramLabel = "DIR", description = "must not exist")
        private Path folder;

        @Override
        public Integer call() throws StationException {
            var home = HomeOptions.of(spec);
            var out = spec.commandLine().getOut();
            try (var station = home.open();
                    var session = home.signIn(station)) {
                var summary = session.audit().export(Optional.ofNullable(workOrder), folder);
                if (home.json()) {
                    var map = new LinkedHashMap<String, Object>();
                    map.put("units", summary.units());
                    map.put("events", summary.events());
                    map.put("orders", summary.orders());
                    map.put("receipts", summary.receipts());
                    map.put("manifestSha256", summary.manifest().hex());
                    out.println(Json.text(map));
                    return 0;
                }
                out.printf(
                        "%d units, %d events, %d orders, %d receipts in %s%nmanifest SHA-256 %s%n",
                        summary.units(),
                        summary.events(),
                        summary.orders(),
                        summary.receipts(),
                        folder,
                        summary.manifest());
            }
            return 0;
        }
    }
}
