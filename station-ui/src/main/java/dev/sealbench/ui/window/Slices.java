package dev.sealbench.ui.window;

import java.util.ArrayDeque;
import java.util.Deque;
import javafx.animation.AnimationTimer;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.layout.Pane;

/// Work on nodes in pieces, one in each pulse, with its style: keys and clicks come between. What would hold the
/// windows too long at once is done so. The first pulse is left to what was put in place before. FX thread only.
public final class Slices {

    private static final Deque<Runnable> WAITING = new ArrayDeque<>();
    private static final Deque<Runnable> IDLE = new ArrayDeque<>();
    private static boolean going;
    private static boolean first;

    private static final AnimationTimer PULSES = new AnimationTimer() {
        @Override
        public void handle(long now) {
            next();
        }
    };

    private Slices() {}

    /// Has `parent` hold these: the first one now, then one more in each pulse. What an earlier call has not added yet
    /// is
    /// dropped.
    public static void fill(Pane parent, Node... nodes) {
        var turn = new Object();
        parent.getProperties().put(Slices.class, turn);
        parent.getChildren().setAll(nodes[0]);
        for (int at = 1; at < nodes.length; at++) {
            var node = nodes[at];
            later(parent, () -> {
                if (parent.getProperties().get(Slices.class) == turn) {
                    parent.getChildren().add(node);
                }
            });
        }
    }

    /// Runs `piece`, which adds something to `parent`, in one of the next pulses, in order.
    public static void later(Parent parent, Runnable piece) {
        WAITING.add(() -> {
            piece.run();
            parent.applyCss();
        });
        start();
    }

    /// Runs `piece` in a pulse in which nothing else waits.
    public static void whenIdle(Runnable piece) {
        IDLE.add(piece);
        start();
    }

    /// Whether something is not added yet.
    static boolean isPending() {
        return !WAITING.isEmpty();
    }

    /// Whether nothing is left to do, not even for idle times.
    static boolean isIdle() {
        return WAITING.isEmpty() && IDLE.isEmpty();
    }

    private static void start() {
        if (!going) {
            going = true;
            first = true;
            PULSES.start();
        }
    }

    private static void next() {
        if (first) {
            first = false;
            return;
        }
        var piece = WAITING.isEmpty() ? IDLE.poll() : WAITING.poll();
        if (piece == null) {
            going = false;
            PULSES.stop();
            return;
        }
        piece.run();
    }
}
