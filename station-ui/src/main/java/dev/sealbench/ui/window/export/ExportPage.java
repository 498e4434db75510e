package dev.sealbench.ui.window.export;

import dev.sealbench.core.ExportListener;
import dev.sealbench.core.ExportRange;
import dev.sealbench.core.Fault;
import dev.sealbench.core.Role;
import dev.sealbench.core.StationException;
import dev.sealbench.ui.window.Latest;
import dev.sealbench.ui.window.UiThread;
import dev.sealbench.ui.window.WindowText;
import dev.sealbench.ui.window.export.ExportState.Check;
import dev.sealbench.ui.window.export.ExportState.Choosing;
import dev.sealbench.ui.window.export.ExportState.Finished;
import dev.sealbench.ui.window.export.ExportState.Running;
import dev.sealbench.ui.window.parts.Said;
import dev.sealbench.ui.window.scan.ScanReading;
import dev.sealbench.ui.window.shell.Page;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import javafx.scene.Node;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2RoundAL;

/// Exports for auditors. One at a time; it goes on while other pages are looked at. FX thread only.
public final class ExportPage implements Page, ExportView.Actions {

    private static final ZoneId ZONE = ZoneId.systemDefault();

    private final ExportStation station;
    private final Clock clock;
    private ExportDraft draft;
    private ExportState state = new Choosing(Optional.empty());
    private ExportStation.Subjects subjects = new ExportStation.Subjects(List.of(), List.of());
    private Optional<Job> job = Optional.empty();
    private Optional<ExportView> view = Optional.empty();

    /// What of an export goes to and fro between its thread and the page.
    private record Progress(long done, long total) {}

    /// @param folder where exports go as long as nobody chooses another one
    public ExportPage(ExportStation station, Clock clock, Path folder) {
        this.station = station;
        this.clock = clock;
        this.draft = ExportDraft.begin(LocalDate.ofInstant(clock.instant(), ZONE), folder.toString());
    }

    @Override
    public String id() {
        return "export";
    }

    @Override
    public Ikon icon() {
        return Material2RoundAL.ARCHIVE;
    }

    @Override
    public Set<Role> roles() {
        return Set.of(Role.AUDITOR, Role.LEAD);
    }

    @Override
    public Node content(WindowText text) {
        var fresh = new ExportView(text, this);
        view = Optional.of(fresh);
        fresh.show(subjects);
        fresh.show(draft);
        fresh.show(state);
        return fresh.node();
    }

    @Override
    public void shown() {
        UiThread.away(
                station::subjects,
                found -> {
                    subjects = found;
                    if (draft.workOrder().isEmpty() && !found.workOrders().isEmpty()) {
                        draft = draft.withOrder(found.workOrders().getFirst());
                    }
                    view.ifPresent(shown -> shown.show(found));
                    show(draft);
                },
                e -> {
                    if (state instanceof Choosing) {
                        show(new Choosing(Optional.of(new Said.Refused(e))));
                    }
                });
    }

    /// A scanned unit goes onto the list of serial numbers.
    @Override
    public boolean scanned(ScanReading scan) {
        if (state instanceof Choosing && scan instanceof ScanReading.Serial(var unit)) {
            var list = draft.serials().strip();
            var longer = list.contains(unit.text()) ? list : (list + "\n" + unit.text()).strip();
            draft = draft.with(Subject.SERIALS).withSerials(longer + "\n");
            show(draft);
            show(new Choosing(Optional.of(Said.done("export.scanned", unit.printed()))));
        }
        return true;
    }

    @Override
    public boolean mayClose() {
        if (state instanceof Running running) {
            show(new Running(running.folder(), running.done(), running.total(), running.cancelling(), true));
            return false;
        }
        return true;
    }

    @Override
    public void change(UnaryOperator<ExportDraft> by) {
        draft = by.apply(draft);
        show(draft);
    }

    @Override
    public void start() {
        var range = draft.range(ZONE);
        var place = draft.place();
        if (range.isPresent() && place.isPresent() && state instanceof Choosing) {
            var folder = place.get().resolve(draft.name(LocalDateTime.ofInstant(clock.instant(), ZONE)));
            start(range.get(), folder);
        }
    }

    private void start(ExportRange range, Path folder) {
        var begun = new Job(new Latest<>(UiThread::post, this::progressed));
        job = Optional.of(begun);
        show(new Running(folder, 0, 0, false, false));
        UiThread.away(
                () -> station.export(range, folder, begun),
                summary -> end(new Finished(folder, summary, new Check.NotYet(), false)),
                e -> end(new Choosing(
                        Optional.of(wasCancelled(e) ? Said.done("export.cancelled") : new Said.Refused(e)))));
    }

    private void progressed(Progress progress) {
        if (state instanceof Running running) {
            show(running.at(progress.done(), progress.total()));
        }
    }

    private void end(ExportState now) {
        job = Optional.empty();
        show(now);
    }

    private static boolean wasCancelled(Exception e) {
        return e instanceof StationException refused && refused.fault() == Fault.STOPPED;
    }

    @Override
    public void cancel() {
        if (state instanceof Running running) {
            job.ifPresent(each -> each.cancelled = true);
            show(new Running(running.folder(), running.done(), running.total(), true, false));
        }
    }

    @Override
    public void check() {
        if (state instanceof Finished finished && !(finished.check() instanceof Check.Looking)) {
            show(finished.with(new Check.Looking()));
            UiThread.away(
                    () -> station.check(finished.folder()),
                    found -> checked(finished, new Check.Looked(found)),
                    e -> checked(finished, new Check.Failed(e)));
        }
    }

    private void checked(Finished finished, Check found) {
        if (state instanceof Finished now && now.folder().equals(finished.folder())) {
            show(now.with(found));
        }
    }

    @Override
    public void open() {
        if (state instanceof Finished finished) {
            UiThread.away(
                    () -> {
                        station.open(finished.folder());
                        return finished;
                    },
                    _ -> {},
                    _ -> notOpened(finished.folder()));
        }
    }

    private void notOpened(Path folder) {
        if (state instanceof Finished now && now.folder().equals(folder)) {
            show(new Finished(folder, now.summary(), now.check(), true));
        }
    }

    @Override
    public void another() {
        show(new Choosing(Optional.empty()));
    }

    private void show(ExportDraft now) {
        view.ifPresent(shown -> shown.show(now));
    }

    private void show(ExportState now) {
        state = now;
        view.ifPresent(shown -> shown.show(now));
    }

    /// Hears of an export on its own thread.
    private static final class Job implements ExportListener {

        private final Latest<Progress> progress;
        private volatile boolean cancelled;

        Job(Latest<Progress> progress) {
            this.progress = progress;
        }

        @Override
        public void progress(long done, long total) {
            progress.offer(new Progress(done, total));
        }

        @Override
        public boolean cancelled() {
            return cancelled;
        }
    }
}
