package dev.sealbench.ui.window.orders;

import dev.sealbench.core.Customer;
import dev.sealbench.core.FirmwareRelease;
import dev.sealbench.core.LabelKind;
import dev.sealbench.core.Retention;
import dev.sealbench.ui.window.WindowText;
import dev.sealbench.ui.window.parts.Choices;
import dev.sealbench.ui.window.parts.Days;
import dev.sealbench.ui.window.parts.Entry;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.DatePicker;
import javafx.scene.control.TextField;

/// The fields of the form. FX thread only.
final class OrderEntries {

    /// What is typed.
    static final Set<OrderField> TYPED = EnumSet.of(
            OrderField.NUMBER,
            OrderField.QUANTITY,
            OrderField.GTIN,
            OrderField.PREFIX,
            OrderField.FIRST,
            OrderField.LAST,
            OrderField.CSMS,
            OrderField.IDENTITY,
            OrderField.FEATURE_YEARS,
            OrderField.SECURITY_YEARS,
            OrderField.RETENTION_DAYS);

    private static final int SHORT_DIGEST = 12;

    private final WindowText text;
    private final Map<OrderField, Entry> entries = new EnumMap<>(OrderField.class);
    private final Map<OrderField, TextField> typed = new EnumMap<>(OrderField.class);
    private final ComboBox<Customer> customer;
    private final ComboBox<OrderChoice> deviceClass;
    private final ComboBox<FirmwareRelease> release;
    private final ComboBox<Integer> profile;
    private final ComboBox<Retention.Policy> policy;
    private final Map<LabelKind, ComboBox<String>> templates = new EnumMap<>(LabelKind.class);
    private final DatePicker start;
    private final DatePicker due;

    OrderEntries(WindowText text) {
        this.text = text;
        customer = Choices.of(Customer::name);
        deviceClass = Choices.of(choice -> text.get(
                "orders.value.device-class",
                choice.lock().model(),
                choice.lock().hardwareRevision()));
        release = Choices.of(each -> text.get(
                "orders.value.release", each.version(), each.image().hex().substring(0, SHORT_DIGEST)));
        for (var box : List.of(customer, deviceClass, release)) {
            box.setPromptText(text.get("orders.choose"));
        }
        profile = Choices.of(number -> text.get("orders.value.profile." + number));
        profile.getItems().setAll(2, 3);
        policy = Choices.of(each -> text.get("orders.value.policy." + each));
        policy.getItems().setAll(Retention.Policy.values());
        start = Days.picker(text);
        due = Days.picker(text);
        TYPED.forEach(field -> {
            typed.put(field, new TextField());
            add(field, typed.get(field));
        });
        add(OrderField.CUSTOMER, customer);
        add(OrderField.DEVICE_CLASS, deviceClass);
        add(OrderField.RELEASE, release);
        add(OrderField.PROFILE, profile);
        add(OrderField.RETENTION, policy);
        for (var kind : LabelKind.values()) {
            ComboBox<String> box = Choices.of(id -> TemplateNames.words(text, id));
            templates.put(kind, box);
            add(TemplateNames.field(kind), box);
        }
        add(OrderField.START, start);
        add(OrderField.DUE, due);
    }

    Entry of(OrderField field) {
        return entries.get(field);
    }

    TextField typed(OrderField field) {
        return typed.get(field);
    }

    ComboBox<Customer> customer() {
        return customer;
    }

    ComboBox<OrderChoice> deviceClass() {
        return deviceClass;
    }

    ComboBox<FirmwareRelease> release() {
        return release;
    }

    ComboBox<Integer> profile() {
        return profile;
    }

    ComboBox<Retention.Policy> policy() {
        return policy;
    }

    ComboBox<String> template(LabelKind kind) {
        return templates.get(kind);
    }

    DatePicker start() {
        return start;
    }

    DatePicker due() {
        return due;
    }

    /// Shows what the draft holds; what a choice leaves open is what its list offers.
    ///
    /// @param saved versions of label templates
    void fill(OrderDraft draft, List<OrderChoice> choices, List<String> saved) {
        typed.forEach((field, node) -> {
            if (!node.getText().strip().equals(draft.text(field))) {
                node.setText(draft.text(field));
            }
        });
        customer.getItems()
                .setAll(choices.stream().map(OrderChoice::customer).distinct().toList());
        customer.setValue(draft.choice().map(OrderChoice::customer).orElse(null));
        deviceClass
                .getItems()
                .setAll(choices.stream()
                        .filter(choice -> choice.customer().equals(customer.getValue()))
                        .toList());
        deviceClass.setValue(draft.choice().orElse(null));
        deviceClass.setDisable(deviceClass.getItems().isEmpty());
        release.getItems().setAll(draft.choice().map(OrderChoice::releases).orElse(List.of()));
        release.setValue(draft.release().orElse(null));
        release.setDisable(release.getItems().isEmpty());
        profile.setValue(draft.number(OrderField.PROFILE).orElse(2));
        policy.setValue(draft.policy());
        templates.forEach((kind, box) -> {
            var versions = new ArrayList<>(List.of(TemplateNames.LATEST));
            saved.stream().filter(id -> TemplateNames.isOf(kind, id)).forEach(versions::add);
            box.getItems().setAll(versions);
            box.setValue(draft.template(kind));
        });
        start.setValue(draft.start().orElse(null));
        due.setValue(draft.due().orElse(null));
    }

    private void add(OrderField field, Control control) {
        control.setId("order-" + field.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        entries.put(field, new Entry(text.get("orders.field." + field), control, text.get("orders.hint." + field)));
    }
}
