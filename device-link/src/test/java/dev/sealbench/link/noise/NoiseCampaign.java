package dev.sealbench.link.noise;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Optional;

/// Burns over bad lines, case after case, against the charger's own link and burn code.
///
/// ```
/// NoiseCampaign --program charger-firmware/build/pipe-charger --seconds N --seed S
/// ```
///
/// Prints each case that fails; the last line is `campaign noise cases N failures M`. Ends with 1 when there was one.
final class NoiseCampaign {

    private final Path program;
    private int cases;
    private int failures;

    NoiseCampaign(Path program) {
        this.program = program;
    }

    static void main(String[] args) throws IOException, InterruptedException {
        var campaign = new NoiseCampaign(Path.of(option(args, "--program")));
        long deadline = System.nanoTime()
                + Duration.ofSeconds(Long.parseLong(option(args, "--seconds"))).toNanos();
        for (long seed = Long.parseLong(option(args, "--seed")); System.nanoTime() - deadline < 0; seed++) {
            campaign.play(NoiseCase.drawn(seed));
        }
        System.out.printf("campaign noise cases %d failures %d%n", campaign.cases, campaign.failures);
        System.exit(campaign.failures == 0 ? 0 : 1);
    }

    private static String option(String[] args, String name) {
        for (int i = 0; i + 1 < args.length; i += 2) {
            if (args[i].equals(name)) {
                return args[i + 1];
            }
        }
        throw new IllegalArgumentException(name + " is missing");
    }

    /// What does not hold of `one`, in words.
    Optional<String> play(NoiseCase one) throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("noise-");
        try {
            cases++;
            var wrong = one.play(program, folder);
            wrong.ifPresent(words -> {
                failures++;
                System.out.println(one + ": " + words);
            });
            return wrong;
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException e) throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
