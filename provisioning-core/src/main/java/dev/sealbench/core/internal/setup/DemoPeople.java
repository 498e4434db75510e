package dev.sealbench.core.internal.setup;

import dev.sealbench.core.Role;
import dev.sealbench.core.StationException;
import dev.sealbench.core.StationHome;
import dev.sealbench.core.internal.people.People;
import dev.sealbench.core.internal.run.BenchOpening;
import dev.sealbench.vault.Passphrase;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One person of each role for a demonstration; what they sign in with lies in files that only a demonstration has.
final class DemoPeople {

    private record Somebody(String name, String displayName, Role role) {}

    private static final List<Somebody> ALL = List.of(
            new Somebody("olga", "Olga Operator", Role.OPERATOR),
            new Somebody("quinn", "Quinn Quality", Role.QA),
            new Somebody("axel", "Axel Auditor", Role.AUDITOR),
            new Somebody("lena", "Lena Lead", Role.LEAD),
            new Somebody("sofie", "Sofie Security", Role.SECURITY_OFFICER));

    private final StationHome home;
    private final DemoSecrets secrets;
    private final Clock clock;

    DemoPeople(StationHome home, DemoSecrets secrets, Clock clock) {
        this.home = home;
        this.secrets = secrets;
        this.clock = clock;
    }

    /// Adds them to a home that is complete otherwise.
    void add(char[] vaultPassphrase) throws IOException, StationException {
        Files.createDirectory(home.demoPeople());
        try (var opening = BenchOpening.begin(home, clock);
                var passphrase = Passphrase.of(vaultPassphrase.clone());
                var bench = opening.open(passphrase, DemoHome.AUTHOR.person())) {
            var people = new People(bench);
            for (var each : ALL) {
                add(each, people);
            }
        }
    }

    private void add(Somebody somebody, People people) throws IOException, StationException {
        try (var secret = written(somebody.name());
                var badge = written(somebody.name() + ".badge")) {
            var person = people.add(
                    somebody.name(),
                    somebody.displayName(),
                    Set.of(somebody.role()),
                    Optional.of(secret),
                    Optional.empty());
            people.setBadge(person, badge);
        }
    }

    private Passphrase written(String file) throws IOException {
        var drawn = secrets.draw();
        DemoSecrets.write(home.demoPeople().resolve(file), drawn);
        return Passphrase.of(drawn);
    }
}
