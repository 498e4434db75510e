package dev.sealbench.ui.e2e;

import dev.sealbench.core.Fault;
import dev.sealbench.core.FirmwareRelease;
import dev.sealbench.core.RunListener;
import dev.sealbench.core.StationException;
import dev.sealbench.link.Hello;
import dev.sealbench.link.Lifecycle;
import dev.sealbench.link.SlotMark;
import dev.sealbench.ui.testkit.Demo;
import dev.sealbench.ui.testkit.OpenStation;
import dev.sealbench.ui.testkit.Repository;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/// Updates one unit again and again, from one release to the next and back (both have the same security counter), and
/// pulls its plug at a random moment of each update; some of the updates never confirm themselves. After each cut the
/// unit must run what was confirmed last or the new release, and running the update again must end it.
///
/// Usage: `UpdateCampaign --seconds N --seed S`. Prints a line per case and the count; exit code 1 when anything was
/// wrong or nothing was played, 2 for wrong usage.
final class UpdateCampaign {

    private static final int COUNTER = 2;
    private static final int MUTE_EACH = 4;
    private static final int RUNS_AFTERWARDS = 2;

    private final UpdateBench bench;
    private final OpenStation station;
    private final Random random;
    private final List<FirmwareRelease> good;
    private final FirmwareRelease mute;
    private int running;
    private int cases;
    private int failures;

    private UpdateCampaign(UpdateBench bench, OpenStation station, Random random, List<FirmwareRelease> releases) {
        this.bench = bench;
        this.station = station;
        this.random = random;
        this.good = releases.subList(0, 2);
        this.mute = releases.getLast();
    }

    /// @param arguments as above
    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 4
                || !arguments[0].equals("--seconds")
                || !arguments[2].equals("--seed")
                || !(arguments[1] + arguments[3]).matches("[0-9]{2,18}")) {
            System.err.println("usage: UpdateCampaign --seconds N --seed S");
            System.exit(2);
        }
        System.exit(run(Duration.ofSeconds(Long.parseLong(arguments[1])), Long.parseLong(arguments[3])) ? 0 : 1);
    }

    private static boolean run(Duration length, long seed) throws Exception {
        long end = System.nanoTime() + length.toNanos();
        try (var demo = Demo.create();
                var forge = ImageForge.open(demo);
                var bench = new UpdateBench(LockedUnit.create(demo), forge)) {
            var releases = List.of(
                    bench.release(Repository.application(), "1.1.0+2", COUNTER),
                    bench.release(Repository.application(), "1.1.1+3", COUNTER),
                    bench.release(Repository.applicationWithoutConfirm(), "1.1.2+4", COUNTER));
            try (var station = bench.station().open()) {
                var campaign = new UpdateCampaign(bench, station, new Random(seed), releases);
                campaign.play(end);
                System.out.printf("campaign update-kill cases %d failures %d%n", campaign.cases, campaign.failures);
                return campaign.cases > 0 && campaign.failures == 0;
            }
        }
    }

    private void play(long end) throws Exception {
        long whole = uncut();
        while (System.nanoTime() - end < 0) {
            boolean isMute = random.nextInt(MUTE_EACH) == 0;
            var to = isMute ? mute : good.get(1 - running);
            long after = (long) (random.nextDouble() * whole);
            var wrong = cutAt(after, to);
            running = wrong.isEmpty() && !isMute ? 1 - running : running;
            cases++;
            failures += wrong.isEmpty() ? 0 : 1;
            System.out.printf(
                    "update to %s cut after %4d ms: %s%n", to.version(), after, wrong.isEmpty() ? "ok" : wrong);
            if (!wrong.isEmpty()) {
                return; // what the unit is by then says nothing about the next case
            }
        }
    }

    /// The first update, which nothing cuts; what it takes, in milliseconds.
    private long uncut() throws Exception {
        long started = System.nanoTime();
        var failure = update(good.getFirst());
        if (failure.isPresent()) {
            throw failure.get();
        }
        return Duration.ofNanos(System.nanoTime() - started).toMillis();
    }

    /// What is wrong afterwards.
    private List<String> cutAt(long millis, FirmwareRelease to) throws Exception {
        var update = CompletableFuture.supplyAsync(() -> update(to));
        Thread.sleep(millis);
        bench.charger().pullPlug();
        bench.charger().plugIn();
        var wrong = new ArrayList<String>();
        var said = update.join();
        said.filter(failure -> failure.fault() == Fault.INTERNAL)
                .ifPresent(failure -> wrong.add("the cut ended in " + failure.getMessage()));
        check(bench.hello(), to, wrong);
        for (int run = 1; wrong.isEmpty() && !isEnd(said, to) && run <= RUNS_AFTERWARDS; run++) {
            said = update(to);
        }
        if (!isEnd(said, to)) {
            wrong.add("running it again does not end it: "
                    + said.map(StationException::getMessage).orElse("passed"));
        }
        var last = to == mute ? good.get(running) : to;
        if (!bench.hello().firmwareVersion().equals(last.version())) {
            wrong.add("it runs " + bench.hello().firmwareVersion() + ", not " + last.version());
        }
        return wrong;
    }

    /// Whether this is how an update to `to` has to end.
    private boolean isEnd(Optional<StationException> said, FirmwareRelease to) {
        return to == mute
                ? said.filter(failure -> failure.fault() == Fault.UPDATE_NOT_CONFIRMED)
                        .isPresent()
                : said.isEmpty();
    }

    /// It runs what was confirmed last, or the new release.
    private void check(Hello hello, FirmwareRelease to, List<String> wrong) {
        var before = good.get(running).version();
        boolean known = hello.firmwareVersion().equals(before)
                || hello.firmwareVersion().equals(to.version());
        var mark = hello.runningSlot().map(Hello.Slot::mark).orElse(SlotMark.UNRECORDED);
        if (hello.lifecycle() != Lifecycle.LOCKED || !known || mark != SlotMark.CONFIRMED && to != mute) {
            wrong.add("after the cut it is %s and runs \"%s\", %s, %s"
                    .formatted(hello.lifecycle(), hello.firmwareVersion(), mark, hello.notBootedReason()));
        }
    }

    /// Why it failed; empty when it did not.
    private Optional<StationException> update(FirmwareRelease to) {
        try {
            station.units().update(Demo.SERIAL, Optional.of(1), to.version(), RunListener.silent());
            return Optional.empty();
        } catch (StationException e) {
            return Optional.of(e);
        }
    }
}
