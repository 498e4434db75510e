package dev.sealbench.core;

/// Who does something to the books, and with which programs; stands in every event.
///
/// @param person the user's pseudonym, 1 to 64 characters
/// @param versions programs in use, 1 to 128 characters
public record Author(String person, String versions) {

    /// @throws IllegalArgumentException when a text is out of bounds
    public Author {
        FieldBounds.requireText("person", person, 64);
        FieldBounds.requireText("versions", versions, 128);
    }
}
