package dev.sealbench.core;

import dev.sealbench.core.HealthFinding.Area;
import dev.sealbench.core.internal.run.Bench;
import dev.sealbench.core.internal.run.HealthChecks;
import dev.sealbench.core.internal.run.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Says what is wrong with the open station and how to mend it. Safe to share between threads; asks slots, printers
/// and disk, so it takes seconds: not for a window's own thread.
public final class HealthDesk {

    private final Bench bench;
    private final Session session;

    HealthDesk(Bench bench, Session session) {
        this.bench = bench;
        this.session = session;
    }

    /// Looks at everything.
    ///
    /// @param idleSlots those that are asked who is there; never one on which a unit is being provisioned
    /// @param more what else is looked at: people
    public List<HealthFinding> examine(Set<Integer> idleSlots, List<HealthFinding.Check> more) throws StationException {
        session.require(Permission.LOOK);
        var findings = new ArrayList<HealthFinding>();
        findings.add(HealthFinding.good(Area.VAULT, "the vault is open"));
        findings.addAll(HealthChecks.home(bench.home(), bench.clock()));
        findings.addAll(HealthChecks.slots(bench.config(), idleSlots));
        HealthChecks.line(bench.config()).ifPresent(findings::add);
        findings.addAll(new HealthChecks(bench.home(), bench.books(), bench.clock()).books());
        findings.add(log());
        bench.log().lookAtWitness().ifPresent(findings::add);
        findings.addAll(new Labels(bench).printerChecks().look());
        more.forEach(check -> findings.addAll(check.look()));
        return List.copyOf(findings);
    }

    private HealthFinding log() {
        return bench.log()
                .finding()
                .map(wrong -> HealthFinding.wrong(
                        Area.DATABASE,
                        wrong,
                        "start no unit; docs/guides/administrator.md, \"The log does not agree\""))
                .orElseGet(() -> HealthFinding.good(
                        Area.DATABASE,
                        "the log is the one that was signed; %d events were compared"
                                .formatted(bench.log().size())));
    }
}
