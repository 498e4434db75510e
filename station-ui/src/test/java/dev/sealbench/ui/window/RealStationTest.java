package dev.sealbench.ui.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sealbench.core.Fault;
import dev.sealbench.core.LabelKind;
import dev.sealbench.core.Person;
import dev.sealbench.core.PrinterTest;
import dev.sealbench.core.Role;
import dev.sealbench.core.StationConfig;
import dev.sealbench.core.StationException;
import dev.sealbench.core.StationSettings;
import dev.sealbench.ui.testkit.Demo;
import dev.sealbench.ui.testkit.DemoParameter;
import dev.sealbench.ui.testkit.OpenStation;
import dev.sealbench.ui.testkit.TestStation;
import dev.sealbench.ui.window.people.PeopleStation.Second;
import dev.sealbench.ui.window.people.PersonChange;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The pages of people and settings at a real home, without their nodes.
@ExtendWith(DemoParameter.class)
class RealStationTest {

    @Test
    void aSecondPersonSignsInForOneChangeAndIsGone(Demo demo) throws Exception {
        var home = demo.newStation();
        try (var open = home.open()) {
            var people = new PeopleAdapter(open.station(), here(open));
            var secret = "a secret that nina chose".toCharArray();
            var change = new PersonChange.Add("nina", "Nina N.", Set.of(Role.LEAD), Optional.of(secret));
            var sofie = home.secretOf("sofie");

            assertThat(faultOf(() -> people.change(change, Optional.empty()))).isEqualTo(Fault.SECOND_PERSON);
            assertThat(faultOf(() -> people.change(change, second("sofie", "not her secret at all"))))
                    .isEqualTo(Fault.NOT_SIGNED_IN);
            assertThat(faultOf(() -> people.change(change, second("olga", home.secretOf("olga")))))
                    .isEqualTo(Fault.SECOND_PERSON);
            assertThat(people.people()).noneMatch(person -> person.name().equals("nina"));
            people.change(change, second("sofie", sofie));

            var nina = named(people, "nina");
            assertThat(nina.roles()).containsExactly(Role.LEAD);
            var confirming = named(people, "sofie").id();
            assertThat(lastOf(home, "person.added")).contains("confirmed by " + confirming);
            assertThat(home.events())
                    .filteredOn(event -> event.action().equals("person.signed-out"))
                    .anyMatch(event -> event.person().equals(confirming));
            OpenStation.signIn(open.station(), "nina", String.valueOf(secret)).close();
        }
    }

    @Test
    void badgesAndLeavingReachTheBooks(Demo demo) throws Exception {
        var home = demo.newStation();
        try (var open = home.open()) {
            var people = new PeopleAdapter(open.station(), here(open));
            people.change(
                    new PersonChange.Add("otto", "Otto O.", Set.of(Role.OPERATOR), Optional.empty()), Optional.empty());
            people.change(new PersonChange.SetBadge("otto", "BADGE-0042-77".toCharArray()), Optional.empty());
            assertThat(named(people, "otto").hasBadge()).isTrue();
            people.change(new PersonChange.RemoveBadge("otto"), Optional.empty());
            assertThat(named(people, "otto").hasBadge()).isFalse();
            people.change(new PersonChange.SetRoles("quinn", Set.of(Role.QA, Role.AUDITOR)), Optional.empty());
            people.change(
                    new PersonChange.SetSecret("quinn", "a secret of quinn's own".toCharArray()), Optional.empty());
            assertThat(named(people, "quinn").roles()).containsExactly(Role.QA, Role.AUDITOR);
            people.change(new PersonChange.Disable("otto", "left"), Optional.empty());
            people.change(new PersonChange.Forget("otto"), Optional.empty());
            assertThat(people.people()).noneMatch(person -> person.name().equals("otto"));
        }
    }

    @Test
    void settingsAreKeptAndASlotInWorkIsNotAsked(Demo demo) throws Exception {
        var home = demo.newStation();
        try (var open = home.open()) {
            var settings = new SettingsAdapter(here(open), slot -> slot == 2);
            var after = settings.setSlot(3, Optional.of("tcp:127.0.0.1:1"));

            assertThat(after.waiting()).containsExactly(StationSettings.Part.SLOTS);
            assertThat(StationConfig.read(home.home().config()).slots()).containsEntry(3, "tcp:127.0.0.1:1");
            assertThat(settings.testSlot(3).answers()).isFalse();
            assertThat(faultOf(() -> settings.testSlot(2))).isEqualTo(Fault.UNIT_IN_WORK);
            assertThat(settings.testPrint(LabelKind.PLATE).outcome()).isEqualTo(PrinterTest.Outcome.FOLDER);
            assertThat(faultOf(() -> settings.setIdleMinutes(0))).isEqualTo(Fault.SETTING_REFUSED);
            assertThat(lastOf(home, "settings.changed")).startsWith("slot 3: none -> ");
        }
        try (var again = home.open("olga")) {
            var settings = new SettingsAdapter(here(again), _ -> false);
            assertThat(again.session().config().slots()).containsKey(3);
            assertThat(faultOf(settings::settings)).isEqualTo(Fault.NOT_ALLOWED);
        }
    }

    private static StationPeople here(OpenStation open) {
        var here = new StationPeople(open.station());
        here.welcome(open.session());
        return here;
    }

    private static Optional<Second> second(String name, String secret) {
        return Optional.of(new Second(name, secret.toCharArray()));
    }

    private static Person named(PeopleAdapter people, String name) throws StationException {
        return people.people().stream()
                .filter(person -> person.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String lastOf(TestStation home, String action) throws Exception {
        return home.events().stream()
                .filter(event -> event.action().equals(action))
                .reduce((_, later) -> later)
                .orElseThrow()
                .detail();
    }

    private static Fault faultOf(ThrowingCallable call) {
        var refusal = catchThrowableOfType(StationException.class, call);
        return refusal == null ? null : refusal.fault();
    }
}
