package dev.sealbench.ui.command;

import dev.sealbench.core.StationException;
import dev.sealbench.ui.window.StationAdapter;
import dev.sealbench.ui.window.StationPeople;
import dev.sealbench.ui.window.StationWindow;
import dev.sealbench.ui.window.login.SignedIn;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `ui`: the windows. What runs without a command, too. Without `--pass-fd` the window asks who is there.
@Command(name = "ui", description = "Open the windows (the default without a command).")
final class UiCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws StationException {
        return open(HomeOptions.of(spec));
    }

    static int open(HomeOptions home) throws StationException {
        try (var station = home.open()) {
            var people = new StationPeople(station);
            var person = home.passphraseDescriptor() == null
                    ? Optional.<SignedIn>empty()
                    : Optional.of(people.welcome(home.signIn(station)));
            StationWindow.showAndWait(
                    new StationAdapter(station, people),
                    home.home().directory().resolve("windows.properties"),
                    Clock.systemUTC(),
                    person);
            people.leave();
        }
        return 0;
    }
}
