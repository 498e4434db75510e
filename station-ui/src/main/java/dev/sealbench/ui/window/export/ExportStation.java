package dev.sealbench.ui.window.export;

import dev.sealbench.core.AuditDesk;
import dev.sealbench.core.Customer;
import dev.sealbench.core.ExportCheck;
import dev.sealbench.core.ExportListener;
import dev.sealbench.core.ExportRange;
import dev.sealbench.core.StationException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// What the export page asks of the station. Every method may block; none is called on the FX thread. Safe for several
/// threads.
public interface ExportStation {

    /// What can be exported by name.
    ///
    /// @param workOrders their numbers, newest first
    /// @param customers by name
    record Subjects(List<String> workOrders, List<Customer> customers) {

        /// Copies the lists.
        public Subjects {
            workOrders = List.copyOf(workOrders);
            customers = List.copyOf(customers);
        }
    }

    Subjects subjects() throws StationException;

    /// Writes a new folder.
    ///
    /// @throws StationException also when the listener cancelled it: nothing is left then
    AuditDesk.Summary export(ExportRange range, Path folder, ExportListener listener) throws StationException;

    /// Whether an export is whole.
    ExportCheck check(Path folder) throws StationException;

    /// Shows a folder in the computer's own file manager.
    void open(Path folder) throws IOException;
}
