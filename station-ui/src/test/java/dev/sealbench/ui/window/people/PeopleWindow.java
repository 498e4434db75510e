package dev.sealbench.ui.window.people;

import dev.sealbench.core.Person;
import dev.sealbench.ui.window.Fx;
import dev.sealbench.ui.window.Operator;
import dev.sealbench.ui.window.ScriptedShell;
import dev.sealbench.ui.window.Windows;
import dev.sealbench.ui.window.line.ScriptedLine;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.TextInputControl;

/// A lead at the page of people. Close it.
final class PeopleWindow implements AutoCloseable {

    final PeoplePage page;
    final Windows windows;
    final Operator lead;

    PeopleWindow(PeopleStation station) {
        Fx.start();
        page = new PeoplePage(station);
        windows = new Windows(new ScriptedLine(2), new ScriptedShell(), false, page);
        lead = windows.operator();
        Fx.run(() -> {
            windows.shell().enter(ScriptedShell.LENA);
            windows.shell().show(page);
        });
    }

    Person choose(String name) {
        Fx.until(page.model().people(), () -> page.model().people().get().isPresent());
        return Fx.call(() -> {
            var person = page.model().people().get().orElseThrow().stream()
                    .filter(each -> each.name().equals(name))
                    .findFirst()
                    .orElseThrow();
            page.model().choose(person);
            return person;
        });
    }

    /// Presses the button that has these words.
    void press(String words) {
        Fx.run(() -> windows.shell().scene().getRoot().applyCss()); // what a scroll pane shows is found after that
        Fx.run(() -> button(words).fire());
        Fx.run(() -> {});
    }

    boolean isDisabled(String words) {
        Fx.run(() -> windows.shell().scene().getRoot().applyCss());
        return Fx.call(() -> button(words).isDisabled());
    }

    private ButtonBase button(String words) {
        return windows.shell().scene().getRoot().lookupAll("*").stream()
                .filter(ButtonBase.class::isInstance)
                .map(ButtonBase.class::cast)
                .filter(button -> words.equals(button.getText()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no button " + words));
    }

    /// Fills the field with this caption.
    void fill(String caption, String value) {
        Fx.run(() -> windows.shell().scene().getRoot().applyCss());
        Fx.run(() -> windows.shell().scene().getRoot().lookupAll(".text-input").stream()
                .map(TextInputControl.class::cast)
                .filter(field -> caption.equals(field.getAccessibleText()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no field " + caption))
                .setText(value));
    }

    void until(PeopleModel.Side side) {
        Fx.until(page.model().side(), () -> page.model().side().get() == side);
        Fx.run(() -> {});
    }

    @Override
    public void close() {
        windows.close();
    }
}
