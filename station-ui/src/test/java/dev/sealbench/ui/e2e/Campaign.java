package dev.sealbench.ui.e2e;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/// Cuts off runs at random moments for as long as it is told to, prints one line per case and a table at the
/// end.
/// `scripts/campaign` starts it. Exit code 1 when anything was wrong, 2 for wrong usage.
final class Campaign {

    private static final Entry[] ALL = Entry.values();

    /// From the keys to the lock: where a power cut could tear something.
    private static final Entry[] KEY_ORDER_CONFIRM = {
        Entry.CREDENTIALS_SEALED,
        Entry.DEVICE_KEY_ISSUED,
        Entry.OBJECT_CERTIFIED,
        Entry.TPM_NAMES,
        Entry.ORDER_INTENDED,
        Entry.ORDER_ACKNOWLEDGED,
        Entry.CONFIRM_INTENDED
    };

    private final RandomGenerator random;
    private final List<KillCase.Verdict> verdicts = new ArrayList<>();

    private Campaign(RandomGenerator random) {
        this.random = random;
    }

    /// @param arguments `--minutes N`, and `--seed S` to draw the same moments again
    public static void main(String[] arguments) throws Exception {
        long minutes = option(arguments, "--minutes", 10);
        long seed = option(arguments, "--seed", System.nanoTime() & Integer.MAX_VALUE);
        System.out.printf("campaign of %d min, seed %d%n", minutes, seed);
        var campaign = new Campaign(new Random(seed));
        campaign.run(Duration.ofMinutes(minutes));
        System.exit(campaign.table() ? 0 : 1);
    }

    private void run(Duration length) throws Exception {
        long end = System.nanoTime() + length.toNanos();
        try (var demo = DemoState.create()) {
            while (System.nanoTime() - end < 0) {
                for (var victim : Victim.values()) {
                    play(new KillCase(victim, moment(victim)), demo);
                }
            }
        }
    }

    private Moment moment(Victim victim) {
        return switch (victim) {
            case STATION -> Moment.random(random, ALL);
            case CHARGER -> Moment.random(random, KEY_ORDER_CONFIRM);
            case LINE -> Moment.random(random, Entry.BURN_INTENDED);
        };
    }

    private void play(KillCase kill, DemoState demo) {
        long started = System.nanoTime();
        KillCase.Verdict verdict;
        try {
            verdict = kill.play(demo);
        } catch (Exception e) {
            verdict = new KillCase.Verdict(kill, true, List.of(e.toString()));
        }
        verdicts.add(verdict);
        System.out.printf("%5.1f s  %s%n", (System.nanoTime() - started) / 1e9, verdict);
    }

    /// One line for each kind of cut; true when nothing was wrong and something was hit.
    private boolean table() {
        System.out.printf("%n%-24s %6s %6s %9s%n", "campaign", "cases", "hit", "failures");
        boolean good = true;
        for (var victim : Victim.values()) {
            var mine = verdicts.stream()
                    .filter(verdict -> verdict.kind().victim() == victim)
                    .toList();
            long hit = mine.stream().filter(KillCase.Verdict::hit).count();
            long failures =
                    mine.stream().filter(verdict -> !verdict.wrong().isEmpty()).count();
            System.out.printf("%-24s %6d %6d %9d%n", victim, mine.size(), hit, failures);
            good &= hit > 0 && failures == 0;
        }
        return good;
    }

    private static long option(String[] arguments, String name, long otherwise) {
        for (int i = 0; i < arguments.length; i += 2) {
            boolean known = arguments[i].equals("--minutes") || arguments[i].equals("--seed");
            if (!known || i + 1 == arguments.length || !arguments[i + 1].matches("[0-9]{1,10}")) {
                System.err.println("usage: scripts/campaign [--minutes N] [--seed S]");
                System.exit(2);
            }
            if (arguments[i].equals(name)) {
                return Long.parseLong(arguments[i + 1]);
            }
        }
        return otherwise;
    }
}
