package dev.sealbench.ui.command;

import dev.sealbench.core.PassphraseSource;
import dev.sealbench.core.Session;
import dev.sealbench.core.Station;
import dev.sealbench.core.StationException;
import dev.sealbench.ui.window.StationProvisioning;
import dev.sealbench.ui.window.StationWindow;
import dev.sealbench.ui.window.UnlockWindow;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `ui`: the operator's window. What runs without a command, too. Without `--pass-fd` a window asks for
/// name and secret.
@Command(name = "ui", description = "Open the operator's window (the default without a command).")
final class UiCommand implements Callable<Integer> {

    private static final int REFUSED = 4;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws StationException {
        return open(HomeOptions.of(spec));
    }

    static int open(HomeOptions home) throws StationException {
        try (var station = home.open()) {
            var signedIn = home.passphraseDescriptor() != null ? Optional.of(home.signIn(station)) : ask(station);
            if (signedIn.isEmpty()) {
                return 0;
            }
            try (var session = signedIn.get()) {
                StationWindow.showAndWait(new StationProvisioning(session), Clock.systemUTC());
            }
        }
        return 0;
    }

    /// Asks until somebody is signed in; empty when the person gives up.
    private static Optional<Session> ask(Station station) throws StationException {
        var refusal = Optional.<String>empty();
        for (; ; ) {
            var typed = UnlockWindow.ask(refusal);
            if (typed.isEmpty()) {
                return Optional.empty();
            }
            try (var secret = PassphraseSource.typed(typed.get().secret()).read()) {
                return Optional.of(station.signIn(typed.get().name(), secret));
            } catch (StationException e) {
                if (e.exitCode() != REFUSED) {
                    throw e;
                }
                refusal = Optional.of(e.getMessage());
            }
        }
    }
}
