package dev.sealbench.core.internal.verify;

import dev.sealbench.core.internal.export.PlainText;
import java.io.Serial;

/// The first thing that is wrong with an export.
final class WrongExport extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String path;

    /// @param path the file, or the document's files without their endings
    /// @param reason a clause that goes on from the path
    WrongExport(String path, String reason) {
        super(reason);
        this.path = PlainText.of(path); // may be a name in a hostile archive
    }

    String path() {
        return path;
    }
}
