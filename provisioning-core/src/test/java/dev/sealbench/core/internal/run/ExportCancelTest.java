package dev.sealbench.core.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sealbench.core.ExportListener;
import dev.sealbench.core.ExportRange;
import dev.sealbench.core.Fault;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.StationException;
import dev.sealbench.core.StationHome;
import dev.sealbench.core.internal.books.Books;
import dev.sealbench.core.internal.books.LargeBooks;
import dev.sealbench.core.internal.export.AuditExport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is seen of an export while it goes on, and what is left when it is cancelled.
class ExportCancelTest {

    private static final int EVENTS = 700;
    private static final int UNITS = 40;

    @TempDir
    private Path folder;

    private Books books;
    private Bench bench;

    @BeforeEach
    void openBooks() throws Exception {
        var home = new StationHome(folder.resolve("home"));
        Files.createDirectories(home.deviceCa().getParent());
        Files.writeString(home.deviceCa(), "not looked at");
        books = Books.open(LargeBooks.create(home.books(), EVENTS, UNITS), Clock.systemUTC());
        bench = BenchSamples.bench(home, books);
    }

    @AfterEach
    void closeBooks() {
        books.close();
    }

    private void export(ExportRange range, ExportListener listener) throws Exception {
        AuditExport.write(
                folder.resolve("out"), AuditSource.of(bench, range, listener), _ -> new byte[] {1}, bench.clock());
    }

    /// Remembers what it heard, and cancels when so much is done.
    private static final class Watching implements ExportListener {

        private final long cancelAt;
        private final List<Long> heard = new ArrayList<>();
        private long total;

        Watching(long cancelAt) {
            this.cancelAt = cancelAt;
        }

        @Override
        public void progress(long done, long total) {
            heard.add(done);
            this.total = total;
        }

        @Override
        public boolean cancelled() {
            return heard.size() >= cancelAt;
        }
    }

    @Test
    void progressGoesFromOneToTheTotalInSteps() throws Exception {
        var watching = new Watching(Long.MAX_VALUE);

        export(new ExportRange.All(), watching);

        assertThat(watching.total).isEqualTo(2 * UNITS + books.events().count());
        assertThat(watching.heard).isSorted().startsWith(1L).endsWith(watching.total);
        assertThat(folder.resolve("out").resolve("manifest.json")).exists();
    }

    @Test
    void aCancelledExportLeavesNothingWhereverItWas() throws Exception {
        for (long at : new long[] {0, 1, UNITS, UNITS + 1, UNITS + EVENTS / 2, UNITS + EVENTS + UNITS / 2}) {
            assertThatThrownBy(() -> export(new ExportRange.All(), new Watching(at)))
                    .as("cancelled at %d", at)
                    .isInstanceOf(ExportCancelled.class);
            assertThat(folder).isDirectoryNotContaining("glob:**out*");
        }
        export(new ExportRange.All(), new Watching(Long.MAX_VALUE));
        assertThat(folder.resolve("out")).isDirectory();
    }

    @Test
    void whatARangeNamesMustBeInTheBooks() {
        var stranger = SerialNumber.of("CP426499", 1)
                .or(() -> SerialNumber.of("CP426499", 2))
                .orElseThrow();
        assertRefused(new ExportRange.OfWorkOrder("WO-9"), Fault.NO_WORK_ORDER);
        assertRefused(new ExportRange.OfCustomer(new UUID(1, 2)), Fault.WRONG_STATE);
        assertRefused(new ExportRange.These(List.of(stranger)), Fault.NOT_ON_THIS_STATION);
    }

    private void assertRefused(ExportRange range, Fault fault) {
        assertThatThrownBy(() -> export(range, ExportListener.silent()))
                .isInstanceOfSatisfying(
                        StationException.class, e -> assertThat(e.fault()).isEqualTo(fault));
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void theReportNamesItsRange() throws Exception {
        export(new ExportRange.OfWorkOrder("WO-1"), ExportListener.silent());

        assertThat(Files.readString(folder.resolve("out").resolve("manifest.json")))
                .contains("work order WO-1");
    }
}
