package dev.sealbench.ui.command;

import dev.sealbench.core.DueCredentials;
import dev.sealbench.core.Session;
import dev.sealbench.core.ShredReport;
import dev.sealbench.core.StationException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `audit shred`: ends the keeping of credentials whose time has come.
@Command(
        name = "shred",
        description = "Destroy the credentials that are due, for good. Two persons.",
        footer =
                "Without --confirm it says what is due and asks on the terminal; where there is none it destroys nothing.")
final class AuditShredCommand extends SessionCommand.OfTwo {

    /// Nothing was destroyed, though something is due.
    private static final int REFUSED = 4;

    /// Sets are left, or the database's files are not made anew.
    private static final int UNFINISHED = 3;

    @ArgGroup(multiplicity = "1")
    private Which which;

    @Option(names = "--confirm", paramLabel = "N", description = "how many sets you saw as due; else it is asked for")
    private Integer confirmed;

    /// Whose credentials.
    static final class Which {
        @Option(names = "--work-order", paramLabel = "W", description = "only those of its units; it must be closed")
        private String workOrder;

        @Option(names = "--due", description = "all that are due")
        private boolean all;
    }

    @Override
    int work(Session session) throws StationException {
        var due = session.retention().due(Optional.ofNullable(which.workOrder));
        if (!home().json()) {
            due.forEach(each -> say(
                    "%s  set %d  %s  %s",
                    each.serial(),
                    each.generation(),
                    each.workOrder(),
                    each.cause().sentence()));
        }
        if (due.isEmpty()) {
            return said(0, session.retention().finish());
        }
        if (!agreed(due)) {
            err().println("nothing was destroyed: %d sets of credentials are due; confirm with --confirm %d"
                    .formatted(due.size(), due.size()));
            return REFUSED;
        }
        return said(due.size(), session.retention().destroy(due));
    }

    private boolean agreed(List<DueCredentials> due) {
        if (confirmed != null) {
            return confirmed == due.size();
        }
        var terminal = System.console();
        return terminal != null
                && terminal.isTerminal()
                && String.valueOf(due.size())
                        .equals(terminal.readLine(
                                "%d sets of credentials will be destroyed for good. Type %d: ",
                                due.size(), due.size()));
    }

    private int said(int due, ShredReport report) {
        if (home().json()) {
            say("%s", Json.text(asMap(due, report)));
        } else {
            report.left().forEach(left -> say("%s  left: %s", left.serial(), left.why()));
            report.remains().ifPresent(remains -> say("still to do: %s", remains));
            say(
                    "%d sets of credentials destroyed, %d left",
                    report.destroyed(), report.left().size());
        }
        if (report.isFinished()) {
            return 0;
        }
        err().println("not finished: do what is said above, then run audit shred again");
        return UNFINISHED;
    }

    private static Object asMap(int due, ShredReport report) {
        return Json.map(
                "due", due,
                "destroyed", report.destroyed(),
                "remains", report.remains().orElse(null),
                "left",
                        report.left().stream()
                                .map(left -> Json.map("serial", left.serial().text(), "why", left.why()))
                                .toList());
    }
}
