package dev.sealbench.ui.window.line;

import dev.sealbench.core.Fault;
import dev.sealbench.core.ScanBack;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.StationException;
import dev.sealbench.ui.window.Latest;
import dev.sealbench.ui.window.Look;
import dev.sealbench.ui.window.UiThread;
import dev.sealbench.ui.window.scan.ScanReading;
import dev.sealbench.ui.window.scan.ScanRule;
import dev.sealbench.ui.window.shell.SlotCounts;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What goes on on the line, in no language: takes scans and keys, starts and stops runs, and keeps the last answer.
/// FX thread only; the runs have threads of their own.
final class LineModel {

    private static final Logger LOG = LoggerFactory.getLogger(LineModel.class);

    private final LineStation station;
    private final Clock clock;
    private final Look look;
    private final Tones tones;
    private final Bench bench;
    private final Map<Integer, SlotRun> runs = new HashMap<>();
    private final ReadOnlyObjectWrapper<LineFacts> facts;
    private final ReadOnlyObjectWrapper<ScanAnswer> answer = new ReadOnlyObjectWrapper<>(new ScanAnswer.Welcome());
    private final ReadOnlyObjectWrapper<TimeLeft> timeLeft = new ReadOnlyObjectWrapper<>(new TimeLeft(Map.of()));
    private final ReadOnlyObjectWrapper<SlotCounts> counts = new ReadOnlyObjectWrapper<>(SlotCounts.NONE);
    private final LabelDesk labels;
    private boolean looking;

    /// @param first what is known at the start
    LineModel(LineStation station, LineFacts first, Clock clock, Look look, Tones tones) {
        this.station = station;
        this.clock = clock;
        this.look = look;
        this.tones = tones;
        this.bench = new Bench(first.slots());
        this.labels = new LabelDesk(bench);
        this.facts = new ReadOnlyObjectWrapper<>(first);
        refresh();
    }

    Bench bench() {
        return bench;
    }

    ReadOnlyObjectProperty<LineFacts> facts() {
        return facts.getReadOnlyProperty();
    }

    /// What became of the last scan or key.
    ReadOnlyObjectProperty<ScanAnswer> answer() {
        return answer.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<TimeLeft> timeLeft() {
        return timeLeft.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<SlotCounts> counts() {
        return counts.getReadOnlyProperty();
    }

    Look look() {
        return look;
    }

    boolean canStop() {
        return station.canStop();
    }

    boolean isRunning() {
        return !bench.where(SlotState::isRunning).isEmpty();
    }

    /// What may be scanned now: a label while a run waits for one.
    ScanRule scanRule() {
        return labels.isWaiting() ? ScanRule.LABEL : ScanRule.SERIAL;
    }

    void take(ScanReading scan) {
        answer.set(
                switch (scan) {
                    case ScanReading.Refused(var why) -> new ScanAnswer.Unreadable(why);
                    case ScanReading.Slot(int number) -> bench.select(number);
                    case ScanReading.Serial(var unit) -> take(unit);
                    case ScanReading.Code(var characters) -> takeLabel(characters);
                });
        startByItself();
    }

    /// Takes what was typed into the field, as a scan but for one thing: it releases nothing. Who types a serial number
    /// has not shown that its label is on the unit.
    void takeTyped(ScanReading typed) {
        if (typed instanceof ScanReading.Serial(var unit)
                && bench.passedOn(unit).isPresent()) {
            answer.set(new ScanAnswer.TypedOnly(bench.passedOn(unit).get(), unit));
            return;
        }
        take(typed);
    }

    /// The next scan goes to `slot`. Where a label is to be scanned, its panel opens.
    void select(int slot) {
        if (bench.state(slot).get().wanted().isPresent()) {
            labels.open(slot);
            answer.set(new ScanAnswer.LabelAwaited(slot));
        } else {
            answer.set(bench.select(slot));
        }
    }

    /// Which slot's panel is open.
    ReadOnlyObjectProperty<Optional<Integer>> panel() {
        return labels.panel();
    }

    void closePanel() {
        labels.close();
    }

    /// There is no label to scan at `slot`: the run prints it again.
    void didNotComeOut(int slot, String reason) {
        bench.state(slot).get().wanted().ifPresent(request -> {
            labels.close();
            runs.get(slot).answer(new ScanBack.Answer.DidNotComeOut(reason));
            answer.set(new ScanAnswer.PrintedAgain(slot, request.kind()));
        });
    }

    void refuseToClose() {
        answer.set(new ScanAnswer.UnitsRun());
    }

    /// Starts every unit that waits.
    void start() {
        var ready = bench.ready();
        ready.forEach(this::start);
        answer.set(ready.isEmpty() ? new ScanAnswer.NothingWaits() : new ScanAnswer.Started(ready.size()));
    }

    /// Asks the run on a slot to end before its next step.
    void stop(int slot) {
        var run = runs.get(slot);
        if (run == null || !(bench.state(slot).get() instanceof SlotState.Running running) || running.stopping()) {
            return;
        }
        UiThread.away(run::stop, taken -> stopAsked(slot, taken), e -> LOG.error("stop of slot {} failed", slot, e));
    }

    /// Looks which slots are plugged in; called about once a second.
    void look(Runnable then) {
        if (looking) {
            return; // a slow port is not asked twice
        }
        looking = true;
        UiThread.away(
                station::plugged,
                plugged -> {
                    looking = false;
                    bench.showPlugged(plugged);
                    startByItself();
                    then.run();
                },
                e -> {
                    looking = false;
                    LOG.warn("the ports were not looked at: {}", e.getMessage());
                });
    }

    private ScanAnswer take(SerialNumber unit) {
        var taken = bench.scan(unit);
        if (taken instanceof ScanAnswer.Releasing releasing) {
            release(releasing.slot(), unit);
        }
        return taken;
    }

    private ScanAnswer takeLabel(char[] characters) {
        var waiting = labels.slotOf(characters);
        if (waiting.isEmpty()) {
            ScanRule.wipe(characters);
            return answer.get();
        }
        int slot = waiting.get();
        var request = bench.state(slot).get().wanted().orElseThrow();
        runs.get(slot).answer(new ScanBack.Answer.Scanned(characters));
        return new ScanAnswer.LabelTaken(slot, request.kind());
    }

    private void startByItself() {
        if (!look.automaticStart().get()) {
            return;
        }
        bench.ready().forEach((slot, unit) -> {
            if (bench.plugged().get().contains(slot)) {
                start(slot, unit);
                answer.set(new ScanAnswer.Started(1));
            }
        });
    }

    private void start(int slot, SerialNumber unit) {
        var newest = new Latest<SlotState>(UiThread::post, state -> show(slot, state));
        var run = new SlotRun(station, new SlotRun.Job(slot, unit), clock, newest::offer);
        runs.put(slot, run);
        show(slot, run.begin());
        Thread.ofPlatform().name("slot-" + slot).start(() -> {
            run.run();
            UiThread.post(this::refresh);
        });
    }

    private void show(int slot, SlotState state) {
        bench.show(slot, state);
        labels.heard(slot, state);
        if (state instanceof SlotState.Finished finished) {
            runs.remove(slot);
            tones.play(Verdict.of(finished.outcome()) == Verdict.PASS);
        }
        counts.set(count());
    }

    private void stopAsked(int slot, boolean taken) {
        if (taken && bench.state(slot).get() instanceof SlotState.Running now) {
            show(
                    slot,
                    new SlotState.Running(
                            now.unit(), now.since(), now.stepSince(), now.progress(), now.wanted(), true));
            answer.set(new ScanAnswer.StopAsked(slot));
        }
    }

    private void release(int slot, SerialNumber unit) {
        UiThread.away(
                () -> {
                    station.release(slot, unit);
                    return new SlotState.Released(unit, clock.instant());
                },
                released -> {
                    show(slot, released);
                    answer.set(new ScanAnswer.Released(slot, unit));
                },
                e -> {
                    var fault = e instanceof StationException known ? known.fault() : Fault.INTERNAL;
                    LOG.warn("{} was not released: {}", unit, e.getMessage());
                    answer.set(new ScanAnswer.NotReleased(slot, unit, fault));
                });
    }

    /// Reads work orders and typical times anew.
    void refresh() {
        UiThread.away(
                () -> Map.entry(station.line(), new TimeLeft(station.typicalDurations())),
                fresh -> {
                    facts.set(fresh.getKey());
                    timeLeft.set(fresh.getValue());
                },
                e -> LOG.warn("the work orders were not read: {}", e.getMessage()));
    }

    private SlotCounts count() {
        return new SlotCounts(
                bench.where(SlotState::isRunning).size(),
                bench.where(state -> state.isPassed() || state instanceof SlotState.Released)
                        .size(),
                ended(Verdict.REJECT),
                ended(Verdict.STATION_FAULT));
    }

    private int ended(Verdict verdict) {
        return bench.where(state ->
                        state instanceof SlotState.Finished finished && Verdict.of(finished.outcome()) == verdict)
                .size();
    }
}
