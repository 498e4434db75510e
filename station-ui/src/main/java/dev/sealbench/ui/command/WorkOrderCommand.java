package dev.sealbench.ui.command;

import dev.sealbench.core.Digest;
import dev.sealbench.core.Gtin;
import dev.sealbench.core.OcppSettings;
import dev.sealbench.core.Retention;
import dev.sealbench.core.SerialRange;
import dev.sealbench.core.StationException;
import dev.sealbench.core.SupportPeriod;
import dev.sealbench.core.WorkOrder;
import dev.sealbench.core.WorkOrderStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `work-order`: what is to be made.
@Command(
        name = "work-order",
        description = "Open, close and list work orders.",
        subcommands = {WorkOrderCommand.List.class, WorkOrderCommand.Open.class, WorkOrderCommand.Close.class})
final class WorkOrderCommand {

    @Command(name = "list", description = "List work orders, oldest first.")
    static final class List implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws StationException {
            var home = HomeOptions.of(spec);
            var out = spec.commandLine().getOut();
            try (var station = home.open();
                    var session = home.signIn(station)) {
                var orders = session.orders().list();
                if (home.json()) {
                    out.println(Json.text(orders.stream().map(List::asMap).toList()));
                    return 0;
                }
                orders.forEach(each -> out.printf(
                        "%-12s %-6s %d of %d started, %d released, %s%n",
                        each.order().number(),
                        each.isOpen() ? "open" : "closed",
                        each.started(),
                        each.order().quantity(),
                        each.released(),
                        each.order().model()));
            }
            return 0;
        }

        private static Map<String, Object> asMap(WorkOrderStatus status) {
            var map = new LinkedHashMap<String, Object>();
            map.put("number", status.order().number());
            map.put("open", status.isOpen());
            map.put("model", status.order().model());
            map.put("quantity", status.order().quantity());
            map.put("started", status.started());
            map.put("released", status.released());
            map.put("release", status.order().release().hex());
            return map;
        }
    }

    @Command(name = "open", description = "Open a work order for a customer's imported release.")
    static final class Open implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Parameters(paramLabel = "NUMBER")
        private String number;

        @Option(names = "--release", required = true, paramLabel = "DIGEST", description = "image digest")
        private String release;

        @Option(names = "--model", required = true)
        private String model;

        @Option(names = "--hardware-revision", required = true)
        private int hardwareRevision;

        @Option(names = "--gtin", required = true)
        private String gtin;

        @Option(names = "--quantity", required = true)
        private int quantity;

        @Option(names = "--serial-prefix", required = true, description = "product, year, week, line: 8 characters")
        private String serialPrefix;

        @Option(names = "--serial-from", required = true)
        private int serialFrom;

        @Option(names = "--serial-to", required = true)
        private int serialTo;

        @Option(names = "--csms-url", required = true)
        private String csmsUrl;

        @Option(names = "--security-profile", defaultValue = "2", description = "OCPP security profile, 2 or 3")
        private int securityProfile;

        @Override
        public Integer call() throws StationException {
            var home = HomeOptions.of(spec);
            try (var station = home.open();
                    var session = home.signIn(station)) {
                var wanted = new Digest(release);
                var known = session.orders().releases().stream()
                        .filter(each -> each.image().equals(wanted))
                        .findFirst()
                        .orElseThrow(() -> new ParameterException(
                                spec.commandLine(), "no imported release has the image digest " + release));
                session.orders()
                        .open(new WorkOrder(
                                number,
                                known.vid(),
                                known.cid(),
                                model,
                                hardwareRevision,
                                new Gtin(gtin),
                                wanted,
                                quantity,
                                new SerialRange(serialPrefix, serialFrom, serialTo),
                                new OcppSettings(csmsUrl, securityProfile, ""),
                                SupportPeriod.DEFAULT,
                                Retention.DEFAULT));
            } catch (IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), e.getMessage(), e);
            }
            spec.commandLine().getOut().println("work order " + number + " is open");
            return 0;
        }
    }

    @Command(name = "close", description = "Close a work order; units that were started may still be finished.")
    static final class Close implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Parameters(paramLabel = "NUMBER")
        private String number;

        @Option(names = "--reason", required = true, paramLabel = "R")
        private String reason;

        @Override
        public Integer call() throws StationException {
            var home = HomeOptions.of(spec);
            try (var station = home.open();
                    var session = home.signIn(station)) {
                session.orders().close(number, reason);
            }
            spec.commandLine().getOut().println("work order " + number + " is closed");
            return 0;
        }
    }
}
