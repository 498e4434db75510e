package dev.sealbench.core;

/// Hears how an export goes. Called on the export's own thread; an implementation returns at once.
public interface ExportListener {

    /// So much is written.
    ///
    /// @param done 0 to total: units, once for each kind of file about them, and events
    /// @param total as counted at the beginning; what is booked meanwhile may push `done` up to it early
    default void progress(long done, long total) {}

    /// Asked between units and events: whether the export is to end here and leave nothing behind.
    default boolean cancelled() {
        return false;
    }

    /// Hears nothing.
    static ExportListener silent() {
        return new ExportListener() {};
    }
}
