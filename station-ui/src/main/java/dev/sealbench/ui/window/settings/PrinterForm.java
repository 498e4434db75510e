package dev.sealbench.ui.window.settings;

import dev.sealbench.core.LabelKind;
import dev.sealbench.core.LabelPrinterConfig;
import dev.sealbench.core.LabelPrinterConfig.Type;
import dev.sealbench.core.StationSettings;
import dev.sealbench.ui.window.Nodes;
import dev.sealbench.ui.window.WindowText;
import dev.sealbench.ui.window.settings.SettingsModel.Edit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.kordamp.ikonli.material2.Material2RoundMZ;

/// Where one kind of label is printed. Offers only what can be: no print queue for labels with secrets, no folder in
/// production. FX thread only.
final class PrinterForm extends Card {

    private static final List<Integer> RESOLUTIONS = List.of(203, 300, 600);

    private final SettingsModel model;
    private final LabelKind kind;
    private final TextField address = new TextField();
    private final VBox zpl;
    private final VBox queue = Nodes.column("settings-found");
    private final Label wrong = result(false, "");
    private Type type;
    private int dotsPerInch;
    private String queueName;

    /// @param kept takes what has to be dropped with the form
    PrinterForm(
            WindowText text,
            SettingsModel model,
            LabelKind kind,
            StationSettings settings,
            Consumer<Subscription> kept) {
        super(text, PrintersPane.name(text, kind), text.get("settings.printer.hint"));
        this.model = model;
        this.kind = kind;
        var before = settings.config().printer(kind);
        this.type = before.type();
        this.dotsPerInch = before.type() == Type.ZPL ? before.dotsPerInch() : RESOLUTIONS.getFirst();
        this.queueName = before.type() == Type.QUEUE ? before.address() : "";
        address.setText(before.type() == Type.ZPL ? before.address() : "");
        address.setPromptText("192.168.0.30:9100");
        var types = Nodes.row("settings-choices");
        types.getChildren()
                .addAll(choice(types(settings), type, each -> text.get("settings.type." + each), this::choose));
        var resolutions = Nodes.row("settings-choices");
        resolutions
                .getChildren()
                .addAll(choice(
                        RESOLUTIONS, dotsPerInch, each -> text.get("settings.dpi", each), each -> dotsPerInch = each));
        this.zpl = Nodes.column(
                "settings-zpl",
                field("settings.printer.address", address),
                Nodes.label(text.get("settings.printer.resolution"), "settings-caption"),
                resolutions);
        Nodes.present(wrong, false);
        getChildren()
                .addAll(
                        types,
                        zpl,
                        queue,
                        wrong,
                        buttons(
                                Material2RoundMZ.SAVE,
                                "settings.save",
                                this::save,
                                () -> model.edit(new Edit.Nothing())));
        choose(type);
        kept.accept(model.queues().subscribe(this::show));
    }

    private List<Type> types(StationSettings settings) {
        var types = new ArrayList<Type>(List.of(Type.ZPL));
        if (kind == LabelKind.PLATE) {
            types.add(Type.QUEUE);
        }
        if (!settings.config().production()) {
            types.add(Type.FOLDER);
        }
        return types;
    }

    private void choose(Type chosen) {
        type = chosen;
        Nodes.present(zpl, chosen == Type.ZPL);
        Nodes.present(queue, chosen == Type.QUEUE);
        Nodes.present(wrong, false);
    }

    private void show(Optional<List<String>> queues) {
        queue.getChildren().clear();
        if (queues.isEmpty() || queues.get().isEmpty()) {
            queue.getChildren()
                    .add(Nodes.sentence(
                            text.get(queues.isEmpty() ? "settings.queues.asking" : "settings.queues.none"),
                            "settings-empty"));
            return;
        }
        queue.getChildren().addAll(choice(queues.get(), queueName, each -> each, each -> queueName = each));
    }

    private void save() {
        try {
            model.setPrinter(
                    kind,
                    switch (type) {
                        case FOLDER -> LabelPrinterConfig.LABEL_FOLDER;
                        case ZPL ->
                            new LabelPrinterConfig(Type.ZPL, address.getText().strip(), dotsPerInch);
                        case QUEUE -> new LabelPrinterConfig(Type.QUEUE, queueName, 0);
                    });
        } catch (IllegalArgumentException e) {
            wrong.setText(text.get(type == Type.QUEUE ? "settings.printer.no-queue" : "settings.printer.no-address"));
            Nodes.present(wrong, true);
        }
    }
}
