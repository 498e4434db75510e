package dev.sealbench.ui.window.scan;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import javafx.animation.PauseTransition;
import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.util.Duration;

/// Catches a scanner's keys in a scene, wherever the focus is. FX thread only.
public final class WedgeFilter {

    private static final double LOOK_AGAIN_MILLIS = 200;

    private final Scene scene;
    private final Wedge wedge;
    private final LongSupplier nanos;
    private final Consumer<Optional<char[]>> scanned;
    private final PauseTransition giveBack;

    /// @param nanos the clock of the pace, such as `System::nanoTime`
    /// @param scanned takes a scan and wipes it; empty when it was too long to be looked at
    public WedgeFilter(Scene scene, Wedge.Settings settings, LongSupplier nanos, Consumer<Optional<char[]>> scanned) {
        this.scene = scene;
        this.wedge = new Wedge(settings);
        this.nanos = nanos;
        this.scanned = scanned;
        this.giveBack = new PauseTransition(Duration.millis(LOOK_AGAIN_MILLIS));
        giveBack.setOnFinished(_ -> giveBack());
        var dispatcher = scene.getEventDispatcher();
        scene.setEventDispatcher((event, tail) -> {
            long begun = nanos.getAsLong();
            var rest = dispatcher.dispatchEvent(event, tail);
            if (event instanceof KeyEvent) {
                wedge.excuse(nanos.getAsLong() - begun);
            }
            return rest;
        });
        scene.addEventFilter(KeyEvent.KEY_TYPED, this::typed);
        scene.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    }

    private void typed(KeyEvent event) {
        for (char character : event.getCharacter().toCharArray()) {
            // Ctrl with a key is a person's, but for the group separator, which scanners send as Ctrl ]
            if (!event.isShortcutDown() || character == Gs1.SEPARATOR) {
                take(event, character);
            }
        }
    }

    /// The suffix must not press a default button, nor move the focus; both are done by the press, not by the
    /// character. So the press is the suffix, and the character that follows it finds no scan.
    private void pressed(KeyEvent event) {
        if (!wedge.isScanning()) {
            return;
        }
        if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.TAB) {
            take(event, '\r');
        }
        event.consume();
    }

    private void take(KeyEvent event, char character) {
        switch (wedge.key(character, nanos.getAsLong())) {
            case TYPED -> {}
            case SCANNED -> event.consume();
            case FIRST_SCANNED -> {
                takeBack();
                event.consume();
            }
            case ENDED -> {
                event.consume();
                scanned.accept(wedge.take());
            }
        }
        if (wedge.isScanning()) {
            giveBack.playFromStart();
        }
    }

    private void takeBack() {
        if (scene.getFocusOwner() instanceof TextInputControl field && field.isEditable()) {
            int caret = field.getCaretPosition();
            field.deleteText(Math.max(0, caret - Wedge.TAKEN_BACK), caret);
        }
    }

    private void giveBack() {
        wedge.giveBack(nanos.getAsLong()).ifPresent(characters -> {
            if (scene.getFocusOwner() instanceof TextInputControl field && field.isEditable()) {
                field.replaceSelection(String.valueOf(characters));
            }
            Arrays.fill(characters, '\0');
        });
        if (wedge.isScanning()) {
            giveBack.playFromStart();
        }
    }
}
