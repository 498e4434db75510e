package dev.sealbench.ui.command;

import dev.sealbench.core.ScanBack;
import java.io.PrintWriter;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// Ctrl-C while units are in work: the first asks the runs to end at their next safe moment, the second ends the
/// process at once, which the journal makes safe. Closing it gives Ctrl-C back. Safe for several threads.
final class CtrlC implements AutoCloseable {

    private final CompletableFuture<Void> pressed = new CompletableFuture<>();
    private final PrintWriter err;
    private final Object usual;

    CtrlC(PrintWriter err) {
        this.err = err;
        this.usual = Interrupts.handle(Interrupts.handler(this::stop));
    }

    private void stop() {
        close(); // the second one ends the process
        err.println(
                "stopping at the next safe moment; Ctrl-C once more ends it at once, the unit can be run again then");
        pressed.complete(null);
    }

    boolean isPressed() {
        return pressed.isDone();
    }

    /// What comes of `waiting`, which cannot be broken off; empty when that is null, or Ctrl-C comes first.
    <T> Optional<T> unlessPressed(Supplier<T> waiting) {
        var result = CompletableFuture.supplyAsync(
                waiting, work -> Thread.ofPlatform().daemon().start(work));
        return Optional.ofNullable(result.applyToEither(pressed.thenApply(_ -> null), value -> value)
                .join());
    }

    /// Asks as `usual` does until Ctrl-C is pressed; then nobody scans.
    ScanBack during(ScanBack usual) {
        return request -> unlessPressed(() -> usual.scanned(request)).orElseGet(ScanBack.Answer.Stopped::new);
    }

    @Override
    public void close() {
        Interrupts.handle(usual);
    }

    /// `sun.misc.Signal` by its name, because javac warns of it and cannot be told not to. Java has no other way to
    /// hear of Ctrl-C without ending.
    private static final class Interrupts {

        private Interrupts() {}

        static Object handler(Runnable reaction) {
            try {
                var type = Class.forName("sun.misc.SignalHandler");
                return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (_, method, _) -> {
                    if (method.getName().equals("handle")) {
                        reaction.run();
                    }
                    return null;
                });
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(e);
            }
        }

        /// @return the handler before
        static Object handle(Object handler) {
            try {
                var signal = Class.forName("sun.misc.Signal");
                var interrupt = signal.getConstructor(String.class).newInstance("INT");
                return signal.getMethod("handle", signal, Class.forName("sun.misc.SignalHandler"))
                        .invoke(null, interrupt, handler);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
