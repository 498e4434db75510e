package dev.sealbench.core.internal.export;

import dev.sealbench.core.Octets;
import java.util.Objects;

/// One file that goes into the export as it is.
///
/// Immutable.
///
/// @param folder where
/// @param name letters, digits, dot, hyphen and underscore, at most 100, not starting with a dot
/// @param content public octets
public record ExportedFile(Folder folder, String name, Octets content) {

    /// The folders for such files.
    public enum Folder {
        /// The issuer of device certificates, the station's statement.
        CERTIFICATES("certificates");

        private final String path;

        Folder(String path) {
            this.path = path;
        }

        /// Name of the folder in the export.
        String path() {
            return path;
        }
    }

    /// Refuses null.
    public ExportedFile {
        Objects.requireNonNull(folder);
        Objects.requireNonNull(name);
        Objects.requireNonNull(content);
    }
}
