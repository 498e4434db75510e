package dev.sealbench.core;

import static dev.sealbench.core.TestHome.add;
import static dev.sealbench.core.TestHome.signIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.sealbench.core.DueCredentials.Cause;
import dev.sealbench.core.internal.books.WrappedKey;
import dev.sealbench.vault.SealedSecrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The end of credentials: real vault, books and journal; two persons.
class ShreddingTest {

    @TempDir
    Path folder;

    private TestHome house;
    private ShredOrder order;
    private Station station;
    private Session lena;
    private Session sofie;
    private Session leo;

    @BeforeEach
    void makeUnits() throws Exception {
        house = TestHome.create(folder);
        order = ShredOrder.open(house, 4);
    }

    @AfterEach
    void close() {
        if (station != null) {
            station.close();
        }
    }

    @Test
    void twoPersonsDestroyWhatIsDueAndTheLogSaysWho() throws Exception {
        var unit = order.released(0);
        var kept = order.released(1);
        house.clock.advance(Duration.ofDays(29));
        var young = order.released(2);
        house.clock.advance(Duration.ofDays(1));
        openWithTwo();

        var due = sofie.retention().due(Optional.empty());
        assertThat(due).extracting(DueCredentials::serial).containsExactly(unit, kept);
        assertThat(due).allMatch(each -> each.cause() == Cause.KEPT_LONG_ENOUGH && each.generation() == 1);
        var report = sofie.withSecond(leo).retention().destroy(due.subList(0, 1));

        assertThat(report).isEqualTo(new ShredReport(1, List.of(), Optional.empty()));
        assertThat(sofie.retention().due(Optional.empty()))
                .extracting(DueCredentials::serial)
                .containsExactly(kept);
        var act = house.last("credentials.destruction-agreed");
        assertThat(act.person()).isEqualTo(sofie.person().id());
        assertThat(act.detail())
                .isEqualTo("1 sets of credentials, confirmed by " + leo.person().id());
        var event = house.last("unit.credentials-shredded");
        assertThat(event.serial()).contains(unit);
        assertThat(event.person()).isEqualTo(sofie.person().id());
        assertThat(house.last("credentials.destruction-ended").detail()).isEqualTo("1 destroyed, 0 left");
        assertThat(order.secret(young).shredded()).isEmpty();
        assertThat(SealedSecrets.decode(order.secret(unit).sealed().toBytes()).isShredded())
                .isTrue();
    }

    @Test
    void noFileOfTheHomeHasTheOldKey() throws Exception {
        var unit = order.released(0);
        order.leaveInJournal(unit);
        order.leaveLabel(unit);
        var key = WrappedKey.of(order.secret(unit).sealed());
        house.clock.advance(Duration.ofDays(30));
        assertThat(placesOf(key))
                .as("books and journal have it before")
                .anyMatch(file -> file.endsWith("books.mv.db"))
                .anyMatch(file -> file.endsWith(unit + ".journal"));
        openWithTwo();

        var report = sofie.withSecond(leo).retention().destroy(sofie.retention().due(Optional.empty()));

        assertThat(report.destroyed()).isEqualTo(1);
        assertThat(placesOf(key)).as("station open").isEmpty();
        assertThat(sofie.retention().due(Optional.empty())).isEmpty();
        station.close();
        assertThat(placesOf(key)).as("station closed").isEmpty();
        assertThat(order.label(unit)).doesNotExist();
    }

    @Test
    void nobodyDestroysAnythingAloneOrWithoutTheRole() throws Exception {
        var unit = order.released(0);
        house.clock.advance(Duration.ofDays(30));
        openWithTwo();
        var due = sofie.retention().due(Optional.empty());
        add(lena, "olga", Role.OPERATOR);
        try (var again = signIn(station, "sofie");
                var olga = signIn(station, "olga")) {
            assertThat(faultOf(() -> sofie.retention().destroy(due))).isEqualTo(Fault.SECOND_PERSON);
            assertThat(faultOf(() -> sofie.withSecond(again))).isEqualTo(Fault.SECOND_PERSON);
            assertThat(faultOf(() -> sofie.withSecond(olga))).isEqualTo(Fault.SECOND_PERSON);
            assertThat(faultOf(() -> leo.withSecond(sofie).retention().destroy(due)))
                    .isEqualTo(Fault.NOT_ALLOWED);
            assertThat(faultOf(() -> olga.retention().due(Optional.empty()))).isEqualTo(Fault.NOT_ALLOWED);
        }
        assertThat(order.secret(unit).shredded()).isEmpty();
        assertThat(house.last("credentials.destruction-refused").result()).isEqualTo(EventRecord.Result.REFUSED);
    }

    @Test
    void anOpenWorkOrderIsNotAskedForAsAWhole() throws Exception {
        order.released(0);
        house.clock.advance(Duration.ofDays(30));
        openWithTwo();

        assertThat(faultOf(() -> sofie.retention().due(Optional.of("WO-1")))).isEqualTo(Fault.WRONG_STATE);
        assertThat(faultOf(() -> sofie.retention().due(Optional.of("WO-9")))).isEqualTo(Fault.WRONG_STATE);
        leo.orders().close("WO-1", "enough");
        assertThat(sofie.retention().due(Optional.of("WO-1"))).hasSize(1);
    }

    @Test
    void aUnitInARunIsLeftAndTheOthersAreDestroyed() throws Exception {
        var running = order.reverted(0);
        var unit = order.reverted(1);
        openWithTwo();
        var run = order.beginRun(running);
        var due = sofie.retention().due(Optional.empty());
        assertThat(due).hasSize(2);

        var report = sofie.withSecond(leo).retention().destroy(due);

        assertThat(report.destroyed()).isEqualTo(1);
        assertThat(report.left())
                .containsExactly(new ShredReport.Left(running, "a run of %s has not ended".formatted(running)));
        assertThat(order.secret(running).shredded()).isEmpty();
        assertThat(order.secret(unit).shredded()).isPresent();
        order.endRun(run);
        assertThat(sofie.withSecond(leo)
                        .retention()
                        .destroy(sofie.retention().due(Optional.empty()))
                        .destroyed())
                .isEqualTo(1);
    }

    /// A process that died after the first of two: the second call goes on, and nothing is destroyed twice.
    @Test
    void whatACrashLeftIsDoneByTheNextCall() throws Exception {
        order.reverted(0);
        order.reverted(1);
        openWithTwo();
        var due = sofie.retention().due(Optional.empty());
        var second = sofie.withSecond(leo).retention();
        second.destroy(due.subList(0, 1));

        assertThat(second.destroy(due)).isEqualTo(new ShredReport(2, List.of(), Optional.empty()));

        assertThat(house.events().stream()
                        .filter(event -> event.action().equals("unit.credentials-shredded"))
                        .map(event -> event.serial().orElseThrow()))
                .containsExactly(due.get(0).serial(), due.get(1).serial());
    }

    /// The books' copy goes, whichever station sealed it: it may be the only one, if that station never comes back.
    @Test
    void whatAnotherStationSealedIsDestroyedHereAndSaidToRemainThere() throws Exception {
        var unit = order.scrapped(0, "line-2");
        var own = order.scrapped(1, TestHome.STATION_ID);
        openWithTwo();

        var report = sofie.withSecond(leo).retention().destroy(sofie.retention().due(Optional.empty()));

        assertThat(report.destroyed()).isEqualTo(2);
        var there = "credentials that other stations sealed may still stand in their journals:"
                + " have somebody sign in at line-2, or destroy its disk";
        assertThat(report.remains()).contains(there);
        assertThat(house.last("credentials.destruction-ended").detail()).isEqualTo("2 destroyed, 0 left; " + there);
        assertThat(house.events().stream().filter(event -> event.action().equals("unit.credentials-shredded")))
                .extracting(event -> event.serial().orElseThrow(), EventRecord::detail)
                .containsExactly(
                        tuple(
                                unit,
                                "generation 1: the unit was scrapped; sealed at station line-2, which may hold a copy"),
                        tuple(own, "generation 1: the unit was scrapped"));
    }

    @Test
    void theJournalForgetsWhatAnotherStationReplacedWhenTheVaultOpens() throws Exception {
        var unit = order.keyed(0);
        order.leaveInJournal(unit);
        var key = WrappedKey.of(order.secret(unit).sealed());
        order.replace(unit, "line-2");
        assertThat(placesOf(key)).anyMatch(file -> file.endsWith(unit + ".journal"));

        openWithTwo();

        assertThat(placesOf(key)).noneMatch(file -> file.endsWith(unit + ".journal"));
    }

    /// The database was restored from a backup: the journal has the only copy, and the charger may hold these.
    @Test
    void theJournalKeepsWhatTheBooksDoNotKnow() throws Exception {
        var unit = order.keyed(0);
        var sealed = order.leaveUnknownInJournal(unit);

        openWithTwo();

        assertThat(placesOf(WrappedKey.of(sealed))).anyMatch(file -> file.endsWith(unit + ".journal"));
    }

    private void openWithTwo() throws Exception {
        station = house.open();
        lena = house.firstLead(station);
        add(lena, "leo", Role.LEAD);
        leo = signIn(station, "leo");
        add(lena.withSecond(leo), "sofie", Role.SECURITY_OFFICER);
        sofie = signIn(station, "sofie");
    }

    private List<Path> placesOf(WrappedKey key) throws IOException {
        try (var files = Files.walk(folder)) {
            return key.placesIn(files.filter(Files::isRegularFile).toList());
        }
    }

    private static Fault faultOf(ThrowingCallable call) {
        var refusal = catchThrowableOfType(StationException.class, call);
        return refusal == null ? null : refusal.fault();
    }
}
