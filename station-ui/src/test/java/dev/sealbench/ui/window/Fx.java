package dev.sealbench.ui.window;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.beans.value.ObservableValue;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Parent;
import javafx.scene.Scene;

/// The FX thread for tests, on the headless platform (the module's pom sets it). The bounds only end a test that hangs.
public final class Fx {

    private static final long HANGS_AFTER_SECONDS = 60;

    private Fx() {}

    /// Starts the toolkit, once per process.
    public static void start() {
        try {
            var up = new CompletableFuture<Void>();
            Platform.startup(() -> up.complete(null));
            await(up);
        } catch (IllegalStateException e) {
            // another test class has started it
        }
        Platform.setImplicitExit(false);
    }

    /// Runs `work` on the FX thread, once all that comes in pieces is there, and waits for its result.
    public static <T> T call(Callable<T> work) {
        var result = new CompletableFuture<T>();
        Platform.runLater(() -> settled(work, result));
        return await(result);
    }

    private static <T> void settled(Callable<T> work, CompletableFuture<T> result) {
        if (Slices.isPending()) {
            afterPulse(() -> settled(work, result));
            return;
        }
        try {
            result.complete(work.call());
        } catch (Throwable e) {
            result.completeExceptionally(e);
        }
    }

    /// Asking again at once would keep a processor busy until the pulse.
    private static void afterPulse(Runnable then) {
        new AnimationTimer() {
            @Override
            public void handle(long now) {
                stop();
                Platform.runLater(then);
            }
        }.start();
    }

    public static void run(Runnable work) {
        call(() -> {
            work.run();
            return null;
        });
    }

    /// Waits until `condition` holds, looking whenever `value` changes.
    public static void until(ObservableValue<?> value, BooleanSupplier condition) {
        var met = new CompletableFuture<Void>();
        var subscription = call(() -> value.subscribe(_ -> {
            if (condition.getAsBoolean()) {
                met.complete(null);
            }
        }));
        await(met);
        run(subscription::unsubscribe);
    }

    /// Draws the scene as if it had this size into `target/screenshots`, and looks at it in that size. The headless
    /// screen itself is 1000 pixels wide and high; a larger stage breaks its frame buffer.
    public static <T> T picture(Scene scene, Size size, Function<BufferedImage, T> look) throws IOException {
        var root = scene.getRoot();
        var image = new AtomicReference<BufferedImage>();
        var seen = call(() -> {
            double width = scene.getWidth();
            double height = scene.getHeight();
            layOut(root, size.width(), size.height());
            image.set(SwingFXUtils.fromFXImage(root.snapshot(null, null), null));
            var result = look.apply(image.get());
            layOut(root, width, height);
            return result;
        });
        var folder = Files.createDirectories(Path.of("target", "screenshots"));
        Png.write(image.get(), folder.resolve(size.name() + ".png"));
        return seen;
    }

    /// A picture to be taken.
    public record Size(String name, int width, int height) {}

    private static void layOut(Parent root, double width, double height) {
        root.resize(width, height);
        // the later passes draw with the type that the first one chose for this size
        for (int pass = 0; pass < 3; pass++) {
            root.applyCss();
            root.layout();
        }
    }

    private static <T> T await(CompletableFuture<T> result) {
        try {
            return result.get(HANGS_AFTER_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }
}
