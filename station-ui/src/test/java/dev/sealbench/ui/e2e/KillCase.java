package dev.sealbench.ui.e2e;

import dev.sealbench.core.Fault;
import dev.sealbench.core.Outcome;
import dev.sealbench.core.internal.journal.JournalEntry.CredentialsSealed;
import dev.sealbench.ui.e2e.KillPoint.AtJournal;
import dev.sealbench.ui.testkit.Demo;
import dev.sealbench.ui.testkit.Relay;
import dev.sealbench.ui.testkit.TestStation;
import dev.sealbench.ui.testkit.Tool;
import dev.sealbench.ui.testkit.VirtualCharger;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// One new unit whose run is cut off at one point, and what becomes of it when it is run again.
///
/// @param point where
record KillCase(KillPoint point) {

    /// A unit whose trial had to be reverted is run once more; nothing needs more than that.
    private static final int RUNS_AFTERWARDS = 2;

    /// How it ended.
    ///
    /// @param hit whether the run came to the point
    /// @param wrong what should not be, empty when all is well
    record Verdict(KillPoint point, boolean hit, List<String> wrong) {

        @Override
        public String toString() {
            return "%-72s %s %s".formatted(point, hit ? "hit   " : "missed", wrong.isEmpty() ? "ok" : wrong);
        }
    }

    /// Plays the case with a fresh station and a new unit.
    Verdict play(Demo demo) throws IOException {
        var station = demo.newStation();
        var wrong = new ArrayList<String>();
        var charger = demo.newDebuggedCharger(station).plugIn();
        boolean hit;
        try (charger) {
            var cut = cutOffAndRunAgain(station, charger, wrong);
            hit = cut.hit();
            if (wrong.isEmpty()) {
                wrong.addAll(FinishedUnit.faults(station, charger, cut.drawn()));
            }
        } catch (Exception e) {
            hit = true;
            wrong.add(e + " at " + Arrays.toString(e.getStackTrace()));
        }
        if (wrong.isEmpty()) {
            demo.discard(station, charger);
        } else {
            wrong.add("kept in " + demo.keep(station, charger));
        }
        return new Verdict(point, hit, wrong);
    }

    /// What a run left behind.
    ///
    /// @param drawn the credentials in the journal
    private record Cut(boolean hit, Optional<CredentialsSealed> drawn) {}

    private Cut cutOffAndRunAgain(TestStation station, VirtualCharger charger, List<String> wrong) throws Exception {
        var process = new CompletableFuture<Process>();
        Runnable kill = switch (point.victim()) {
            case STATION -> () -> Tool.ended(process.join().destroyForcibly());
            case CHARGER -> charger::pullPlug;
            case LINE -> () -> {};
        };
        try (var strike = new Strike(point, charger, RomSymbols.read(), kill);
                var relay = Relay.open(station.port(), strike)) {
            station.connect(relay.address());
            boolean hit = switch (point.victim()) {
                case STATION -> killStation(station, process, strike, wrong);
                case CHARGER, LINE -> cutUnderStation(station, charger, strike, wrong);
            };
            strike.disarm();
            var drawn = JournalTrace.state(station).credentials();
            requirePass(station, wrong);
            return new Cut(hit, drawn);
        }
    }

    private boolean killStation(
            TestStation station, CompletableFuture<Process> process, Strike strike, List<String> wrong)
            throws Exception {
        if (point instanceof AtJournal journal) {
            boolean killed = Tool.ended(station.provisioning(JournalTrace.killing(station, journal.call()))) != 0;
            int entries = JournalTrace.state(station).recorded().size();
            if (killed && entries != journal.entriesLeft()) {
                wrong.add("%d entries were written, not %d".formatted(entries, journal.entriesLeft()));
            }
            return killed;
        }
        process.complete(station.provisioning(List.of()));
        return strike.await(process.join().onExit());
    }

    private boolean cutUnderStation(TestStation station, VirtualCharger charger, Strike strike, List<String> wrong)
            throws Exception {
        var run = CompletableFuture.supplyAsync(() -> provision(station));
        boolean hit = strike.await(run);
        if (hit && point.victim() == Victim.CHARGER) {
            charger.plugIn();
        }
        var outcome = run.join();
        if (outcome instanceof Outcome.StationFaulted fault && fault.fault() == Fault.INTERNAL) {
            wrong.add("the cut ended in " + fault);
        }
        return hit;
    }

    private static void requirePass(TestStation station, List<String> wrong) {
        var said = new ArrayList<String>();
        for (int run = 1; run <= RUNS_AFTERWARDS; run++) {
            var outcome = provision(station);
            if (outcome instanceof Outcome.Passed || isFinished(outcome)) {
                return;
            }
            said.add(outcome.toString());
        }
        wrong.add("it does not pass when it is run again");
        wrong.addAll(said);
    }

    /// The first run had finished the unit.
    private static boolean isFinished(Outcome outcome) {
        return outcome instanceof Outcome.Refused refused && refused.fault() == Fault.SERIAL_FINISHED;
    }

    private static Outcome provision(TestStation station) {
        try {
            return station.provision(Demo.SERIAL);
        } catch (Exception e) {
            throw new IllegalStateException("the station does not open", e);
        }
    }
}
