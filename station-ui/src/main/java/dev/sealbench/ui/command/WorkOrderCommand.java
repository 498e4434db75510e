package dev.sealbench.ui.command;

import dev.sealbench.core.Session;
import dev.sealbench.core.StationException;
import dev.sealbench.core.WorkOrderStatus;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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
    static final class List extends SessionCommand {
        @Override
        int work(Session session) throws StationException {
            return list(session.orders().list(), List::asMap, List::line);
        }

        private static String line(WorkOrderStatus each) {
            return "%-12s %-6s %d of %d started, %d released, %s%s"
                    .formatted(
                            each.order().number(),
                            each.isOpen() ? "open" : "closed",
                            each.started(),
                            each.order().quantity(),
                            each.released(),
                            each.order().model(),
                            each.dates().due().map(day -> ", due " + day).orElse(""));
        }

        private static Map<String, Object> asMap(WorkOrderStatus status) {
            var order = status.order();
            var map = Json.map(
                    "number", order.number(),
                    "open", status.isOpen(),
                    "model", order.model(),
                    "quantity", order.quantity(),
                    "started", status.started(),
                    "released", status.released(),
                    "release", order.release().hex());
            status.dates().start().ifPresent(day -> map.put("start", day.toString()));
            status.dates().due().ifPresent(day -> map.put("due", day.toString()));
            return map;
        }
    }

    @Command(name = "close", description = "Close a work order; units that were started may still be finished.")
    static final class Close extends SessionCommand {
        @Parameters(paramLabel = "NUMBER")
        private String number;

        @Option(names = "--reason", required = true, paramLabel = "R")
        private String reason;

        @Override
        int work(Session session) throws StationException {
            session.orders().close(number, reason);
            return say("work order %s is closed", number);
        }
    }
}
