package dev.sealbench.ui.window;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.robot.Robot;
import javafx.stage.Stage;

/// What a person at the window does and sees, on the headless screen. Close it.
public final class Operator implements AutoCloseable {

    private static final long SCANNER_MILLIS = 5;
    private static final long PERSON_MILLIS = 150;

    /// Until the window is looked at again, at first.
    private static final long LOOK_MILLIS = 25;

    private final Scene scene;
    private final Stage stage;
    private final Optional<AtomicLong> pace;

    /// At windows that go by the computer's clock.
    public Operator(Scene scene) {
        this(scene, Optional.empty());
    }

    /// @param pace the nanoseconds by which the windows tell a scanner's keys from a person's: set here for each key,
    /// so
    ///     that a busy computer changes neither. Empty where the windows go by the computer's clock
    public Operator(Scene scene, Optional<AtomicLong> pace) {
        this.scene = scene;
        this.pace = pace;
        this.stage = Fx.call(() -> opened(scene));
    }

    private static Stage opened(Scene scene) {
        var stage = new Stage();
        stage.setScene(scene);
        stage.setX(0);
        stage.setY(0);
        stage.setWidth(1000);
        stage.setHeight(800);
        stage.show();
        return stage;
    }

    @Override
    public void close() {
        Fx.run(stage::close);
    }

    /// As a keyboard-wedge scanner does: every key within one turn of the FX thread, then Enter.
    public void scan(String code) {
        Fx.run(() -> {
            var robot = new Robot();
            code.toUpperCase(Locale.ROOT).chars().forEach(character -> {
                pass(SCANNER_MILLIS);
                robot.keyType(key(character));
            });
            robot.keyType(KeyCode.ENTER);
        });
        Fx.run(() -> {});
    }

    /// As [#scan], of any characters: as a scanner that types them as they are.
    public void scanExactly(String code) {
        Fx.run(() -> {
            for (char character : code.toCharArray()) {
                pass(SCANNER_MILLIS);
                var typed = String.valueOf(character);
                send(new KeyEvent(KeyEvent.KEY_TYPED, typed, "", KeyCode.UNDEFINED, false, false, false, false));
            }
            send(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.ENTER, false, false, false, false));
        });
        Fx.run(() -> {});
    }

    private void send(KeyEvent event) {
        var focused = scene.getFocusOwner();
        Event.fireEvent(focused == null ? scene.getRoot() : focused, event);
    }

    /// As a person does, with time between the keys.
    public void type(String characters) {
        characters.toUpperCase(Locale.ROOT).chars().forEach(character -> {
            pause(PERSON_MILLIS);
            pass(PERSON_MILLIS);
            press(key(character));
        });
    }

    private void pass(long millis) {
        pace.ifPresent(nanos -> nanos.addAndGet(millis * 1_000_000));
    }

    public void press(KeyCode key) {
        Fx.run(() -> {
            if (!stage.isFocused()) {
                throw new AssertionError("the keys go to another window");
            }
            new Robot().keyType(key);
        });
        Fx.run(() -> {});
    }

    /// A key with the platform's shortcut key held.
    public void shortcut(KeyCode key) {
        Fx.run(() -> {
            var robot = new Robot();
            robot.keyPress(KeyCode.CONTROL);
            robot.keyType(key);
            robot.keyRelease(KeyCode.CONTROL);
        });
        Fx.run(() -> {});
    }

    public <T extends Node> T find(String selector, Class<T> kind) {
        return Fx.call(() -> kind.cast(scene.lookup(selector)));
    }

    /// Presses a button as soon as it is there.
    public void fire(String selector) {
        var button = await(selector, ButtonBase.class);
        Fx.run(button::fire);
        Fx.run(() -> {});
    }

    /// Replaces what stands in a field as soon as it is there.
    public void enter(String selector, String text) {
        var field = await(selector, TextInputControl.class);
        Fx.run(() -> field.setText(text));
        Fx.run(() -> {});
    }

    /// What lies in a pane that scrolls is found after its first layout only.
    private <T extends Node> T await(String selector, Class<T> kind) {
        long deadline = System.nanoTime() + 20_000_000_000L;
        var found = find(selector, kind);
        while (found == null) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("never there: " + selector);
            }
            pause(LOOK_MILLIS);
            found = find(selector, kind);
        }
        return found;
    }

    public Node tile(int slot) {
        return Fx.call(() -> scene.getRoot().lookupAll(".tile").toArray(Node[]::new)[slot - 1]);
    }

    /// Every text that can be seen.
    public List<String> texts() {
        return Fx.call(() -> {
            scene.getRoot().applyCss(); // what scrolls has its content only then
            scene.getRoot().layout();
            return Legible.labels(scene).stream().map(Labeled::getText).toList();
        });
    }

    /// Whether a text is seen now; on the FX thread only.
    boolean shows(String text) {
        return Legible.labels(scene).stream()
                .anyMatch(label -> String.valueOf(label.getText()).contains(text));
    }

    /// Waits until a text is seen.
    public void untilSeen(String text) {
        untilSeen(text, Duration.ofSeconds(6));
    }

    /// As [#untilSeen], for what takes longer.
    public void untilSeen(String text, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        long pause = LOOK_MILLIS;
        while (texts().stream().noneMatch(seen -> seen.contains(text))) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("never seen: " + text + ", but " + texts());
            }
            pause(pause);
            pause = Math.min(2 * pause, PERSON_MILLIS);
        }
    }

    /// Waits until the keys go to this node.
    public void untilFocused(String selector) {
        var node = await(selector, Node.class);
        long deadline = System.nanoTime() + 6_000_000_000L;
        while (!Fx.call(node::isFocused)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("the keys go to " + Fx.call(scene::getFocusOwner));
            }
            pause(LOOK_MILLIS);
        }
    }

    /// Takes a picture and tells everything in it that a person could not read or hit.
    public List<String> picture(String name, int width, int height) throws IOException {
        return Fx.picture(scene, new Fx.Size(name, width, height), image -> {
            var faults = new ArrayList<>(Legible.faults(scene, image));
            if (image.getWidth() > width + 1 || image.getHeight() > height + 1) {
                faults.add("does not fit: %d x %d".formatted(image.getWidth(), image.getHeight()));
            }
            return faults;
        });
    }

    private static KeyCode key(int character) {
        return switch (character) {
            case '-' -> KeyCode.MINUS;
            case '.' -> KeyCode.PERIOD;
            case ' ' -> KeyCode.SPACE;
            default ->
                Optional.ofNullable(KeyCode.getKeyCode(Character.toString(character)))
                        .orElseThrow();
        };
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
