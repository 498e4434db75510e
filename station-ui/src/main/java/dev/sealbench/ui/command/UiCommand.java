package dev.sealbench.ui.command;

import dev.sealbench.core.Fault;
import dev.sealbench.core.PassphraseSource;
import dev.sealbench.core.Station;
import dev.sealbench.core.StationException;
import dev.sealbench.ui.window.StationProvisioning;
import dev.sealbench.ui.window.StationWindow;
import dev.sealbench.ui.window.UnlockWindow;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `ui`: the operator's window. What runs without arguments, too. Without `--pass-fd` a window asks for the
/// passphrase.
@Command(name = "ui", description = "Open the operator's window (the default without a command).")
final class UiCommand implements Callable<Integer> {

    @Mixin
    private HomeOptions home;

    @Override
    public Integer call() throws StationException {
        var opened = home.namesPassphraseSource() ? Optional.of(home.open()) : unlock();
        if (opened.isEmpty()) {
            return 0;
        }
        try (var station = opened.get()) {
            StationWindow.showAndWait(new StationProvisioning(station), Clock.systemUTC());
        }
        return 0;
    }

    /// Asks until the vault opens; empty when the person gives up.
    private Optional<Station> unlock() throws StationException {
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
