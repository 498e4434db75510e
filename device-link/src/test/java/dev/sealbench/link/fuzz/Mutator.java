package dev.sealbench.link.fuzz;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// Damages octets as an attacker or a bad line would, a few times over. The same seed, the same damage.
final class Mutator {

    private static final int MAX_BYTES = 64 << 10;
    private static final int MAX_STEPS = 6;
    private static final byte[] TELLING = {0, 1, 0x7f, (byte) 0x80, (byte) 0xff, 0x20, 0x0a, 0x22};

    private final RandomGenerator random;
    private final List<byte[]> seeds;

    Mutator(RandomGenerator random, List<byte[]> seeds) {
        this.random = random;
        this.seeds = seeds;
    }

    byte[] next() {
        var octets = any().clone();
        for (int steps = random.nextInt(MAX_STEPS + 1); steps > 0; steps--) {
            octets = damaged(octets);
        }
        return octets.length > MAX_BYTES ? Arrays.copyOf(octets, MAX_BYTES) : octets;
    }

    private byte[] any() {
        return seeds.get(random.nextInt(seeds.size()));
    }

    private byte[] damaged(byte[] octets) {
        if (octets.length == 0) {
            return random(random.nextInt(64));
        }
        int at = random.nextInt(octets.length);
        int count = 1 + random.nextInt(Math.min(16, octets.length - at));
        return switch (random.nextInt(8)) {
            case 0 -> with(octets, at, (byte) (octets[at] ^ 1 << random.nextInt(8)));
            case 1 -> with(octets, at, (byte) random.nextInt());
            case 2 -> with(octets, at, TELLING[random.nextInt(TELLING.length)]);
            case 3 -> with(octets, at, (byte) (octets[at] + random.nextInt(-2, 3)));
            case 4 -> spliced(octets, at, new byte[0], at + count);
            case 5 -> spliced(octets, at, random(count), at);
            case 6 -> Arrays.copyOf(octets, at);
            default -> crossed(octets, at);
        };
    }

    /// The start of one and the end, or a piece, of another.
    private byte[] crossed(byte[] octets, int at) {
        var other = any();
        int from = other.length == 0 ? 0 : random.nextInt(other.length);
        int to = Math.min(other.length, from + 1 + random.nextInt(256));
        return random.nextBoolean()
                ? spliced(octets, at, Arrays.copyOfRange(other, from, other.length), octets.length)
                : spliced(octets, at, Arrays.copyOfRange(other, from, to), at);
    }

    private byte[] random(int length) {
        var octets = new byte[length];
        random.nextBytes(octets);
        return octets;
    }

    private static byte[] with(byte[] octets, int at, byte value) {
        octets[at] = value;
        return octets;
    }

    private static byte[] spliced(byte[] octets, int at, byte[] middle, int goOnAt) {
        int rest = octets.length - goOnAt;
        var whole = Arrays.copyOf(octets, at + middle.length + rest);
        System.arraycopy(middle, 0, whole, at, middle.length);
        System.arraycopy(octets, goOnAt, whole, at + middle.length, rest);
        return whole;
    }
}
