package dev.sealbench.core.internal.document;

import java.nio.charset.StandardCharsets;

/// Bounds of strings that go into documents: `documents.options` counts octets of UTF-8.
final class Text {

    private Text() {}

    /// @throws IllegalArgumentException if `text` is empty, longer than `maxBytes` or has control characters
    static void require(String text, int maxBytes, String name) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException(name + " is missing");
        }
        if (text.getBytes(StandardCharsets.UTF_8).length > maxBytes) {
            throw new IllegalArgumentException(name + " is longer than " + maxBytes + " octets");
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(name + " has control characters");
        }
    }
}
