package dev.sealbench.ui.window.orders;

import dev.sealbench.core.Customer;
import dev.sealbench.core.LabelKind;
import dev.sealbench.core.SerialRange;
import dev.sealbench.ui.window.Focus;
import dev.sealbench.ui.window.Nodes;
import dev.sealbench.ui.window.Slices;
import dev.sealbench.ui.window.WindowText;
import dev.sealbench.ui.window.parts.Notice;
import dev.sealbench.ui.window.parts.Sheet;
import java.util.Optional;
import javafx.animation.PauseTransition;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.util.Duration;
import org.kordamp.ikonli.material2.Material2RoundAL;

/// A new work order: choices that can only be right, and under each field what is wrong with it as it is typed. FX
/// thread only.
final class OrderForm {

    private static final Duration TYPING = Duration.millis(300);

    private final WindowText text;
    private final OrdersModel model;
    private final OrderEntries entries;
    private final PauseTransition typing = new PauseTransition(TYPING);
    private final Notice notice = new Notice();
    private final Button review;
    private final ScrollPane scroll;
    private final BorderPane root = new BorderPane();
    private boolean filling;

    OrderForm(WindowText text, OrdersModel model) {
        this.text = text;
        this.model = model;
        this.entries = new OrderEntries(text);
        var cancel = Nodes.button(Material2RoundAL.ARROW_BACK, text.get("orders.cancel"), model::leave, "leave");
        cancel.setCancelButton(true);
        review = Nodes.button(
                Material2RoundAL.ARROW_FORWARD, text.get("orders.review"), this::review, "accent", "review");
        review.setDefaultButton(true);
        var left = Nodes.column("form-column");
        var right = Nodes.column("form-column");
        Slices.fill(left, what(), howMany(), labels());
        Slices.fill(right, when(), system(), after());
        scroll = Sheet.scroll(Sheet.pair(left, right));
        scroll.getStyleClass().add("form-scroll");
        root.getStyleClass().add("sheet");
        root.setTop(Sheet.headline(text.get("orders.new.heading"), cancel));
        root.setCenter(scroll);
        root.setBottom(Nodes.row("form-bottom", notice, Nodes.spacer(), review));
        typing.setOnFinished(_ -> suggest());
        entries.fill(model.draft(), model.choices(), model.templates());
        listen();
    }

    Node node() {
        return root;
    }

    /// Puts the focus where typing begins.
    void begin() {
        Focus.give(entries.of(OrderField.NUMBER).control());
    }

    void show() {
        review.setDisable(model.isBusy() || model.choices().isEmpty());
        var problems = OrderRules.problems(model.draft(), model.known());
        for (var field : OrderField.values()) {
            var problem = Optional.ofNullable(problems.get(field))
                    .filter(_ -> model.draft().isFinished() || model.draft().isTouched(field))
                    .filter(wrong -> model.draft().isFinished() || !wrong.key().equals("missing"))
                    .map(wrong -> text.get(
                            "orders.wrong." + wrong.key(), wrong.arguments().toArray()))
                    .or(() -> Optional.ofNullable(model.refused().get(field)).map(text::said));
            entries.of(field).show(problem);
        }
        if (model.choices().isEmpty()) {
            notice.wrong(text.get("orders.no-choices"));
        } else if (model.said().isPresent()) {
            notice.show(model.said().map(said -> said.words(text)));
        } else if (model.draft().isFinished() && !problems.isEmpty()) {
            notice.wrong(text.get("orders.wrong.count", problems.size()));
        } else {
            notice.clear();
        }
    }

    private Node what() {
        return Sheet.card(
                text.get("orders.part.what"),
                Sheet.pair(entries.of(OrderField.NUMBER), entries.of(OrderField.GTIN)),
                entries.of(OrderField.CUSTOMER),
                entries.of(OrderField.DEVICE_CLASS),
                entries.of(OrderField.RELEASE));
    }

    private Node howMany() {
        return Sheet.card(
                text.get("orders.part.how-many"),
                Sheet.pair(entries.of(OrderField.QUANTITY), entries.of(OrderField.PREFIX)),
                Sheet.pair(entries.of(OrderField.FIRST), entries.of(OrderField.LAST)));
    }

    private Node labels() {
        return Sheet.card(
                text.get("orders.part.labels"),
                Sheet.pair(entries.of(OrderField.PLATE), entries.of(OrderField.ACCESS)),
                Sheet.pair(
                        entries.of(OrderField.RECOVERY), Nodes.sentence(text.get("orders.labels.hint"), "entry-hint")));
    }

    private Node when() {
        return Sheet.card(
                text.get("orders.part.when"), Sheet.pair(entries.of(OrderField.START), entries.of(OrderField.DUE)));
    }

    private Node system() {
        return Sheet.card(
                text.get("orders.part.system"),
                entries.of(OrderField.CSMS),
                Sheet.pair(entries.of(OrderField.PROFILE), entries.of(OrderField.IDENTITY)));
    }

    private Node after() {
        return Sheet.card(
                text.get("orders.part.after"),
                Sheet.pair(entries.of(OrderField.FEATURE_YEARS), entries.of(OrderField.SECURITY_YEARS)),
                Sheet.pair(entries.of(OrderField.RETENTION), entries.of(OrderField.RETENTION_DAYS)));
    }

    private void listen() {
        OrderEntries.TYPED.forEach(field -> entries.typed(field).textProperty().addListener((_, _, now) -> {
            model.draft().put(field, now);
            touch(field);
        }));
        entries.customer().valueProperty().addListener((_, _, now) -> byPerson(() -> chosen(now)));
        entries.deviceClass()
                .valueProperty()
                .addListener(
                        (_, _, now) -> byPerson(() -> Optional.ofNullable(now).ifPresent(this::chosen)));
        entries.release()
                .valueProperty()
                .addListener(
                        (_, _, now) -> byPerson(() -> Optional.ofNullable(now).ifPresent(model.draft()::choose)));
        entries.profile()
                .valueProperty()
                .addListener((_, _, now) -> byPerson(() -> model.draft().put(OrderField.PROFILE, String.valueOf(now))));
        entries.policy()
                .valueProperty()
                .addListener((_, _, now) -> byPerson(() -> model.draft().keep(now)));
        for (var kind : LabelKind.values()) {
            entries.template(kind)
                    .valueProperty()
                    .addListener((_, _, now) -> byPerson(() -> Optional.ofNullable(now)
                            .ifPresent(id -> model.draft().label(kind, id))));
        }
        entries.start().valueProperty().addListener((_, _, _) -> byPerson(this::planned));
        entries.due().valueProperty().addListener((_, _, _) -> byPerson(this::planned));
    }

    private void byPerson(Runnable change) {
        if (filling) {
            return;
        }
        change.run();
        show();
    }

    private void touch(OrderField field) {
        if (filling) {
            return;
        }
        model.draft().touch(field);
        if (field == OrderField.PREFIX || field == OrderField.QUANTITY) {
            typing.playFromStart();
        }
        show();
    }

    private void chosen(Customer customer) {
        model.choices().stream()
                .filter(choice -> choice.customer().equals(customer))
                .findFirst()
                .ifPresent(this::chosen);
    }

    private void chosen(OrderChoice choice) {
        model.choose(choice);
        fill();
        typing.playFromStart();
    }

    private void planned() {
        model.draft()
                .plan(
                        Optional.ofNullable(entries.start().getValue()),
                        Optional.ofNullable(entries.due().getValue()));
        model.draft().touch(OrderField.DUE);
    }

    /// Free serial numbers, as long as nobody typed their own.
    private void suggest() {
        var problems = OrderRules.problems(model.draft(), model.known());
        boolean own = model.draft().isTouched(OrderField.FIRST) || model.draft().isTouched(OrderField.LAST);
        if (own || problems.containsKey(OrderField.PREFIX) || problems.containsKey(OrderField.QUANTITY)) {
            return;
        }
        var prefix = model.draft().text(OrderField.PREFIX);
        int quantity = model.draft().number(OrderField.QUANTITY).orElseThrow();
        model.suggest(prefix, quantity, range -> use(range, quantity));
    }

    private void use(SerialRange range, int quantity) {
        boolean still = range.prefix().equals(model.draft().text(OrderField.PREFIX))
                && model.draft().number(OrderField.QUANTITY).equals(Optional.of(quantity))
                && !model.draft().isTouched(OrderField.FIRST);
        if (still) {
            model.draft().use(range);
            fill();
            show();
        }
    }

    private void fill() {
        filling = true;
        entries.fill(model.draft(), model.choices(), model.templates());
        filling = false;
    }

    private void review() {
        model.draft().finish();
        show();
        var problems = OrderRules.problems(model.draft(), model.known());
        if (problems.isEmpty()) {
            model.review();
            return;
        }
        var first = entries.of(problems.keySet().iterator().next());
        first.control().requestFocus();
        Sheet.reveal(scroll, first);
    }
}
