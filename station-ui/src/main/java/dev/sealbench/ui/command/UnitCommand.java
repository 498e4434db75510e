package dev.sealbench.ui.command;

import dev.sealbench.core.PeopleDesk;
import dev.sealbench.core.Session;
import dev.sealbench.core.StationException;
import dev.sealbench.core.UnitHistory;
import dev.sealbench.core.UnitRecord;
import dev.sealbench.core.UnitState;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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
        return Json.map(
                "serial", unit.serial().text(),
                "state", unit.state().name(),
                "workOrder", unit.workOrder(),
                "chip", unit.chip().map(chip -> chip.hex()).orElse(null),
                "changed", unit.changed().toString());
    }

    @Command(name = "list", description = "List units by serial number.")
    static final class List extends SessionCommand {
        @Option(names = "--work-order", paramLabel = "W", description = "only its units")
        private String workOrder;

        @Override
        int work(Session session) throws StationException {
            return list(
                    session.units().list(Optional.ofNullable(workOrder)),
                    UnitCommand::asMap,
                    unit -> "%s  %-11s  %s  %s"
                            .formatted(unit.serial(), unit.state(), unit.workOrder(), unit.changed()));
        }
    }

    @Command(name = "show", description = "Show the history of a unit.")
    static final class Show extends SessionCommand {
        @Parameters(paramLabel = "SERIAL")
        private String serial;

        @Override
        int work(Session session) throws StationException {
            var history = session.units().history(serial);
            if (home().json()) {
                out().println(Json.text(json(history)));
            } else {
                print(out(), history, session.people());
            }
            return 0;
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

    /// What somebody decides about a unit, and why.
    private abstract static class Decision extends SessionCommand {
        @Parameters(paramLabel = "SERIAL")
        String serial;

        @Option(names = "--reason", required = true, paramLabel = "R")
        String reason;
    }

    @Command(name = "revert", description = "Revert the trial of the connected unit: its credentials are void.")
    static final class Revert extends Decision {
        @Option(names = "--slot", required = true, paramLabel = "N", description = "where it is connected")
        private int slot;

        @Override
        int work(Session session) throws StationException {
            session.units().revert(serial, slot, reason);
            return say("%s was reverted; it is blank, its credentials are void", serial);
        }
    }

    @Command(name = "scrap", description = "End a unit in the books, for good.")
    static final class Scrap extends Decision {
        @Override
        int work(Session session) throws StationException {
            session.units().scrap(serial, reason);
            return say("%s is scrapped", serial);
        }
    }

    @Command(name = "quarantine", description = "Set a unit aside until a lead decides.")
    static final class Quarantine extends Decision {
        @Override
        int work(Session session) throws StationException {
            session.units().quarantine(serial, reason);
            return say("%s is in quarantine", serial);
        }
    }

    @Command(
            name = "release",
            description = "Lift a quarantine, or release a labelled unit (SERIAL as its label says).")
    static final class Release extends Decision {
        @Option(names = "--slot", paramLabel = "N", description = "compare with the unit connected there")
        private Integer slot;

        @Override
        int work(Session session) throws StationException {
            var units = session.units();
            boolean aside = units.history(serial).unit().state() == UnitState.QUARANTINED;
            var state = aside ? units.liftQuarantine(serial, reason) : units.release(serial, Optional.ofNullable(slot));
            return say("%s is %s", serial, state);
        }
    }
}
