package dev.sealbench.link.fuzz;

import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Hostile octets for everything of the station that reads what others wrote: it takes them or refuses them in the
/// declared way; it never ends in another exception, never goes on for seconds, never takes more memory than the
/// program has:
/// run it with `-Xmx96m -ea`.
///
/// ```
/// FuzzCampaign --seconds N --seed S CLASS...
/// ```
///
/// Each CLASS is a target: a `Supplier` of seeds (good examples) and a `Predicate` that reads octets and says whether
/// it took them; what is declared it catches itself. Targets of other modules need nothing but these two interfaces.
/// Prints each finding; the last line is `campaign java-fuzz cases N failures M`. Ends with 1 when there was one.
public final class FuzzCampaign {

    private static final int MAX_PRINTED_BYTES = 2_048;
    private static final Duration HANGS = Duration.ofSeconds(20);

    private volatile byte[] reading = {};
    private volatile long readingSince = Long.MAX_VALUE;
    private volatile String target = "";
    private long cases;
    private int failures;

    static void main(String[] args) throws Exception {
        var options = List.of(args);
        var seconds = Long.parseLong(after(options, "--seconds"));
        var seed = Long.parseLong(after(options, "--seed"));
        var targets = options.subList(4, options.size());
        var campaign = new FuzzCampaign();
        Thread.ofPlatform().daemon().start(campaign::watch);
        for (var name : targets) {
            campaign.play(name, seed, Duration.ofSeconds(seconds).toMillis() / targets.size());
        }
        System.out.printf("campaign java-fuzz cases %d failures %d%n", campaign.cases, campaign.failures);
        System.exit(campaign.failures == 0 && campaign.cases > 0 ? 0 : 1);
    }

    private static String after(List<String> options, String name) {
        int at = options.indexOf(name);
        if (at != 0 && at != 2) {
            throw new IllegalArgumentException("usage: FuzzCampaign --seconds N --seed S CLASS...");
        }
        return options.get(at + 1);
    }

    @SuppressWarnings("unchecked")
    private void play(String className, long seed, long millis) throws ReflectiveOperationException {
        var constructor = Class.forName(className).getDeclaredConstructor();
        constructor.setAccessible(true);
        var made = constructor.newInstance();
        var seeds = ((Supplier<List<byte[]>>) made).get();
        var reader = (Predicate<byte[]>) made;
        var random = new SplittableRandom(seed);
        var mutator = new Mutator(random, seeds);
        target = className;
        long until = System.nanoTime() + Duration.ofMillis(millis).toNanos();
        int before = failures;
        long taken = 0;
        long first = cases;
        while (System.nanoTime() - until < 0 && failures - before < 5) {
            taken += give(reader, mutator.next()) ? 1 : 0;
        }
        System.out.printf("%-60s %9d cases, %9d taken%n", className, cases - first, taken);
        if (taken == 0) {
            failures++;
            System.out.println(className + ": nothing was taken, not even a seed: it tests nothing");
        }
    }

    /// Whether the target took it.
    private boolean give(Predicate<byte[]> reader, byte[] octets) {
        cases++;
        reading = octets;
        readingSince = System.nanoTime();
        boolean taken = false;
        try {
            taken = reader.test(octets.clone());
        } catch (Exception | StackOverflowError | OutOfMemoryError | AssertionError e) {
            found(e.toString(), octets);
            Arrays.stream(e.getStackTrace()).limit(6).forEach(line -> System.out.println("    at " + line));
        }
        readingSince = Long.MAX_VALUE;
        return taken;
    }

    private void found(String what, byte[] octets) {
        failures++;
        var shown = octets.length > MAX_PRINTED_BYTES ? Arrays.copyOf(octets, MAX_PRINTED_BYTES) : octets;
        System.out.printf(
                "%s: %s%n  %d octets: %s%n",
                target, what, octets.length, HexFormat.of().formatHex(shown));
    }

    /// Ends the whole program when one input takes too long: what hangs cannot be gone on from.
    private void watch() {
        try {
            while (readingSince == Long.MAX_VALUE || System.nanoTime() - readingSince < HANGS.toNanos()) {
                Thread.sleep(Duration.ofSeconds(1));
            }
        } catch (InterruptedException e) {
            return;
        }
        found("goes on for more than " + HANGS, reading);
        System.out.printf("campaign java-fuzz cases %d failures %d%n", cases, failures);
        Runtime.getRuntime().halt(1);
    }
}
