package dev.sealbench.core.internal.export;

/// Thrown when an export is not started or not finished because of what it was asked to write or where.
/// Nothing is left behind.
public final class ExportRefused extends Exception {

    private static final long serialVersionUID = 1L;

    ExportRefused(String reason) {
        super(reason);
    }
}
