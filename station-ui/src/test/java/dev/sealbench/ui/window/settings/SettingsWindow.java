package dev.sealbench.ui.window.settings;

import dev.sealbench.ui.window.Fx;
import dev.sealbench.ui.window.Look;
import dev.sealbench.ui.window.Operator;
import dev.sealbench.ui.window.ScriptedShell;
import dev.sealbench.ui.window.Windows;
import dev.sealbench.ui.window.line.ScriptedLine;
import dev.sealbench.ui.window.settings.SettingsModel.Section;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.TextInputControl;

/// A lead at the page of settings. Close it.
final class SettingsWindow implements AutoCloseable {

    final Look look = new Look();
    final SettingsPage page;
    final Windows windows;
    final Operator lead;

    SettingsWindow(SettingsStation station) {
        Fx.start();
        page = new SettingsPage(station, look);
        windows = new Windows(new ScriptedLine(2), new ScriptedShell(), false, page);
        lead = windows.operator();
        Fx.run(() -> {
            windows.shell().enter(ScriptedShell.LENA);
            windows.shell().show(page);
        });
        settle();
    }

    /// Waits until the station has answered.
    void settle() {
        Fx.until(page.model().seen(), () -> !page.model().seen().get().busy());
        Fx.run(() -> {});
    }

    void open(Section section) {
        Fx.run(() -> page.model().open(section));
        Fx.run(() -> {});
    }

    /// Presses the n-th button that has these words, and waits for the answer.
    void press(String words, int which) {
        settle(); // a page that is being asked takes no press
        Fx.run(() -> windows.shell().scene().getRoot().applyCss()); // what a scroll pane shows is found after that
        Fx.run(() -> windows.shell().scene().getRoot().lookupAll("*").stream()
                .filter(ButtonBase.class::isInstance)
                .map(ButtonBase.class::cast)
                .filter(button -> words.equals(button.getText()))
                .skip(which - 1)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no button " + words))
                .fire());
        settle();
    }

    void press(String words) {
        press(words, 1);
    }

    void fill(String caption, String value) {
        Fx.run(() -> windows.shell().scene().getRoot().applyCss());
        Fx.run(() -> field(caption).setText(value));
    }

    String value(String caption) {
        return Fx.call(() -> field(caption).getText());
    }

    private TextInputControl field(String caption) {
        return windows.shell().scene().getRoot().lookupAll("*").stream()
                .filter(TextInputControl.class::isInstance)
                .map(TextInputControl.class::cast)
                .filter(field -> caption.equals(field.getAccessibleText()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no field " + caption));
    }

    @Override
    public void close() {
        windows.close();
    }
}
