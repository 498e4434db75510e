package dev.sealbench.ui.command;

import dev.sealbench.core.PeopleDesk;
import dev.sealbench.core.StationException;
import dev.sealbench.core.UnitHistory;
import dev.sealbench.core.UnitRecord;
import dev.sealbench.core.UnitState;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `unit`: what the books know of units, and what people decide about them.
@Command(
        name = "unit",
        description = "Look at units and decide about them.",
        subcommands = {
            UnitCommand.List.class,
            UnitCommand.Show.class,
            UnitUpdateCommand.class,
            UnitLogCommand.class,
            UnitCommand.Revert.class,
            UnitCommand.Scrap.class,
            UnitCommand.Quarantine.class,
            UnitCommand.Release.class
        })
final class UnitCommand {

    private static Map<String, Object> asMap(UnitRecord unit) {
        var map = new LinkedHashMap<String, Object>();
        map.put("serial", unit.serial().text());
        map.put("state", unit.state().name());
        map.put("workOrder", unit.workOrder());
        map.put("chip", unit.chip().map(chip -> chip.hex()).orElse(null));
        map.put("changed", unit.changed().toString());
        return map;
    }

    @Command(name = "list", description = "List units by serial number.")
    static final class List implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Option(names = "--work-order", paramLabel = "W", description = "only its units")
        private String workOrder;

        @Override
        public Integer call() throws StationException {
            var home = HomeOptions.of(spec);
            var out = spec.commandLine().getOut();
            try (var station = home.open();
                    var session = home.signIn(station)) {
                var units = session.units().list(Optional.ofNullable(workOrder));
                if (home.json()) {
                    out.println(Json.text(units.stream().map(UnitCommand::asMap).toList()));
                    return 0;
                }
                units.forEach(unit -> out.printf(
                        "%s  %-11s  %s  %s%n", unit.serial(), unit.state(), unit.workOrder(), unit.changed()));
            }
            return 0;
        }
    }

    @Command(name = "show", description = "Show the history of a unit.")
    static final class Show implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Parameters(paramLabel = "SERIAL")
        private String serial;

        @Override
        public Integer call() throws StationException {
            var home = HomeOptions.of(spec);
            try (var station = home.open();
                    var session = home.signIn(station)) {
                var history = session.units().history(serial);
                var out = spec.commandLine().getOut();
                if (home.json()) {
                    out.println(Json.text(json(history)));
                } else {
                    print(out, history, session.people());
                }
                return 0;
            }
        }

        private static Map<String, Object> json(UnitHistory history) {
            var map = asMap(history.unit());
            map.put(
                    "states",
                    history.states().stream().map(each -> each.state().name()).toList());
            map.put("runs", history.runs().size());
            map.put("orders", history.orders().stream().map(Object::toString).toList());
            map.put(
                    "labels",
                    history.prints().stream()
                            .map(print -> print.kind() + " " + print.copy())
                            .toList());
            return map;
        }

        private static void print(PrintWriter out, UnitHistory history, PeopleDesk people) throws StationException {
            var unit = history.unit();
            out.printf("%s  %s  work order %s%n", unit.serial(), unit.state(), unit.workOrder());
            unit.chip().ifPresent(chip -> out.println("chip   " + chip));
            history.orders().forEach(order -> out.println("order  " + order));
            for (var each : history.states()) {
                out.printf("%s  %-11s %s %s%n", each.at(), each.state(), people.nameOf(each.person()), each.reason());
            }
            history.runs()
                    .forEach(run -> out.printf(
                            "%s  run on slot %d: %s%n",
                            run.started(),
                            run.slot(),
                            run.end()
                                    .map(end -> end.result() + (end.reason().isEmpty() ? "" : ", " + end.reason()))
                                    .orElse("not ended")));
            history.prints()
                    .forEach(print -> out.printf(
                            "%s  label %s, copy %d%s %s%n",
                            print.at(),
                            print.kind(),
                            print.copy(),
                            print.voided().isPresent()
                                    ? ", void"
                                    : print.confirmed().isPresent() ? "" : ", not scanned back",
                            print.reason()));
        }
    }

    @Command(name = "revert", description = "Revert the trial of the connected unit: its credentials are void.")
    static final class Revert implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Parameters(paramLabel = "SERIAL")
        private String serial;

        @Option(names = "--slot", required = true, paramLabel = "N", description = "where it is connected")
        private int slot;

        @Option(names = "--reason", required = true, paramLabel = "R")
        private String reason;

        @Override
        public Integer call() throws StationException {
            var home = HomeOptions.of(spec);
            try (var station = home.open();
                    var session = home.signIn(station)) {
                session.units().revert(serial, slot, reason);
            }
            spec.commandLine().getOut().println(serial + " was reverted; it is blank, its credentials are void");
            return 0;
        }
    }

    @Command(name = "scrap", description = "End a unit in the books, for good.")
    static final class Scrap implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Parameters(paramLabel = "SERIAL")
        private String serial;

        @Option(names = "--reason", required = true, paramLabel = "R")
        private String reason;

        @Override
        public Integer call() throws StationException {
            var home = HomeOptions.of(spec);
            try (var station = home.open();
                    var session = home.signIn(station)) {
                session.units().scrap(serial, reason);
            }
            spec.commandLine().getOut().println(serial + " is scrapped");
            return 0;
        }
    }

    @Command(name = "quarantine", description = "Set a unit aside until a lead decides.")
    static final class Quarantine implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Parameters(paramLabel = "SERIAL")
        private String serial;

        @Option(names = "--reason", required = true, paramLabel = "R")
        private String reason;

        @Override
        public Integer call() throws StationException {
            var home = HomeOptions.of(spec);
            try (var station = home.open();
                    var session = home.signIn(station)) {
                session.units().quarantine(serial, reason);
            }
            spec.commandLine().getOut().println(serial + " is in quarantine");
            return 0;
        }
    }

    @Command(
            name = "release",
            description = "Lift a quarantine, or release a labelled unit (SERIAL as its label says).")
    static final class Release implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Parameters(paramLabel = "SERIAL")
        private String serial;

        @Option(names = "--slot", paramLabel = "N", description = "compare with the unit connected there")
        private Integer slot;

        @Option(names = "--reason", required = true, paramLabel = "R")
        private String reason;

        @Override
        public Integer call() throws StationException {
            var home = HomeOptions.of(spec);
            try (var station = home.open();
                    var session = home.signIn(station)) {
                var units = session.units();
                boolean aside = units.history(serial).unit().state() == UnitState.QUARANTINED;
                var state =
                        aside ? units.liftQuarantine(serial, reason) : units.release(serial, Optional.ofNullable(slot));
                spec.commandLine().getOut().println(serial + " is " + state);
            }
            return 0;
        }
    }
}
