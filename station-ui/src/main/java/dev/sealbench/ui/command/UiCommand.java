package dev.sealbench.ui.command;

import dev.sealbench.core.StationException;
import dev.sealbench.ui.window.StationProvisioning;
import dev.sealbench.ui.window.StationWindow;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `ui`: the operator's window. What runs without arguments, too.
@Command(name = "ui", description = "Open the operator's window (the default without a command).")
final class UiCommand implements Callable<Integer> {

    @Mixin
    private HomeOptions home;

    @Override
    public Integer call() throws StationException {
        try (var station = home.open()) {
            StationWindow.showAndWait(new StationProvisioning(station), Clock.systemUTC());
        }
        return 0;
    }
}
