package dev.sealbench.ui.window;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import javafx.animation.AnimationTimer;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.layout.Pane;

/// Work on nodes in pieces, one in each pulse: keys and clicks come between. What would hold the windows too long
/// at once is done so. The first pulse is left to what was put in place before. The pulse itself gives what is new
/// its style; only where no window is seen a piece does so itself. FX thread only.
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

    /// Has `parent` hold these: the first one now, then one more in each pulse. What an earlier call has not added
    /// yet is dropped.
    public static void fill(Pane parent, Node... nodes) {
        fill(1, parent, List.of(nodes));
    }

    /// The same with so many of them in each pulse.
    public static void fill(int many, Pane parent, List<? extends Node> nodes) {
        var turn = new Object();
        parent.getProperties().put(Slices.class, turn);
        parent.getChildren().setAll(nodes.subList(0, Math.min(many, nodes.size())));
        for (int from = many; from < nodes.size(); from += many) {
            var next = nodes.subList(from, Math.min(from + many, nodes.size()));
            later(parent, () -> {
                if (parent.getProperties().get(Slices.class) == turn) {
                    parent.getChildren().addAll(next);
                }
            });
        }
    }

    /// Runs `piece`, which adds something to `place` or adds it to something, in one of the next pulses, in order.
    public static void later(Node place, Runnable piece) {
        WAITING.add(() -> {
            piece.run();
            if (!isSeen(place.getScene())) {
                dress(place);
            }
        });
        start();
    }

    /// Gives what was built where no window is seen its style in the next pulse and its layout in the one after:
    /// what is still to be added to it has a place then, also within controls whose skin makes it.
    public static void dressNext(Parent place) {
        WAITING.addFirst(place::layout);
        WAITING.addFirst(place::applyCss);
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

    private static void dress(Node place) {
        if (place.getScene() != null) {
            place.applyCss();
            place.getScene().getRoot().layout();
        }
    }

    private static boolean isSeen(Scene scene) {
        return scene != null && scene.getWindow() != null && scene.getWindow().isShowing();
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
