package dev.sealbench.core;

/// What checking an export found.
public sealed interface ExportCheck {

    /// The manifest is signed and every file is as it says, none missing and none added.
    ///
    /// @param files how many were compared
    record Sound(long files) implements ExportCheck {}

    /// Something is wrong; the first that was found.
    ///
    /// @param path which file, relative; empty when it is the folder itself
    /// @param reason one clause, in English
    record Wrong(String path, String reason) implements ExportCheck {}
}
