package dev.sealbench.ui.command;

import dev.sealbench.core.Fault;
import dev.sealbench.core.PassphraseSource;
import dev.sealbench.core.Role;
import dev.sealbench.core.Station;
import dev.sealbench.core.StationException;
import dev.sealbench.ui.window.OpenedByPassphrase;
import dev.sealbench.ui.window.StationAdapter;
import dev.sealbench.ui.window.StationWindow;
import dev.sealbench.ui.window.UnlockWindow;
import dev.sealbench.ui.window.login.SignedIn;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `ui`: the operator's window. What runs without a command, too. Without `--pass-fd` a window asks for the
/// passphrase.
@Command(name = "ui", description = "Open the operator's window (the default without a command).")
final class UiCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws StationException {
        return open(HomeOptions.of(spec));
    }

    static int open(HomeOptions home) throws StationException {
        var opened = home.passphraseDescriptor() != null ? Optional.of(home.open()) : unlock(home);
        if (opened.isEmpty()) {
            return 0;
        }
        try (var station = opened.get()) {
            var adapter = new StationAdapter(station, new OpenedByPassphrase());
            var person = new SignedIn(home.user(), EnumSet.allOf(Role.class));
            StationWindow.showAndWait(
                    adapter,
                    home.home().directory().resolve("windows.properties"),
                    Clock.systemUTC(),
                    Optional.of(person));
        }
        return 0;
    }

    /// Asks until the vault opens; empty when the person gives up.
    private static Optional<Station> unlock(HomeOptions home) throws StationException {
        var refusal = Optional.<String>empty();
        for (; ; ) {
            var typed = UnlockWindow.ask(refusal);
            if (typed.isEmpty()) {
                return Optional.empty();
            }
            try {
                return Optional.of(home.open(PassphraseSource.typed(typed.get())));
            } catch (StationException e) {
                if (e.fault() != Fault.VAULT_UNAVAILABLE) {
                    throw e;
                }
                refusal = Optional.of(e.getMessage());
            }
        }
    }
}
