package dev.sealbench.ui.command;

import dev.sealbench.core.Session;
import dev.sealbench.core.Station;
import dev.sealbench.core.StationException;
import picocli.CommandLine.Option;

/// The second person of what two persons do together.
final class SecondOptions {

    @Option(names = "--second", paramLabel = "U", description = "who confirms: another lead or security officer")
    private String name;

    @Option(
            names = "--second-pass-fd",
            paramLabel = "M",
            description = "read that person's secret from this file descriptor; else it is asked for")
    private Integer descriptor;

    /// Signs in the second person; null when none is named. The caller closes the session.
    Session signIn(Station station) throws StationException {
        if (name == null) {
            return null;
        }
        try (var secret = Secret.of(descriptor, "secret of " + name + ": ").read()) {
            return station.signIn(name, secret);
        }
    }

    /// The two together, or the first alone.
    static Session joined(Session first, Session second) throws StationException {
        return second == null ? first : first.withSecond(second);
    }
}
