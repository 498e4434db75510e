package dev.sealbench.core;

/// The hybrid check character system MOD 37,36 of ISO 7064:2003, clause 9: finds every single wrong character and
/// nearly every swap of two neighbours.
final class CheckCharacter {

    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private static final int M = 36;

    private CheckCharacter() {}

    /// The check character of `text`, one of 0-9 A-Z.
    ///
    /// @throws IllegalArgumentException when a character of `text` is none of 0-9 A-Z
    static char mod37And36(CharSequence text) {
        int product = M;
        for (int i = 0; i < text.length(); i++) {
            int value = value(text.charAt(i));
            if (value < 0) {
                throw new IllegalArgumentException("none of 0-9 A-Z at " + i);
            }
            int sum = (product + value) % M;
            product = (sum == 0 ? M : sum) * 2 % (M + 1);
        }
        return ALPHABET.charAt((M + 1 - product) % M);
    }

    private static int value(char character) {
        if (character >= '0' && character <= '9') {
            return character - '0';
        }
        return character >= 'A' && character <= 'Z' ? character - 'A' + 10 : -1;
    }
}
