package dev.sealbench.ui.window.line;

import dev.sealbench.core.Fault;
import dev.sealbench.core.Outcome;
import dev.sealbench.core.RunListener;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.StationException;
import dev.sealbench.core.Step;
import dev.sealbench.core.UnitState;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// A line whose runs go as a script per slot says; a run without a script stands still until [#release] or a stop.
public final class ScriptedLine implements LineStation {

    private static final Duration TOOK = Duration.ofSeconds(67);

    private final int slots;
    private final Map<Integer, Script> scripts = new ConcurrentHashMap<>();
    private final Map<Integer, CountDownLatch> stops = new ConcurrentHashMap<>();
    private final CountDownLatch released = new CountDownLatch(1);
    private final AtomicInteger passed = new AtomicInteger();
    private final List<SerialNumber> releasedUnits = new CopyOnWriteArrayList<>();
    private volatile Set<Integer> plugged = Set.of();
    private volatile boolean refusesRelease;

    public ScriptedLine(int slots) {
        this.slots = slots;
    }

    /// How a run goes.
    @FunctionalInterface
    public interface Script {
        Outcome run(SerialNumber unit, RunListener conversation) throws InterruptedException;
    }

    public static Outcome passed(SerialNumber unit) {
        return new Outcome.Passed(unit.text(), "c0ffee", Step.LABEL, TOOK);
    }

    /// An outcome of a run that was stopped.
    static Outcome stopped(SerialNumber unit, Step step, UnitState left) {
        return new Outcome.Abandoned(unit.text(), step, left, 0, Duration.ofSeconds(67));
    }

    public static Outcome failed(SerialNumber unit, Step step, Fault fault) {
        return failed(unit, step, fault, "");
    }

    public static Outcome failed(SerialNumber unit, Step step, Fault fault, String detail) {
        return switch (fault.acts()) {
            case UNIT -> new Outcome.UnitRejected(unit.text(), step, fault, detail, TOOK);
            case STATION -> new Outcome.StationFaulted(unit.text(), step, fault, detail, TOOK);
            case OPERATOR, LEAD -> new Outcome.Refused(unit.text(), step, fault, detail, TOOK);
        };
    }

    public ScriptedLine on(int slot, Script script) {
        scripts.put(slot, script);
        return this;
    }

    /// A run that tells `told` and then stands still until [#release], when it passes, or until it is stopped.
    public ScriptedLine standingAt(int slot, Step step, Consumer<RunListener> told) {
        return on(slot, (unit, conversation) -> {
            conversation.started(step);
            told.accept(conversation);
            return stand(slot, step, unit);
        });
    }

    /// Slots that are plugged in from now on.
    public ScriptedLine plug(Integer... now) {
        plugged = Set.of(now);
        return this;
    }

    public ScriptedLine refusingRelease() {
        refusesRelease = true;
        return this;
    }

    /// Lets every run that stands still pass.
    public void release() {
        released.countDown();
        stops.values().forEach(CountDownLatch::countDown);
    }

    @Override
    public LineFacts line() {
        var order = new LineFacts.OpenOrder("WO-2026-0147", "CP4-22kW", 412 + passed.get(), 1_000);
        var next = new LineFacts.OpenOrder("WO-2026-0148", "CP4-11kW", 0, 200);
        return new LineFacts(IntStream.rangeClosed(1, slots).boxed().toList(), List.of(order, next));
    }

    @Override
    public Map<Step, Duration> typicalDurations() {
        var typical = new EnumMap<Step, Duration>(Step.class);
        for (var step : Step.values()) {
            typical.put(step, Duration.ofSeconds(step == Step.BURN ? 40 : 6));
        }
        return typical;
    }

    @Override
    public Set<Integer> plugged() {
        return plugged;
    }

    @Override
    public Outcome provision(int slot, SerialNumber unit, RunListener conversation) {
        stops.put(slot, new CountDownLatch(1));
        try {
            var script = scripts.getOrDefault(slot, (u, _) -> stand(slot, Step.SCAN, u));
            var outcome = script.run(unit, conversation);
            if (outcome instanceof Outcome.Passed) {
                passed.incrementAndGet();
            }
            return outcome;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public boolean stop(int slot) {
        stops.get(slot).countDown();
        return true;
    }

    @Override
    public boolean canStop() {
        return true;
    }

    @Override
    public void release(int slot, SerialNumber scanned) throws StationException {
        if (refusesRelease) {
            throw new StationException(Fault.OTHER_LABEL, "");
        }
        releasedUnits.add(scanned);
    }

    /// Units whose release was asked for and granted, in that order.
    public List<SerialNumber> releasedUnits() {
        return releasedUnits;
    }

    private Outcome stand(int slot, Step step, SerialNumber unit) throws InterruptedException {
        stops.get(slot).await();
        return released.getCount() == 0 ? passed(unit) : stopped(unit, step, UnitState.IDENTIFIED);
    }
}
