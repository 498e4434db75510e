package dev.sealbench.ui.e2e;

import dev.sealbench.core.Fault;
import dev.sealbench.core.Outcome;
import dev.sealbench.core.RunListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// One new unit whose run is cut off at one moment, and what becomes of it when it is run again.
///
/// @param victim what is cut off
/// @param moment when
record KillCase(Victim victim, Moment moment) {

    /// A unit whose trial had to be reverted is run once more; nothing needs more than that.
    private static final int RUNS_AFTERWARDS = 2;

    /// How it ended.
    ///
    /// @param hit whether the run was still going at the moment
    /// @param wrong what should not be, empty when all is well
    record Verdict(KillCase kind, boolean hit, List<String> wrong) {

        @Override
        public String toString() {
            return "%-22s %-38s %s %s"
                    .formatted(kind.victim, kind.moment, hit ? "hit   " : "missed", wrong.isEmpty() ? "ok" : wrong);
        }
    }

    /// Plays the case with a fresh station and a new unit.
    Verdict play(DemoState demo) throws Exception {
        var station = demo.newStation();
        try (var charger = demo.newCharger(station)) {
            var wrong = new ArrayList<String>();
            boolean hit = cutOff(station, charger, wrong);
            if (!hasPassed(station, wrong)) {
                wrong.add("it does not pass when it is run again");
                return new Verdict(this, hit, wrong);
            }
            wrong.addAll(FinishedUnit.faults(station, charger));
            return new Verdict(this, hit, wrong);
        }
    }

    private boolean cutOff(TestStation station, VirtualCharger charger, List<String> wrong) throws Exception {
        return switch (victim) {
            case STATION -> killStation(station);
            case CHARGER, LINE -> cutUnderStation(station, charger, wrong);
        };
    }

    private boolean killStation(TestStation station) throws IOException {
        var output = station.folder().resolve("killed.log").toFile();
        var process = station.start(
                ProcessBuilder.Redirect.to(output), "provision", "--slot", "1", "--serial", DemoState.SERIAL);
        boolean hit = moment.await(journal(station), () -> !process.isAlive());
        Tool.ended(process.destroyForcibly());
        return hit;
    }

    private boolean cutUnderStation(TestStation station, VirtualCharger charger, List<String> wrong) throws Exception {
        var line = charger.lineCommand();
        var run = CompletableFuture.supplyAsync(() -> provision(station));
        boolean hit = moment.await(journal(station), run::isDone);
        if (victim == Victim.CHARGER) {
            charger.pullPlug();
            charger.plugIn();
        } else {
            charger.cutLine();
            charger.mendLine(line);
        }
        var outcome = run.join();
        if (outcome instanceof Outcome.StationFaulted fault && fault.fault() == Fault.INTERNAL) {
            wrong.add("the cut ended in " + fault);
        }
        return hit;
    }

    private static boolean hasPassed(TestStation station, List<String> wrong) {
        var said = new ArrayList<String>();
        for (int run = 1; run <= RUNS_AFTERWARDS; run++) {
            var outcome = provision(station);
            if (outcome instanceof Outcome.Passed || isFinished(outcome)) {
                return true;
            }
            said.add(outcome.toString());
        }
        wrong.addAll(said);
        return false;
    }

    /// The cut came too late: the first run had finished the unit.
    private static boolean isFinished(Outcome outcome) {
        return outcome instanceof Outcome.Refused refused && refused.fault() == Fault.SERIAL_FINISHED;
    }

    private static Outcome provision(TestStation station) {
        try {
            return station.provision(DemoState.SERIAL, RunListener.silent());
        } catch (Exception e) {
            throw new IllegalStateException("the station does not open", e);
        }
    }

    private static Path journal(TestStation station) {
        return station.home().journal().resolve(DemoState.SERIAL + ".journal");
    }
}
