package dev.sealbench.ui.window.labels;

import dev.sealbench.core.LabelKind;
import dev.sealbench.core.LabelTemplateWords;
import dev.sealbench.core.StationConfig;
import dev.sealbench.ui.window.UiThread;
import dev.sealbench.ui.window.parts.Said;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/// What goes on with label templates, in no language: the versions, the one that is looked at, and what is being
/// changed. What is being changed stays here until it is saved or thrown away, whatever page is seen. FX thread only.
final class LabelsModel {

    /// What the page shows.
    enum Place {
        LIST,
        EDITOR,
        MAKER
    }

    private final LabelsStation station;
    private final Trial<String> template;
    private final Trial<StationConfig.Maker> maker;
    private Runnable changed = () -> {};
    private Place place = Place.LIST;
    private Optional<LabelsStation.Known> known = Optional.empty();
    private String selected = "";
    private Optional<Said> said = Optional.empty();
    private boolean busy;
    private boolean asked;
    private TemplateEdit edit;
    private MakerDraft makerDraft;

    LabelsModel(LabelsStation station) {
        this.station = station;
        this.template = new Trial<>(station::examine, () -> changed.run(), this::refused);
        this.maker = new Trial<>(station::examine, () -> changed.run(), this::refused);
    }

    /// @param listener called on the FX thread
    void onChange(Runnable listener) {
        changed = listener;
    }

    Place place() {
        return place;
    }

    /// Empty until the station has told it.
    Optional<LabelsStation.Known> known() {
        return known;
    }

    List<ListedTemplate> templates() {
        return known.map(LabelsStation.Known::templates).orElse(List.of());
    }

    /// The version that is looked at: the one that was picked, else the one of its kind that is in use.
    Optional<ListedTemplate> selected() {
        return templates().stream()
                .filter(each -> each.id().equals(selected))
                .findFirst()
                .or(() -> templates().stream().filter(ListedTemplate::inUse).findFirst());
    }

    Optional<Said> said() {
        return said;
    }

    /// Whether something is being asked of the station that a second click must not ask again.
    boolean isBusy() {
        return busy;
    }

    /// Whether the person is asked what becomes of what is not saved.
    boolean isAsked() {
        return asked;
    }

    /// What the station draws and says of the template that is looked at or changed.
    Trial<String> template() {
        return template;
    }

    /// What the station draws and says of the maker's data that are being changed.
    Trial<StationConfig.Maker> maker() {
        return maker;
    }

    /// The template that is being changed; only in the editor.
    TemplateEdit edit() {
        return edit;
    }

    MakerDraft makerDraft() {
        return makerDraft;
    }

    void refresh() {
        if (place != Place.LIST) {
            return; // what is being changed stays as it is
        }
        said = Optional.empty();
        ask(station::known, found -> {
            known = Optional.of(found);
            selected().ifPresent(each -> look(each.id()));
        });
    }

    /// Looks at a version.
    void look(String id) {
        selected = id;
        template.end();
        changed.run();
        UiThread.away(
                () -> station.template(id),
                json -> {
                    if (place == Place.LIST && selected.equals(id)) {
                        template.begin(json);
                    }
                },
                this::refused);
    }

    /// Looks at the version of this kind that is in use.
    void look(LabelKind kind) {
        templates().stream()
                .filter(each -> each.kind() == kind && each.inUse())
                .findFirst()
                .ifPresent(each -> look(each.id()));
    }

    /// Begins a new version from the one that is looked at.
    void begin() {
        var from = selected().orElseThrow();
        ask(() -> new Begun(station.template(from.id()), station.words(from.kind())), begun -> {
            edit = new TemplateEdit(from, begun.json(), begun.words(), template, this::edited);
            place = Place.EDITOR;
        });
    }

    private record Begun(String json, LabelTemplateWords words) {}

    private void edited() {
        said = Optional.empty();
        changed.run();
    }

    /// Whether something was changed that is not saved.
    boolean isChanged() {
        return switch (place) {
            case LIST -> false;
            case EDITOR -> edit.isChanged();
            case MAKER ->
                !makerDraft.maker().equals(known.map(LabelsStation.Known::maker).orElse(null));
        };
    }

    /// Whether it may be saved: the station has read it back and has nothing against it.
    boolean maySave() {
        return !busy
                && switch (place) {
                    case LIST -> false;
                    case EDITOR -> edit.maySave();
                    case MAKER -> isChanged() && maker.isGood(makerDraft.maker());
                };
    }

    void save() {
        if (!maySave()) {
            return;
        }
        if (place == Place.MAKER) {
            saveMaker(makerDraft.maker());
            return;
        }
        var json = edit.json().orElseThrow();
        ask(() -> new Kept(station.save(json), station.known()), kept -> {
            known = Optional.of(kept.known());
            leaveNow();
            look(kept.id());
            said = Optional.of(Said.done("labels.saved", kept.id()));
        });
    }

    private record Kept(String id, LabelsStation.Known known) {}

    private void saveMaker(StationConfig.Maker changedMaker) {
        ask(
                () -> {
                    station.save(changedMaker);
                    return station.known();
                },
                found -> {
                    known = Optional.of(found);
                    backToList();
                    said = Optional.of(Said.done("labels.maker.saved"));
                });
    }

    void beginMaker() {
        makerDraft = MakerDraft.of(known.orElseThrow().maker());
        said = Optional.empty();
        place = Place.MAKER;
        maker.begin(makerDraft.maker());
    }

    void put(MakerDraft.Field field, String typed) {
        makerDraft = makerDraft.with(field, typed);
        said = Optional.empty();
        maker.now(Optional.of(makerDraft.maker()));
        changed.run();
    }

    /// Back to the versions; asks first when something is not saved.
    void leave() {
        asked = isChanged();
        if (!asked) {
            backToList();
        }
        changed.run();
    }

    /// Back to the versions; what was changed is gone.
    void throwAway() {
        backToList();
        changed.run();
    }

    void keepEditing() {
        asked = false;
        changed.run();
    }

    private void backToList() {
        leaveNow();
        selected().ifPresent(each -> look(each.id()));
    }

    private void leaveNow() {
        asked = false;
        said = Optional.empty();
        place = Place.LIST;
        template.end();
        maker.end();
    }

    private <T> void ask(Callable<T> question, Consumer<T> answered) {
        if (busy) {
            return;
        }
        busy = true;
        said = Optional.empty();
        changed.run();
        UiThread.away(
                question,
                answer -> {
                    busy = false;
                    answered.accept(answer);
                    changed.run();
                },
                this::refused);
    }

    private void refused(Exception why) {
        busy = false;
        said = Optional.of(new Said.Refused(why));
        changed.run();
    }
}
