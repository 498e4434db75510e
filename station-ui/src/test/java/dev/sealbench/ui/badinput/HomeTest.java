package dev.sealbench.ui.badinput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sealbench.core.Fault;
import dev.sealbench.core.RunRecord;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.StationException;
import dev.sealbench.core.internal.journal.JournalDamaged;
import dev.sealbench.core.internal.run.Bench;
import dev.sealbench.ui.testkit.Demo;
import dev.sealbench.ui.testkit.DemoParameter;
import dev.sealbench.ui.testkit.TestStation;
import dev.sealbench.vault.Passphrase;
import dev.sealbench.vault.Vault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A home that cannot be opened says why, and is afterwards what it was before.
@Tag("e2e")
@ExtendWith(DemoParameter.class)
class HomeTest {

    private final TestStation station;

    HomeTest(Demo demo) throws IOException {
        station = demo.newStation();
    }

    @Test
    void aWrongSecretOpensNothing() throws Exception {
        var wrong = "not the secret of this person";
        var vault = Files.readAllBytes(station.home().vault());

        for (var name : new String[] {"lena", "nobody-has-this-name"}) {
            var refusal = catchThrowableOfType(
                    StationException.class,
                    () -> station.open(name, wrong, Clock.systemUTC()).close());

            Expect.refused(refusal, Fault.NOT_SIGNED_IN, 4);
            assertThat(refusal.getMessage()).doesNotContain(wrong, name);
        }
        assertThat(Files.readAllBytes(station.home().vault())).isEqualTo(vault);
        assertThat(station.events().stream().filter(event -> event.action().equals("person.sign-in-refused")))
                .hasSize(2)
                .allMatch(event -> event.person().equals("nobody"))
                .noneMatch(event -> (event.detail() + event.action()).contains("lena"));
        station.open().close(); // nothing stayed locked
    }

    @Test
    void aVaultOfAnotherPassphraseThanTheKeySlotsIsSaidSo() throws Exception {
        try (var inside = Files.newInputStream(station.home().demoPassphrase());
                var current = Passphrase.read(inside);
                var next = Passphrase.of("another passphrase of the vault".toCharArray());
                var vault = Vault.open(station.home().vault(), current)) {
            vault.changePassphrase(current, next);
        }

        Expect.refused(openingFails(), Fault.VAULT_UNAVAILABLE, 3);
        assertThat(station.events()).anyMatch(event -> event.action().equals("station.not-opened"));
    }

    @Test
    void damagedKeySlotsOpenNothing() throws Exception {
        Files.writeString(station.home().keySlots(), "nonsense\n");

        Expect.refused(openingFails(), Fault.VAULT_UNAVAILABLE, 3);
    }

    @Test
    void aDamagedVaultOpensNothing() throws Exception {
        var vault = Files.readAllBytes(station.home().vault());
        vault[vault.length / 2] ^= 1;
        Files.write(station.home().vault(), vault);

        Expect.refused(openingFails(), Fault.VAULT_UNAVAILABLE, 3);
    }

    @Test
    void twoProcessesNeverShareAHome() throws Exception {
        try (var open = station.open()) {
            var second = station.command("provision", "--slot", "1", "--serial", Demo.serial(1));

            assertThat(second.exitCode()).isEqualTo(3);
            assertThat(second.err().lines().filter(line -> line.startsWith("REFUSED")))
                    .hasSize(1)
                    .allMatch(line -> line.contains(Fault.HOME_IN_USE.text()));
            assertThat(second.out() + second.err()).doesNotContain("Exception", "\tat ");
            assertThat(open.units().list(Optional.empty())).isEmpty();
        }
        assertThat(station.stateOf(Demo.serial(1))).isEmpty();
    }

    @Test
    void aSecondStationInOneProcessIsRefused() throws Exception {
        try (var open = station.open()) {
            Expect.refused(openingFails(), Fault.HOME_IN_USE, 3);
            assertThat(open.orders().list()).hasSize(1);
        }
        station.open().close();
    }

    @Test
    void aDamagedConfigurationOpensNothing() throws Exception {
        Files.writeString(station.home().config(), "{ \"stationId\": ");

        Expect.refused(openingFails(), Fault.CONFIGURATION, 3);
    }

    @Test
    void aConfigurationThatTrustsSimulatorsInProductionOpensNothing() throws Exception {
        var config = station.home().config();
        Files.writeString(config, Files.readString(config).replace("\"production\" : false", "\"production\" : true"));

        Expect.refused(openingFails(), Fault.CONFIGURATION, 3);
    }

    @Test
    void aMissingStationStatementOpensNothing() throws Exception {
        Files.delete(station.home().stationStatement());

        Expect.refused(openingFails(), Fault.STATION_STATEMENT, 3);
    }

    @Test
    void aCutStationStatementOpensNothing() throws Exception {
        var file = station.home().stationStatement();
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 40));

        Expect.refused(openingFails(), Fault.STATION_STATEMENT, 3);
    }

    @Test
    void damagedBooksOpenNothing() throws Exception {
        var file = station.home().books().resolveSibling("books.mv.db");
        Files.write(file, new byte[4096]);

        Expect.refused(openingFails(), Fault.BOOKS_UNAVAILABLE, 3);
    }

    @Test
    void aDamagedJournalOfACutOffRunKeepsOnlyItsOwnUnitFromWork() throws Exception {
        var serial = new SerialNumber(Demo.serial(1));
        try (var bench = station.bench()) {
            bench.books().units().scan(serial, Optional.empty(), bench.author());
            bench.books().runs().open(cutOffRun(serial, bench), bench.author());
        }
        var journal = station.home().journal().resolve(serial + ".journal");
        Files.write(journal, "not a journal at all, but long enough".getBytes(StandardCharsets.US_ASCII));

        try (var bench = station.bench()) {
            assertThat(bench.books().runs().unfinished()).isEmpty();
            assertThatExceptionOfType(JournalDamaged.class)
                    .isThrownBy(() -> bench.journal().unit(serial));
            bench.journal().unit(new SerialNumber(Demo.serial(2))).close();
        }
        assertThat(Files.readString(journal))
                .as("kept as it is for whoever looks into it")
                .startsWith("not a journal");
    }

    private static RunRecord cutOffRun(SerialNumber serial, Bench bench) {
        var id = UUID.fromString("0197e6a0-0000-7000-8000-000000000001");
        return new RunRecord(
                id, serial, bench.config().stationId(), 1, "operator", "0", Instant.now(), Optional.empty());
    }

    private StationException openingFails() {
        return catchThrowableOfType(StationException.class, () -> station.open().close());
    }
}
