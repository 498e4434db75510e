package dev.sealbench.ui.window.releases;

import dev.sealbench.core.Digest;
import dev.sealbench.core.release.ReleaseCheck;
import dev.sealbench.ui.window.UiThread;
import dev.sealbench.ui.window.parts.Said;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/// What goes on with releases, in no language. Tells `changed` whenever something is to be shown differently. FX thread
/// only.
final class ReleasesModel {

    private final ReleasesStation station;
    private Runnable changed = () -> {};
    private Optional<List<ListedRelease>> releases = Optional.empty();
    private Optional<Digest> selected = Optional.empty();
    private Optional<Said> said = Optional.empty();
    private Optional<CheckRun> checks = Optional.empty();
    private boolean busy;

    ReleasesModel(ReleasesStation station) {
        this.station = station;
    }

    /// @param listener called on the FX thread
    void onChange(Runnable listener) {
        changed = listener;
    }

    /// Empty until the station has told them.
    Optional<List<ListedRelease>> releases() {
        return releases;
    }

    /// Newest first.
    List<ListedRelease> shown() {
        return releases.map(List::reversed).orElse(List.of());
    }

    /// The one whose details are shown: the one that was picked, else the newest.
    Optional<ListedRelease> selected() {
        return shown().stream()
                .filter(each -> selected.equals(Optional.of(each.release().image())))
                .findFirst()
                .or(() -> shown().stream().findFirst());
    }

    Optional<Said> said() {
        return said;
    }

    /// The checks that are shown instead of details; empty when there are none.
    Optional<CheckRun> checks() {
        return checks;
    }

    boolean isBusy() {
        return busy;
    }

    void refresh() {
        said = Optional.empty();
        changed.run();
        UiThread.away(station::releases, this::take, e -> say(new Said.Refused(e)));
    }

    void select(Digest image) {
        if (busy) {
            return; // the checks that run stay in sight
        }
        selected = Optional.of(image);
        said = Optional.empty();
        checks = Optional.empty();
        changed.run();
    }

    void importFrom(Path folder) {
        check(String.valueOf(folder.getFileName()), passed -> {
            var taken = station.importFrom(folder, passed);
            UiThread.post(() -> selected = Optional.of(taken.image()));
            return Said.done("releases.imported", taken.version());
        });
    }

    void verify(ListedRelease listed) {
        var version = listed.release().version();
        check(version, passed -> {
            station.verify(listed.release(), passed);
            return Said.done("releases.verified", version);
        });
    }

    void block(ListedRelease listed, String reason) {
        if (busy) {
            return;
        }
        busy = true;
        changed.run();
        UiThread.away(
                () -> {
                    station.block(listed.release(), reason);
                    return station.releases();
                },
                list -> {
                    busy = false;
                    take(list);
                    say(Said.done("releases.blocked", listed.release().version()));
                },
                e -> {
                    busy = false;
                    say(new Said.Refused(e));
                });
    }

    /// Back from the checks to the details.
    void dismiss() {
        checks = Optional.empty();
        changed.run();
    }

    /// Something that is checked.
    @FunctionalInterface
    private interface Checked {
        Said run(Consumer<ReleaseCheck> passed) throws Exception;
    }

    private void check(String of, Checked work) {
        if (busy) {
            return;
        }
        busy = true;
        said = Optional.empty();
        show(CheckRun.begun(of));
        Callable<Said> question = () -> work.run(check -> UiThread.post(() -> passed(check)));
        UiThread.away(
                question,
                done -> {
                    ended(done);
                    refresh();
                },
                e -> ended(new Said.Refused(e)));
    }

    private void passed(ReleaseCheck check) {
        checks.ifPresent(run -> show(run.with(check)));
    }

    private void ended(Said said) {
        busy = false;
        checks.ifPresent(run -> show(run.ended(said)));
    }

    private void show(CheckRun run) {
        checks = Optional.of(run);
        changed.run();
    }

    private void take(List<ListedRelease> list) {
        releases = Optional.of(list);
        changed.run();
    }

    private void say(Said words) {
        said = Optional.of(words);
        changed.run();
    }
}
