package dev.sealbench.core.internal.run;

import dev.sealbench.core.PassphraseSource;
import dev.sealbench.core.Session;
import dev.sealbench.core.Station;
import dev.sealbench.core.StationException;
import dev.sealbench.core.StationHome;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/// A process in which two persons destroy all credentials that are due, and that is killed meanwhile.
///
/// `ShredVictim HOME TIME POINT FIRST SECOND`: the persons by name; the first line of the standard input is the first
/// one's secret, the second line the other's. Prints the points that it passed when nothing kills it.
public final class ShredVictim {

    private ShredVictim() {}

    public static void main(String[] arguments) throws Exception {
        KillDriver.install();
        var clock = Clock.fixed(Instant.parse(arguments[1]), ZoneOffset.UTC);
        var secrets = new String(System.in.readAllBytes()).lines().toList();
        try (var station = Station.open(new StationHome(Path.of(arguments[0])), clock);
                var first = signIn(station, arguments[3], secrets.get(0));
                var second = signIn(station, arguments[4], secrets.get(1))) {
            var retention = first.withSecond(second).retention();
            var due = retention.due(Optional.empty());
            KillPoints.arm(Integer.parseInt(arguments[2]));
            retention.destroy(due);
            KillPoints.passed().forEach(System.out::println);
        }
    }

    private static Session signIn(Station station, String name, String secret) throws StationException {
        try (var entered = PassphraseSource.typed(secret.toCharArray()).read()) {
            return station.signIn(name, entered);
        }
    }
}
