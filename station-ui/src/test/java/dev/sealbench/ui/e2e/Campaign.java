package dev.sealbench.ui.e2e;

import dev.sealbench.ui.e2e.KillPoint.InBurn;
import dev.sealbench.ui.e2e.KillPoint.Kind;
import dev.sealbench.ui.testkit.Demo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;

/// Cuts off a run at each of its points in turn, runs the unit again, and prints a line for each point
/// and a table at the end. `scripts/campaign` starts it. Exit code 1 when anything was wrong or a kind
/// of points was never hit, 2 for wrong usage.
final class Campaign {

    private static final int RANDOM_BURNS = 10;
    private static final int THOUSAND = 1_000;

    private final List<KillCase.Verdict> verdicts = new ArrayList<>();
    private final CampaignOptions options;

    private Campaign(CampaignOptions options) {
        this.options = options;
    }

    /// @param arguments as [CampaignOptions] reads them
    public static void main(String[] arguments) throws Exception {
        var options = CampaignOptions.parse(arguments);
        if (options.isEmpty()) {
            System.err.println(CampaignOptions.USAGE);
            System.exit(2);
        }
        System.exit(new Campaign(options.get()).run() ? 0 : 1);
    }

    private boolean run() throws Exception {
        try (var demo = Demo.create()) {
            var points = Survey.of(demo).stream()
                    .filter(point -> options.includes(point.toString()))
                    .toList();
            if (options.list()) {
                points.forEach(point -> System.out.printf("%-44s %s%n", point.kind(), point));
                System.out.printf("%d points%n", points.size());
                return !points.isEmpty();
            }
            var order = order(points, new Random(options.seed()));
            System.out.printf(
                    "campaign of at most %d min, seed %d, %d points%n",
                    options.length().toMinutes(), options.seed(), order.size());
            play(order, demo);
            return table(order);
        }
    }

    /// Shuffled, and one of each kind in turn, so that a short campaign has some of all.
    private List<KillPoint> order(List<KillPoint> named, Random random) {
        var points = new LinkedHashSet<>(named);
        for (var victim : Victim.values()) {
            random.ints(RANDOM_BURNS, 0, THOUSAND)
                    .mapToObj(thousandths -> new InBurn(victim, thousandths))
                    .filter(point -> options.includes(point.toString()))
                    .forEach(points::add);
        }
        var byKind = new ArrayList<List<KillPoint>>();
        for (var kind : Kind.values()) {
            var mine = new ArrayList<>(
                    points.stream().filter(point -> point.kind() == kind).toList());
            Collections.shuffle(mine, random);
            byKind.add(mine);
        }
        var order = new ArrayList<KillPoint>();
        while (order.size() < points.size()) {
            byKind.stream().filter(mine -> !mine.isEmpty()).forEach(mine -> order.add(mine.removeLast()));
        }
        return order;
    }

    private void play(List<KillPoint> order, Demo demo) throws IOException {
        long end = System.nanoTime() + options.length().toNanos();
        for (var point : order) {
            if (System.nanoTime() - end >= 0) {
                return;
            }
            long started = System.nanoTime();
            var verdict = new KillCase(point).play(demo);
            verdicts.add(verdict);
            System.out.printf("%5.1f s  %s%n", (System.nanoTime() - started) / 1e9, verdict);
        }
    }

    /// One line for each kind; true when nothing was wrong and each kind was hit.
    private boolean table(List<KillPoint> points) {
        System.out.printf(
                "%n%-44s %6s %6s %6s %9s %11s%n", "kind", "points", "played", "hit", "failures", "not played");
        long wrong = 0;
        for (var kind : Kind.values()) {
            long all = points.stream().filter(point -> point.kind() == kind).count();
            var mine = verdicts.stream()
                    .filter(verdict -> verdict.point().kind() == kind)
                    .toList();
            long hit = mine.stream().filter(KillCase.Verdict::hit).count();
            long failures =
                    mine.stream().filter(verdict -> !verdict.wrong().isEmpty()).count();
            System.out.printf("%-44s %6d %6d %6d %9d %11d%n", kind, all, mine.size(), hit, failures, all - mine.size());
            wrong += failures + (hit > 0 || all == 0 ? 0 : 1);
        }
        verdicts.stream()
                .filter(verdict -> !verdict.hit() || !verdict.wrong().isEmpty())
                .forEach(System.out::println);
        System.out.printf("campaign kill cases %d failures %d%n", verdicts.size(), wrong);
        return wrong == 0 && !points.isEmpty();
    }
}
