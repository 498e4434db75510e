package dev.sealbench.core.internal.run;

/// Ends an export that somebody cancelled; passes through streams, so it is unchecked.
public final class ExportCancelled extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ExportCancelled() {
        super("the export was cancelled; nothing of it is left", null, false, false);
    }
}
