package dev.sealbench.core.internal.run;

import dev.sealbench.core.PassphraseSource;
import dev.sealbench.core.Session;
import dev.sealbench.core.Station;
import dev.sealbench.core.StationException;
import dev.sealbench.core.StationHome;
import dev.sealbench.core.VaultRestore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/// A process that backs a vault up, or restores it, and is killed meanwhile.
///
/// `VaultVictim backup|restore HOME TIME POINT NUMBER FILE PRODUCT`: it dies at the point with this number of those
/// whose names begin so. The lines of the standard input are both passphrases of the backup, then the secrets of sofie
/// and leo, or the passphrase of the new vault.
public final class VaultVictim {

    private final StationHome home;
    private final Clock clock;
    private final Path file;
    private final String product;
    private final List<String> secrets;

    private VaultVictim(String[] arguments, List<String> secrets) {
        this.home = new StationHome(Path.of(arguments[1]));
        this.clock = Clock.fixed(Instant.parse(arguments[2]), ZoneOffset.UTC);
        this.file = Path.of(arguments[5]);
        this.product = arguments[6];
        this.secrets = secrets;
    }

    public static void main(String[] arguments) throws Exception {
        KillDriver.install();
        var victim = new VaultVictim(
                arguments, new String(System.in.readAllBytes()).lines().toList());
        Runnable arm = () -> KillPoints.arm(arguments[3], Integer.parseInt(arguments[4]));
        switch (arguments[0]) {
            case "backup" -> victim.backUp(arm);
            default -> victim.restore(arm);
        }
    }

    private void backUp(Runnable arm) throws StationException {
        try (var station = Station.open(home, clock);
                var sofie = signIn(station, "sofie", secrets.get(2));
                var leo = signIn(station, "leo", secrets.get(3));
                var own = entered(secrets.get(0));
                var seconds = entered(secrets.get(1))) {
            var both = sofie.withSecond(leo);
            arm.run();
            both.vault().backup(file, product, own, seconds);
        }
    }

    private void restore(Runnable arm) throws StationException {
        try (var own = entered(secrets.get(0));
                var seconds = entered(secrets.get(1));
                var vault = entered(secrets.get(2))) {
            arm.run();
            VaultRestore.restore(home, clock, file, product, new VaultRestore.Passphrases(own, seconds, vault));
        }
    }

    private static Session signIn(Station station, String name, String secret) throws StationException {
        try (var entered = entered(secret)) {
            return station.signIn(name, entered);
        }
    }

    private static PassphraseSource.Entered entered(String secret) throws StationException {
        return PassphraseSource.typed(secret.toCharArray()).read();
    }
}
