package dev.sealbench.ui.window.export;

import dev.sealbench.core.Customer;
import dev.sealbench.ui.window.Nodes;
import dev.sealbench.ui.window.Slices;
import dev.sealbench.ui.window.WindowText;
import dev.sealbench.ui.window.parts.Chips;
import dev.sealbench.ui.window.parts.Choices;
import dev.sealbench.ui.window.parts.Days;
import dev.sealbench.ui.window.parts.Entry;
import dev.sealbench.ui.window.parts.Notice;
import dev.sealbench.ui.window.parts.Sheet;
import java.io.File;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.DatePicker;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import org.kordamp.ikonli.material2.Material2RoundAL;

/// Which units and where to. FX thread only.
final class ExportForm extends VBox {

    private final WindowText text;
    private final ExportView.Actions actions;
    private final Chips<Subject> subjects;
    private final ComboBox<String> order;
    private final ComboBox<Customer> customer;
    private final DatePicker from;
    private final DatePicker to;
    private final TextArea serials = new TextArea();
    private final TextField folder = new TextField();
    private final Entry orderEntry;
    private final Entry customerEntry;
    private final Entry serialsEntry;
    private final Entry toEntry;
    private final HBox days;
    private final Label all;
    private final Entry folderEntry;
    private final Button start;
    private final Notice notice = new Notice();
    private boolean showing = true; // until it is shown for the first time, nothing in it was chosen

    ExportForm(WindowText text, ExportView.Actions actions) {
        this.text = text;
        this.actions = actions;
        subjects = new Chips<>(
                List.of(Subject.values()),
                subject -> get(subject.key()),
                subject -> actions.change(draft -> draft.with(subject)));
        order = Choices.of(number -> number);
        customer = Choices.of(whose -> whose.name() + ", " + whose.domain());
        from = Days.picker(text);
        to = Days.picker(text);
        serials.setPrefRowCount(5);
        serials.getStyleClass().add("serials");
        orderEntry = new Entry(get("order"), order, get("order.hint"));
        customerEntry = new Entry(get("customer"), customer, get("customer.hint"));
        toEntry = new Entry(get("to"), to, "");
        days = Nodes.row("export-days", new Entry(get("from"), from, ""), toEntry);
        serialsEntry = new Entry(get("serials"), serials, "");
        all = Nodes.sentence(get("all"), "entry-hint");
        folderEntry = new Entry(get("folder"), folder, get("folder.hint"));
        var browse = Nodes.button(Material2RoundAL.FOLDER_OPEN, get("browse"), this::browse, "browse");
        HBox.setHgrow(folderEntry, Priority.ALWAYS);
        start = Nodes.button(Material2RoundAL.ARCHIVE, get("start"), actions::start, "accent", "export-start");
        getStyleClass().add("export-form");
        var what = Sheet.card(get("what"));
        Slices.fill(
                this,
                notice,
                what,
                Sheet.card(get("where"), Nodes.row("folder-line", folderEntry, browse)),
                Nodes.row("export-bottom", start, Nodes.sentence(get("holds"), "entry-hint")));
        var heading = what.getChildren().getFirst();
        Slices.fill(what, heading, subjects, orderEntry, customerEntry, days, serialsEntry, all);
        listen();
    }

    void show(ExportStation.Subjects found) {
        showing = true;
        order.getItems().setAll(found.workOrders());
        customer.getItems().setAll(found.customers());
        orderEntry.hint(get(found.workOrders().isEmpty() ? "order.none" : "order.hint"));
        customerEntry.hint(get(found.customers().isEmpty() ? "customer.none" : "customer.hint"));
        showing = false;
    }

    void show(Optional<Notice.Words> words) {
        notice.show(words);
    }

    void show(ExportDraft draft) {
        showing = true;
        subjects.mark(draft.subject());
        order.setValue(draft.workOrder().orElse(null));
        customer.setValue(draft.customer().orElse(null));
        from.setValue(draft.from());
        to.setValue(draft.to());
        replace(draft);
        Nodes.present(orderEntry, draft.subject() == Subject.WORK_ORDER);
        Nodes.present(customerEntry, draft.subject() == Subject.CUSTOMER);
        Nodes.present(days, draft.subject() == Subject.DAYS);
        Nodes.present(serialsEntry, draft.subject() == Subject.SERIALS);
        Nodes.present(all, draft.subject() == Subject.ALL);
        toEntry.show(draft.to().isBefore(draft.from()) ? Optional.of(get("wrong-days")) : Optional.empty());
        showSerials(SerialList.of(draft.serials()));
        folderEntry.show(draft.place().isPresent() ? Optional.empty() : Optional.of(get("folder.wrong")));
        start.setDisable(
                draft.range(ZoneId.systemDefault()).isEmpty() || draft.place().isEmpty());
        showing = false;
    }

    /// Leaves what a person is typing alone.
    private void replace(ExportDraft draft) {
        if (!serials.getText().equals(draft.serials())) {
            serials.setText(draft.serials());
            serials.end();
        }
        if (!folder.getText().equals(draft.folder())) {
            folder.setText(draft.folder());
        }
    }

    private void showSerials(SerialList list) {
        Optional<String> wrong = Optional.empty();
        if (list.wrongLine().isPresent()) {
            wrong = Optional.of(get("serials.wrong", list.wrongLine().getAsInt()));
        } else if (list.isTooLong()) {
            wrong = Optional.of(get("serials.too-many", SerialList.MOST_LINES));
        }
        serialsEntry.hint(
                list.serials().isEmpty()
                        ? get("serials.hint")
                        : get("serials.count", list.serials().size()));
        serialsEntry.show(wrong);
    }

    private void listen() {
        order.valueProperty()
                .subscribe(number -> unlessShowing(number, () -> actions.change(draft -> draft.withOrder(number))));
        customer.valueProperty()
                .subscribe(whose -> unlessShowing(whose, () -> actions.change(draft -> draft.withCustomer(whose))));
        Stream.of(from, to)
                .forEach(picker -> picker.valueProperty().subscribe(day -> unlessShowing(day, this::daysChosen)));
        serials.textProperty()
                .subscribe(typed -> unlessShowing(typed, () -> actions.change(draft -> draft.withSerials(typed))));
        folder.textProperty()
                .subscribe(typed -> unlessShowing(typed, () -> actions.change(draft -> draft.withFolder(typed))));
    }

    private void daysChosen() {
        if (from.getValue() != null && to.getValue() != null) {
            actions.change(draft -> draft.with(from.getValue(), to.getValue()));
        }
    }

    private void unlessShowing(Object value, Runnable action) {
        if (!showing && value != null) {
            action.run();
        }
    }

    private void browse() {
        var chooser = new DirectoryChooser();
        chooser.setTitle(get("folder"));
        var start = new File(folder.getText());
        if (start.isDirectory()) {
            chooser.setInitialDirectory(start);
        }
        Optional.ofNullable(chooser.showDialog(getScene().getWindow()))
                .ifPresent(chosen -> actions.change(draft -> draft.withFolder(chosen.getPath())));
    }

    private String get(String key, Object... arguments) {
        return text.get("export." + key, arguments);
    }
}
