package dev.sealbench.core.internal.run;

import dev.sealbench.core.ExportListener;

/// Counts what an export has handed over. One export, one thread.
final class ExportWatch {

    private final ExportListener listener;
    private final long total;
    private long done;

    ExportWatch(ExportListener listener, long total) {
        this.listener = listener;
        this.total = total;
    }

    /// One more unit or event.
    ///
    /// @throws ExportCancelled when the listener asks for it
    void step() {
        if (listener.cancelled()) {
            throw new ExportCancelled();
        }
        done = Math.min(done + 1, total); // what is booked meanwhile was not counted
        listener.progress(done, total);
    }
}
