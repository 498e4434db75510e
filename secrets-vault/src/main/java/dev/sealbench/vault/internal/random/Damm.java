package dev.sealbench.vault.internal.random;

/// The check digit of H. M. Damm (dissertation, Marburg 2004): finds each wrong digit and each swap of neighbours.
public final class Damm {

    /// The quasigroup of order 10, totally anti-symmetric, zero on the diagonal, that Damm's dissertation prints.
    private static final String[] TABLE = {
        "0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
        "3674209581", "5869720134", "8945362017", "9438617205", "2581436790",
    };

    private Damm() {}

    /// The digit, as ASCII, that makes `digits` (ASCII) followed by it whole.
    public static byte checkDigit(byte[] digits) {
        return (byte) ('0' + interim(digits));
    }

    /// Whether ASCII `digits`, the last of which is the check digit, hold together.
    public static boolean holds(byte[] digits) {
        return digits.length > 1 && interim(digits) == 0;
    }

    private static int interim(byte[] digits) {
        int interim = 0;
        for (var digit : digits) {
            if (digit < '0' || digit > '9') {
                throw new IllegalArgumentException("not a decimal digit");
            }
            interim = TABLE[interim].charAt(digit - '0') - '0';
        }
        return interim;
    }
}
