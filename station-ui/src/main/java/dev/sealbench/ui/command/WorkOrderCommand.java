package dev.sealbench.ui.command;

import dev.sealbench.core.StationException;
import dev.sealbench.core.WorkOrderStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `work-order`: what is to be made.
@Command(
        name = "work-order",
        description = "Open, close and list work orders.",
        subcommands = {
            WorkOrderCommand.List.class,
            WorkOrderOpenCommand.class,
            WorkOrderChoicesCommand.class,
            WorkOrderCommand.Close.class
        })
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
                        "%-12s %-6s %d of %d started, %d released, %s%s%n",
                        each.order().number(),
                        each.isOpen() ? "open" : "closed",
                        each.started(),
                        each.order().quantity(),
                        each.released(),
                        each.order().model(),
                        each.dates().due().map(day -> ", due " + day).orElse("")));
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
            status.dates().start().ifPresent(day -> map.put("start", day.toString()));
            status.dates().due().ifPresent(day -> map.put("due", day.toString()));
            return map;
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
