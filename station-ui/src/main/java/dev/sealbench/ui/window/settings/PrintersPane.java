package dev.sealbench.ui.window.settings;

import dev.sealbench.core.LabelKind;
import dev.sealbench.core.LabelPrinterConfig;
import dev.sealbench.core.PrinterTest;
import dev.sealbench.core.StationSettings;
import dev.sealbench.ui.window.Nodes;
import dev.sealbench.ui.window.WindowText;
import dev.sealbench.ui.window.settings.SettingsModel.Edit;
import javafx.scene.Node;
import org.kordamp.ikonli.material2.Material2RoundAL;
import org.kordamp.ikonli.material2.Material2RoundMZ;

/// Which printer each label has, and whether it prints. FX thread only.
final class PrintersPane extends Card {

    private final SettingsModel model;

    PrintersPane(WindowText text, SettingsModel model, StationSettings settings) {
        super(text, text.get("settings.section.PRINTERS"), text.get("settings.printers.hint"));
        this.model = model;
        for (var kind : LabelKind.values()) {
            getChildren().add(printer(kind, settings.config().printer(kind)));
        }
    }

    private Node printer(LabelKind kind, LabelPrinterConfig printer) {
        var words = Nodes.column("settings-words", Nodes.sentence(where(printer), "settings-value"));
        model.test(kind).ifPresent(test -> words.getChildren().add(test(test)));
        var line = line(Nodes.label(name(text, kind), "settings-head", "settings-printer-head"), words);
        if (printer.type() != LabelPrinterConfig.Type.FOLDER) {
            line.getChildren()
                    .add(Nodes.button(
                            Material2RoundMZ.PRINT, text.get("settings.printer.test"), () -> model.testPrint(kind)));
        }
        line.getChildren()
                .add(Nodes.button(
                        Material2RoundAL.EDIT, text.get("settings.change"), () -> model.edit(new Edit.Printer(kind))));
        return line;
    }

    private String where(LabelPrinterConfig printer) {
        return switch (printer.type()) {
            case FOLDER -> text.get("settings.printer.folder");
            case ZPL -> text.get("settings.printer.zpl", printer.address(), printer.dotsPerInch());
            case QUEUE -> text.get("settings.printer.queue", printer.address());
        };
    }

    private Node test(PrinterTest test) {
        var words = text.get("settings.tested." + test.outcome().name(), text.said(test.detail()));
        return result(test.outcome() == PrinterTest.Outcome.PRINTED, words);
    }

    static String name(WindowText text, LabelKind kind) {
        var words = text.of(kind);
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
