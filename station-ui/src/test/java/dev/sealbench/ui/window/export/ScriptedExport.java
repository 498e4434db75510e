package dev.sealbench.ui.window.export;

import dev.sealbench.core.AuditDesk;
import dev.sealbench.core.Customer;
import dev.sealbench.core.Digest;
import dev.sealbench.core.ExportCheck;
import dev.sealbench.core.ExportListener;
import dev.sealbench.core.ExportRange;
import dev.sealbench.core.Fault;
import dev.sealbench.core.Retention;
import dev.sealbench.core.StationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A station that exports as a test wants, and remembers what was asked for.
public final class ScriptedExport implements ExportStation {

    static final Customer AMPERE = new Customer(
            UUID.fromString("8c0e5f3a-51d1-5b6f-9c3e-0f5f3f0c9a11"), "Ampere AG", "ampere.example", Retention.DEFAULT);
    private static final long TOTAL = 28_714;

    private final List<ExportRange> ranges = new CopyOnWriteArrayList<>();
    private final List<Path> opened = new CopyOnWriteArrayList<>();
    private volatile Subjects subjects = new Subjects(List.of("WO-2026-0043", "WO-2026-0042"), List.of(AMPERE));
    private volatile Optional<StationException> failure = Optional.empty();
    private volatile ExportCheck check = new ExportCheck.Sound(14);
    private volatile CountDownLatch end = new CountDownLatch(0);
    private volatile CountDownLatch looked = new CountDownLatch(0);
    private volatile boolean canOpen = true;

    void empty() {
        subjects = new Subjects(List.of(), List.of());
    }

    void fail(StationException with) {
        failure = Optional.of(with);
    }

    void find(ExportCheck found) {
        check = found;
    }

    /// Exports stand at 42 % until [#letGo], or until they are cancelled.
    void holdExport() {
        end = new CountDownLatch(1);
    }

    void holdCheck() {
        looked = new CountDownLatch(1);
    }

    void letGo() {
        end.countDown();
        looked.countDown();
    }

    void withoutDesktop() {
        canOpen = false;
    }

    List<ExportRange> ranges() {
        return ranges;
    }

    List<Path> opened() {
        return opened;
    }

    @Override
    public Subjects subjects() {
        return subjects;
    }

    @Override
    public AuditDesk.Summary export(ExportRange range, Path folder, ExportListener listener) throws StationException {
        ranges.add(range);
        if (failure.isPresent()) {
            throw failure.get();
        }
        listener.progress(TOTAL * 43 / 100, TOTAL);
        while (!await(end, 20)) {
            if (listener.cancelled()) {
                throw new StationException(Fault.STOPPED, "the export was cancelled");
            }
        }
        return new AuditDesk.Summary(1_148, 24_122, 1_151, 1_148, digest());
    }

    @Override
    public ExportCheck check(Path folder) {
        await(looked, 60_000);
        return check;
    }

    @Override
    public void open(Path folder) throws IOException {
        if (!canOpen) {
            throw new IOException("no xdg-open");
        }
        opened.add(folder);
    }

    private static boolean await(CountDownLatch latch, long millis) {
        try {
            return latch.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static Digest digest() {
        return Digest.sha256("a manifest".getBytes(StandardCharsets.UTF_8));
    }
}
