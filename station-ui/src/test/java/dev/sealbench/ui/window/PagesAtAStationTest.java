package dev.sealbench.ui.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sealbench.core.Fault;
import dev.sealbench.core.LabelKind;
import dev.sealbench.core.Permission;
import dev.sealbench.core.RunListener;
import dev.sealbench.core.ScanBack;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.Station;
import dev.sealbench.core.StationException;
import dev.sealbench.core.UnitState;
import dev.sealbench.ui.testkit.Demo;
import dev.sealbench.ui.testkit.DemoParameter;
import dev.sealbench.ui.testkit.OpenStation;
import dev.sealbench.ui.testkit.TestStation;
import dev.sealbench.ui.window.unit.Decision;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Unit and reprint page at a real station whose slots are empty: what they are told, and what they are refused.
@Tag("e2e")
@ExtendWith(DemoParameter.class)
class PagesAtAStationTest {

    private static final SerialNumber UNIT = new SerialNumber(Demo.SERIAL);

    private TestStation station;
    private OpenStation open;
    private StationPeople people;
    private UnitAdapter units;

    @BeforeEach
    void scanAUnitThatIsNotThere(Demo demo) throws Exception {
        station = demo.newStation();
        open = station.open();
        open.provision(1, Demo.SERIAL, Optional.empty(), RunListener.silent());
        people = new StationPeople(open.station());
        people.welcome(open.session());
        units = new UnitAdapter(people);
    }

    @AfterEach
    void close() {
        people.leave();
        open.close();
    }

    /// Windows sign out in the background, and the next person may be quicker.
    @Test
    void aSignOutThatComesLateEndsItsOwnSessionOnly() throws Exception {
        var first = people.welcome(OpenStation.signIn(open.station(), "quinn", station.secretOf("quinn")));
        var next = people.welcome(OpenStation.signIn(open.station(), "olga", station.secretOf("olga")));
        people.signOut(first);
        assertThat(people.session().person().name()).isEqualTo("olga");
        people.signOut(next);
        assertThat(people.current()).isEmpty();
    }

    @Test
    void theOwnSecretIsChangedByTheCurrentOneOnly() throws Exception {
        var next = "a long walk by the sea";
        refused(Fault.NOT_SIGNED_IN, () -> people.changeSecret("not what lena uses".toCharArray(), next.toCharArray()));

        people.changeSecret(station.secretOf("lena").toCharArray(), next.toCharArray());

        try (var again = OpenStation.signIn(open.station(), "lena", next)) {
            assertThat(again.person().name()).isEqualTo("lena");
        }
        assertThat(people.watchVault()).isTrue();
    }

    @Test
    void aClockBehindTheBooksIsNoticed() throws Exception {
        assertThat(open.station().isClockRight()).isTrue();
        open.close();
        var yesterday = Clock.offset(Clock.systemUTC(), Duration.ofDays(-1));
        try (var early = Station.open(station.home(), yesterday)) {
            assertThat(early.isClockRight()).isFalse();
        }
    }

    @Test
    void theUnitPageIsToldOfTheRunAndWhoStartedIt() throws Exception {
        var file = units.open(UNIT);
        assertThat(file.history().runs()).hasSize(1);
        var run = file.history().runs().getFirst();
        assertThat(file.names().get(run.person())).startsWith("Lena");
        assertThat(file.model()).isNotEmpty();
        assertThat(file.customer()).isNotEmpty();
        assertThat(file.papers().papers()).isEmpty();
        assertThat(units.search("0000", 5)).extracting(unit -> unit.serial()).containsExactly(UNIT);
        assertThatExceptionOfType(StationException.class)
                .isThrownBy(() -> units.verify(UNIT))
                .satisfies(refusal -> assertThat(refusal.fault()).isEqualTo(Fault.WRONG_STATE));
    }

    @Test
    void aLeadQuarantinesLiftsAndScraps() throws Exception {
        assertThat(units.may(Permission.DECIDE_ABOUT_UNIT)).isTrue();
        units.decide(UNIT, Decision.QUARANTINE, "no charger came with it");
        assertThat(units.open(UNIT).history().unit().state()).isEqualTo(UnitState.QUARANTINED);
        units.decide(UNIT, Decision.LIFT, "it was found");
        assertThat(units.open(UNIT).history().unit().state()).isNotEqualTo(UnitState.QUARANTINED);
        units.decide(UNIT, Decision.SCRAP, "fell from the bench");
        assertThat(units.open(UNIT).history().unit().state()).isEqualTo(UnitState.SCRAPPED);
    }

    @Test
    void aLeadMayNotReprintAndAUnitThatIsNotFinishedHasNoLabels() throws Exception {
        var labels = new ReprintAdapter(people);
        assertThat(labels.open(UNIT).prints()).isEmpty();
        refused(Fault.NOT_ALLOWED, () -> labels.print(UNIT, LabelKind.PLATE, "torn", ScanBack.nobody()));

        people.leave();
        try (var quinn = OpenStation.signIn(open.station(), "quinn", station.secretOf("quinn"))) {
            people.welcome(quinn);
            refused(Fault.WRONG_STATE, () -> labels.preview(UNIT, LabelKind.PLATE));
            refused(Fault.NOT_ALLOWED, () -> units.decide(UNIT, Decision.SCRAP, "because"));
            assertThat(units.may(Permission.DECIDE_ABOUT_UNIT)).isFalse();
        }
    }

    private interface Call {
        void make() throws StationException;
    }

    private static void refused(Fault fault, Call call) {
        assertThatExceptionOfType(StationException.class)
                .isThrownBy(call::make)
                .satisfies(refusal -> assertThat(refusal.fault()).isEqualTo(fault));
    }
}
