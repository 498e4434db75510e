package dev.sealbench.ui.window;

import dev.sealbench.core.AuditDesk;
import dev.sealbench.core.Customer;
import dev.sealbench.core.ExportCheck;
import dev.sealbench.core.ExportListener;
import dev.sealbench.core.ExportRange;
import dev.sealbench.core.StationException;
import dev.sealbench.ui.window.export.ExportStation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/// The real station behind the export page. Safe for several threads.
final class ExportAdapter implements ExportStation {

    private static final long OPENS_WITHIN_SECONDS = 5;

    private final StationPeople people;

    ExportAdapter(StationPeople people) {
        this.people = people;
    }

    @Override
    public Subjects subjects() throws StationException {
        var orders = people.session().orders();
        var numbers = orders.list().reversed().stream()
                .map(status -> status.order().number())
                .toList();
        var customers = orders.customers().stream()
                .sorted(Comparator.comparing(Customer::name))
                .toList();
        return new Subjects(numbers, customers);
    }

    @Override
    public AuditDesk.Summary export(ExportRange range, Path folder, ExportListener listener) throws StationException {
        return people.session().audit().export(range, folder, listener);
    }

    @Override
    public ExportCheck check(Path folder) throws StationException {
        return people.session().audit().verify(folder);
    }

    /// By the command that every desktop has; AWT's would bring a second toolkit into the process.
    @Override
    public void open(Path folder) throws IOException {
        var process = new ProcessBuilder(opener(), folder.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (process.waitFor(OPENS_WITHIN_SECONDS, TimeUnit.SECONDS) && process.exitValue() != 0 && !isWindows()) {
                throw new IOException("the file manager ended with " + process.exitValue());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String opener() {
        if (isWindows()) {
            return "explorer"; // ends with 1 when all is well
        }
        return system().contains("mac") ? "open" : "xdg-open";
    }

    private static boolean isWindows() {
        return system().startsWith("windows");
    }

    private static String system() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT);
    }
}
