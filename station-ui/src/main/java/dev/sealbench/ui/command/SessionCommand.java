package dev.sealbench.ui.command;

import dev.sealbench.core.Session;
import dev.sealbench.core.StationException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// A command that somebody signs in for: opens the station, does its work in that person's session, closes both.
abstract class SessionCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public final Integer call() throws StationException, IOException {
        requireUsage();
        var home = home();
        try (var station = home.open();
                var first = home.signIn(station);
                var second = second().signIn(station)) {
            return work(SecondOptions.joined(first, second));
        }
    }

    /// The command itself.
    ///
    /// @return the process's exit code
    abstract int work(Session session) throws StationException, IOException;

    /// Refuses words that do not fit together, before anybody is asked for a secret.
    void requireUsage() {}

    /// Who confirms what two persons do together.
    SecondOptions second() {
        return new SecondOptions();
    }

    HomeOptions home() {
        return HomeOptions.of(spec);
    }

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    PrintWriter err() {
        return spec.commandLine().getErr();
    }

    ParameterException wrong(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }

    /// Prints a line and is done.
    int say(String format, Object... arguments) {
        out().println(format.formatted(arguments));
        return 0;
    }

    /// Prints one JSON array, or a line for each, and is done.
    <T> int list(Collection<T> rows, Function<T, Map<String, Object>> asMap, Function<T, String> line) {
        Json.list(spec, rows, asMap, line);
        return 0;
    }

    /// With the options for a second person.
    abstract static class OfTwo extends SessionCommand {

        @Mixin
        private SecondOptions seconds;

        @Override
        SecondOptions second() {
            return seconds;
        }
    }
}
