package dev.sealbench.core;

/// A Global Trade Item Number with 8, 12, 13 or 14 digits (GS1 General Specifications, 7.9: check digit modulo 10).
///
/// Immutable.
///
/// @param digits as the brand owner writes it
public record Gtin(String digits) {

    private static final int GTIN_14_LENGTH = 14;

    /// @throws IllegalArgumentException when the length, a character or the check digit is wrong
    public Gtin {
        if (!digits.matches("[0-9]{8}|[0-9]{12,14}")) {
            throw new IllegalArgumentException("a GTIN has 8, 12, 13 or 14 digits");
        }
        if (weightedSum(digits) % 10 != 0) {
            throw new IllegalArgumentException("the check digit of GTIN " + digits + " does not fit");
        }
    }

    /// The 14 digits that a GS1 element string (01) needs: zeros in front.
    public String gtin14() {
        return "0".repeat(GTIN_14_LENGTH - digits.length()) + digits;
    }

    @Override
    public String toString() {
        return digits;
    }

    private static int weightedSum(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int fromRight = digits.length() - 1 - i;
            sum += (digits.charAt(i) - '0') * (fromRight % 2 == 0 ? 1 : 3);
        }
        return sum;
    }
}
