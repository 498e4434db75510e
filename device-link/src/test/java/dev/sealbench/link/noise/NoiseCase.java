package dev.sealbench.link.noise;

import dev.sealbench.link.BurnContent;
import dev.sealbench.link.BurnProgress;
import dev.sealbench.link.BurnTarget;
import dev.sealbench.link.LinkException;
import dev.sealbench.link.LinkTimes;
import dev.sealbench.link.TestLinks;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.SplittableRandom;

/// One burn over a bad line, all of it drawn from a seed, and what must hold of it:
///
/// - up to one accident in 10,000 octets it completes, over as many cables as come out; above that it completes or ends
///   with a [LinkException];
/// - what it reports as burned is in the charger's flash, octet by octet;
/// - no request is executed twice.
///
/// @param rate accidents per octet, in both directions
/// @param bytesBetweenCuts on average, after which the cable comes out; 0: it holds
/// @param content to be burned
/// @param held what flash holds before
record NoiseCase(long seed, double rate, int bytesBetweenCuts, byte[] content, byte[] held) {

    /// Silence is cheap here, and no hiccup of the machine is as long.
    private static final LinkTimes TIMES = new LinkTimes(
            Duration.ofMillis(500),
            Duration.ofMillis(100),
            Duration.ofMillis(20),
            Duration.ofSeconds(10),
            Duration.ofMillis(200),
            Duration.ofMillis(900),
            Duration.ofSeconds(5));

    private static final double[] RATES = {0, 1e-5, 1e-4, 1e-4, 1e-3};
    private static final double MUST_COMPLETE = 1e-4;
    private static final int CABLES = 200;
    private static final int PIECE_BYTES = BurnContent.PIECE_BYTES;

    static NoiseCase drawn(long seed) {
        var random = new SplittableRandom(seed);
        double rate = RATES[random.nextInt(RATES.length)];
        int size = 1 + random.nextInt(rate > MUST_COMPLETE ? 40_000 : 400_000);
        byte[] content = content(random, size);
        int cuts = random.nextInt(4) == 0 ? 50_000 + random.nextInt(200_000) : 0;
        return new NoiseCase(seed, rate, cuts, content, held(random, content));
    }

    /// Pieces that do not shrink, that do, and that are erased.
    private static byte[] content(SplittableRandom random, int size) {
        var octets = new byte[size];
        for (int at = 0; at < size; at += PIECE_BYTES) {
            int end = Math.min(size, at + PIECE_BYTES);
            int kind = random.nextInt(4);
            for (int i = at; i < end; i++) {
                octets[i] = (byte) (kind == 0 ? 0xff : kind == 1 ? random.nextInt(20) : random.nextInt());
            }
        }
        return octets;
    }

    /// Nothing; or the same content but for some pieces.
    private static byte[] held(SplittableRandom random, byte[] content) {
        if (random.nextBoolean()) {
            return new byte[0];
        }
        var held = content.clone();
        for (int at = 0; at < held.length; at += PIECE_BYTES) {
            if (random.nextInt(3) == 0) {
                held[Math.min(held.length - 1, at + random.nextInt(PIECE_BYTES))] ^= 0x10;
            }
        }
        return held;
    }

    /// Plays it; what does not hold, in words. `folder` is for this case alone.
    Optional<String> play(Path program, Path folder) throws IOException, InterruptedException {
        try (var charger = new PipeCharger(program, folder, held)) {
            var failure = burn(charger);
            byte[] flash = charger.flashAtTheEnd();
            var executed = charger.executed();
            if (new HashSet<>(executed).size() != executed.size()) {
                return Optional.of("a request was executed twice");
            }
            if (failure.isPresent()) {
                return rate > MUST_COMPLETE ? Optional.empty() : failure;
            }
            boolean right = Arrays.equals(flash, 0, content.length, content, 0, content.length);
            return right ? Optional.empty() : Optional.of("flash holds other octets than were reported as burned");
        }
    }

    private Optional<String> burn(PipeCharger charger) {
        for (int cable = 1; ; cable++) {
            var pipe = new NoisyPipe(charger, seed * 1_000 + cable, rate, bytesBetweenCuts);
            try (var link = TestLinks.over(pipe, TIMES, seed * 1_000 + cable)) {
                link.hello();
                link.burn(BurnTarget.IMAGE_SLOT_A, BurnContent.of(content), BurnProgress.SILENT);
                return Optional.empty();
            } catch (LinkException.PortUnavailable e) {
                if (cable == CABLES || bytesBetweenCuts == 0) {
                    return Optional.of("cable " + cable + ": " + e);
                }
            } catch (LinkException e) {
                return Optional.of("cable " + cable + ": " + e);
            }
        }
    }

    @Override
    public String toString() {
        return "seed %d: %d octets, %d held, an accident in %s octets, cables of %d octets"
                .formatted(seed, content.length, held.length, rate == 0 ? "no" : (long) (1 / rate), bytesBetweenCuts);
    }
}
