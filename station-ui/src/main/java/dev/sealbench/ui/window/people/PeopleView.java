package dev.sealbench.ui.window.people;

import dev.sealbench.core.Person;
import dev.sealbench.ui.window.Nodes;
import dev.sealbench.ui.window.WindowText;
import dev.sealbench.ui.window.parts.PickList;
import dev.sealbench.ui.window.people.PeopleModel.Side;
import dev.sealbench.ui.window.scan.ScanRefusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.kordamp.ikonli.material2.Material2RoundAL;
import org.kordamp.ikonli.material2.Material2RoundMZ;

/// The page of people in one language: everybody on the left, one person or a form on the right. FX thread only.
final class PeopleView {

    private final WindowText text;
    private final PeopleModel model;
    private final PeopleForms forms;
    private final BorderPane root = new BorderPane();
    private final Label count = Nodes.label("", "people-count");
    private final Label notice = Nodes.sentence("", "people-notice");
    private final TextField search = new TextField();
    private final Label noneFound;
    private final PickList<Person> list;
    private final ScrollPane beside = new ScrollPane();
    private final List<Subscription> subscriptions = new ArrayList<>();

    PeopleView(WindowText text, PeopleModel model) {
        this.text = text;
        this.model = model;
        this.forms = new PeopleForms(text, model);
        this.noneFound = Nodes.sentence(text.get("people.none-found"), "people-hint");
        this.list = new PickList<>(
                person -> PersonRow.of(text, person), person -> PersonRow.words(text, person), model::choose);
        root.getStyleClass().add("people");
        root.setTop(Nodes.column("people-top", header(), notice));
        root.setLeft(left());
        root.setCenter(beside);
        beside.getStyleClass().add("people-beside");
        beside.setFitToWidth(true);
        beside.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        beside.setFocusTraversable(false);
        subscriptions.add(model.people().subscribe(_ -> fill()));
        subscriptions.add(model.side().subscribe(_ -> showSide()));
        subscriptions.add(model.notice().subscribe(this::show));
        subscriptions.add(model.busy().subscribe(busy -> beside.setDisable(busy)));
    }

    Node node() {
        return root;
    }

    /// Hears no more of the model: another view has taken its place.
    void close() {
        subscriptions.forEach(Subscription::unsubscribe);
    }

    /// Says why a scan was no badge.
    void refuseScan(ScanRefusal why) {
        say(Optional.of(text.get("scan.refused." + why.name())), true);
    }

    private HBox header() {
        var titles = Nodes.column("people-titles", Nodes.label(text.get("people.heading"), "people-title"), count);
        Button add = Nodes.button(
                Material2RoundMZ.PERSON_ADD,
                text.get("people.add"),
                () -> model.open(Side.ADD),
                "accent",
                "people-add");
        // one accent: the form has its own
        subscriptions.add(model.side().subscribe(side -> add.setVisible(side != Side.ADD && side != Side.SECOND)));
        return Nodes.row("people-header", titles, Nodes.spacer(), add);
    }

    private VBox left() {
        search.setPromptText(text.get("people.search"));
        search.setAccessibleText(text.get("people.search"));
        search.getStyleClass().add("people-search");
        search.textProperty().subscribe(_ -> fill());
        VBox.setVgrow(list, Priority.ALWAYS);
        return Nodes.column("people-left", search, noneFound, list);
    }

    private void fill() {
        var known = model.people().get();
        var everybody = known.orElse(List.of());
        long disabled = everybody.stream().filter(Person::disabled).count();
        count.setText(
                known.isEmpty()
                        ? text.get("people.asking")
                        : text.get("people.count", everybody.size() - disabled, disabled));
        var wanted = search.getText() == null ? "" : search.getText().strip().toLowerCase(Locale.ROOT);
        var rows = everybody.stream()
                .filter(person ->
                        (person.name() + " " + person.displayName().toLowerCase(Locale.ROOT)).contains(wanted))
                .toList();
        Nodes.present(noneFound, rows.isEmpty() && known.isPresent());
        list.show(rows, marked());
    }

    private Optional<Person> marked() {
        return model.side().get() == Side.ADD ? Optional.empty() : model.chosen();
    }

    private void showSide() {
        list.show(List.copyOf(list.getItems()), marked());
        beside.setContent(forms.of(model.side().get()));
        beside.setVvalue(0);
        forms.focus();
    }

    private void show(PeopleModel.Notice shown) {
        var refusal = shown.refused().map(text::said);
        var done = shown.done().map(change -> text.get(doneKey(change), change.name()));
        say(refusal.or(() -> done), refusal.isPresent());
    }

    private void say(Optional<String> sentence, boolean refused) {
        Nodes.present(notice, sentence.isPresent());
        notice.setText(sentence.orElse(""));
        notice.setGraphic(Nodes.icon(refused ? Material2RoundAL.ERROR : Material2RoundAL.CHECK_CIRCLE));
        notice.pseudoClassStateChanged(PeopleForms.REFUSED, refused);
    }

    private static String doneKey(PersonChange change) {
        return switch (change) {
            case PersonChange.Add _ -> "people.done.add";
            case PersonChange.SetRoles _ -> "people.done.roles";
            case PersonChange.SetSecret _ -> "people.done.secret";
            case PersonChange.SetBadge _ -> "people.done.badge";
            case PersonChange.RemoveBadge _ -> "people.done.badge-removed";
            case PersonChange.Disable _ -> "people.done.disable";
            case PersonChange.Forget _ -> "people.done.forget";
        };
    }
}
