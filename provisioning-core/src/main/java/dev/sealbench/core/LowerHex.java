package dev.sealbench.core;

/// One spelling of hexadecimal, so that equal octets are equal texts in the books, too.
final class LowerHex {

    private LowerHex() {}

    /// @throws IllegalArgumentException when `hex` is not `sizeBytes` octets in lower-case hexadecimal
    static void require(String what, String hex, int sizeBytes) {
        if (hex.length() != 2 * sizeBytes) {
            throw new IllegalArgumentException(
                    "%s has %d digits, expected %d".formatted(what, hex.length(), 2 * sizeBytes));
        }
        for (int i = 0; i < hex.length(); i++) {
            if ("0123456789abcdef".indexOf(hex.charAt(i)) < 0) {
                throw new IllegalArgumentException("%s: no lower-case hexadecimal at %d".formatted(what, i));
            }
        }
    }
}
