package dev.sealbench.ui.e2e;

import dev.sealbench.core.ExportListener;
import dev.sealbench.core.ExportRange;
import dev.sealbench.ui.testkit.TestStation;
import java.nio.file.Path;

/// An export of the demonstration's work order during which something else happens.
final class ExportMeanwhile {

    private ExportMeanwhile() {}

    interface Change {
        void make() throws Exception;
    }

    /// The units are read three times, for the table, for the events and for the documents. The change comes once the
    /// table is written and the logs are chosen.
    ///
    /// @return the export
    static Path of(TestStation station, Change change) throws Exception {
        var export = station.folder().resolve("export-meanwhile");
        try (var open = station.open("axel")) {
            open.audit().export(new ExportRange.OfWorkOrder("WO-DEMO-1"), export, new ExportListener() {
                @Override
                public void progress(long done, long total) {
                    if (done == total / 3 + 1) {
                        make(change);
                    }
                }
            });
        }
        return export;
    }

    private static void make(Change change) {
        try {
            change.make();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
