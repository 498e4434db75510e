package dev.sealbench.core.internal.export;

/// What checking an export found.
public sealed interface ExportVerdict {

    /// The manifest is signed by a trusted key and every file is as it says.
    ///
    /// @param station that exported
    /// @param range what was exported, in words
    /// @param createdUtc when, as the manifest says
    /// @param complete whether it says that it holds everything
    /// @param files how many files were checked
    record Sound(String station, String range, String createdUtc, boolean complete, long files)
            implements ExportVerdict {}

    /// Something is wrong; this is the first thing that was found.
    ///
    /// @param path which file, relative, made harmless for a terminal; empty if it is the folder itself
    /// @param reason one sentence
    record Wrong(String path, String reason) implements ExportVerdict {

        @Override
        public String toString() {
            return path.isEmpty() ? reason : path + ": " + reason;
        }
    }
}
