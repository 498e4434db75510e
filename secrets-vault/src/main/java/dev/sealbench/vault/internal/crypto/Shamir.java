package dev.sealbench.vault.internal.crypto;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Shamir's secret sharing (Communications of the ACM 22, 1979), octet by octet over GF(2^8) with the polynomial of
/// AES.
///
/// Says nothing of whether shares belong together: the caller adds a digest. Without tables and branches that depend
/// on secrets. Stateless.
public final class Shamir {

    /// The most shares that have a place of their own.
    public static final int MOST_SHARES = 255;

    private static final int REDUCTION = 0x1b;
    private static final int FIELD_BITS = 8;

    private Shamir() {}

    /// One point of each octet's polynomial.
    ///
    /// @param x where, 1 to 255
    /// @param y as many octets as the secret; the owner wipes them
    public record Point(int x, byte[] y) {

        @Override
        public String toString() {
            return "Point[" + x + "]";
        }
    }

    /// Points 1 to `count` of fresh polynomials of degree `threshold` - 1 through `secret` at 0.
    public static List<Point> split(byte[] secret, int threshold, int count, SecureRandom random) {
        if (threshold < 2 || threshold > count || count > MOST_SHARES) {
            throw new IllegalArgumentException(threshold + " of " + count);
        }
        var coefficients = new byte[threshold][secret.length];
        coefficients[0] = secret.clone();
        for (int degree = 1; degree < threshold; degree++) {
            random.nextBytes(coefficients[degree]);
        }
        var points = IntStream.rangeClosed(1, count)
                .mapToObj(x -> new Point(x, evaluate(coefficients, x)))
                .toList();
        Arrays.stream(coefficients).forEach(octets -> Arrays.fill(octets, (byte) 0));
        return points;
    }

    /// The secret through exactly as many points as the threshold was, each at another place; the caller wipes it.
    public static byte[] join(List<Point> points) {
        var secret = new byte[points.getFirst().y().length];
        for (var point : points) {
            int weight = weightAtZero(point, points);
            for (int i = 0; i < secret.length; i++) {
                secret[i] ^= (byte) multiply(weight, Byte.toUnsignedInt(point.y()[i]));
            }
        }
        return secret;
    }

    private static byte[] evaluate(byte[][] coefficients, int x) {
        var y = new byte[coefficients[0].length];
        for (int degree = coefficients.length - 1; degree >= 0; degree--) {
            for (int i = 0; i < y.length; i++) {
                y[i] = (byte) (multiply(Byte.toUnsignedInt(y[i]), x) ^ coefficients[degree][i]);
            }
        }
        return y;
    }

    /// Lagrange's basis polynomial of `point`, at 0; subtraction is addition here.
    private static int weightAtZero(Point point, List<Point> points) {
        int weight = 1;
        for (var other : points) {
            if (other.x() != point.x()) {
                weight = multiply(weight, multiply(other.x(), inverse(other.x() ^ point.x())));
            }
        }
        return weight;
    }

    private static int multiply(int a, int b) {
        int product = 0;
        int shifted = a;
        for (int bit = 0; bit < FIELD_BITS; bit++) {
            product ^= shifted & -(b >> bit & 1);
            shifted = (shifted << 1 & 0xff) ^ (REDUCTION & -(shifted >> FIELD_BITS - 1));
        }
        return product;
    }

    /// a^254, which is 1/a.
    private static int inverse(int a) {
        int power = 1;
        for (int i = 0; i < MOST_SHARES - 1; i++) {
            power = multiply(power, a);
        }
        return power;
    }
}
