package dev.sealbench.core;

/// Bounds of texts that people give and that end up in orders, labels and exports.
final class FieldBounds {

    private FieldBounds() {}

    /// Returns `value` when it has 1 to `maxLength` characters and no control character.
    ///
    /// @throws IllegalArgumentException when not; names the field, never shows the value
    static String requireText(String field, String value, int maxLength) {
        if (value.isBlank() || value.length() > maxLength) {
            throw new IllegalArgumentException("%s must have 1 to %d characters".formatted(field, maxLength));
        }
        return requirePrintable(field, value);
    }

    /// Returns `value` when it has at most `maxLength` characters and no control character.
    ///
    /// @throws IllegalArgumentException when not
    static String requireOptionalText(String field, String value, int maxLength) {
        return value.isEmpty() ? value : requireText(field, value, maxLength);
    }

    /// @throws IllegalArgumentException when `value` lies outside
    static int requireBetween(String field, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException("%s must be %d to %d, is %d".formatted(field, min, max, value));
        }
        return value;
    }

    private static String requirePrintable(String field, String value) {
        boolean hostile = value.codePoints()
                .anyMatch(c -> Character.isISOControl(c)
                        || Character.getType(c) == Character.FORMAT
                        || Character.getType(c) == Character.LINE_SEPARATOR
                        || Character.getType(c) == Character.PARAGRAPH_SEPARATOR
                        || Character.getType(c) == Character.SURROGATE
                        || c == 0xFFFD);
        if (hostile) {
            throw new IllegalArgumentException(field + " contains a character that cannot be printed");
        }
        return value;
    }
}
