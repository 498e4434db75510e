package dev.sealbench.ui.window.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.Fault;
import dev.sealbench.core.Role;
import dev.sealbench.ui.window.Fx;
import dev.sealbench.ui.window.ScriptedShell;
import dev.sealbench.ui.window.people.PeopleModel.Side;
import dev.sealbench.ui.window.scan.ScanReading;
import java.util.Set;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a lead does on the page of people, and what it makes of the station's answers.
class PeopleTest {

    private final ScriptedPeople station = ScriptedPeople.five();
    private PeopleWindow window;

    @BeforeEach
    void open() {
        window = new PeopleWindow(station);
    }

    @AfterEach
    void close() {
        station.goOn();
        window.close();
    }

    @Test
    void everybodyIsListedAndWhoWasDisabledComesLast() {
        window.lead.untilSeen("5 people may sign in, 1 is disabled");
        assertThat(Fx.call(() -> window.page.model().people().get().orElseThrow())
                        .getLast()
                        .name())
                .isEqualTo("hans");
        window.fill("Search by name", "OTT");
        window.lead.untilSeen("Otto Schaffner");
        assertThat(window.lead.texts()).doesNotContain("Olga Petersen");
        window.fill("Search by name", "nobody");
        window.lead.untilSeen("Nobody is called like this.");
    }

    @Test
    void aPersonIsAddedWithRolesAndSecret() {
        window.press("Add a person");
        fillIn("Nina Nowak", "nina", "a long enough secret", "a long enough secret");
        window.press("Quality");
        window.press("Add");

        window.lead.untilSeen("nina was added");
        var add = (PersonChange.Add) station.changes().getFirst();
        assertThat(add.roles()).isEqualTo(Set.of(Role.OPERATOR, Role.QA));
        assertThat(add.displayName()).isEqualTo("Nina Nowak");
        assertThat(window.page.model().chosen().orElseThrow().name()).isEqualTo("nina");
        assertThat(station.everySecretIsWiped()).isTrue();
    }

    @Test
    void anOperatorIsAddedWithoutSecretAndNobodyElseIs() {
        window.press("Add a person");
        fillIn("Nina Nowak", "nina", "", "");
        window.press("Quality");
        window.press("Add");
        assertThat(window.lead.texts()).contains("Type a secret. Only an operator may do without.");
        window.press("Quality");
        window.press("Add");
        window.lead.untilSeen("nina was added");
        assertThat(((PersonChange.Add) station.changes().getFirst()).secret()).isEmpty();
    }

    @Test
    void whatIsIncompleteIsToldBeforeTheStationIsAsked() {
        window.press("Add a person");
        fillIn("", "nina", "", "");
        window.press("Add");
        assertThat(window.lead.texts()).contains("Fill in every field.");
        fillIn("Nina", "nina", "a long enough secret", "another secret");
        window.press("Add");
        assertThat(window.lead.texts()).contains("The two secrets are not the same. Type them again.");
        window.press("Operator");
        fillIn("Nina", "nina", "a long enough secret", "a long enough secret");
        window.press("Add");
        assertThat(window.lead.texts()).contains("Choose at least one role.");
        assertThat(station.changes()).isEmpty();
    }

    @Test
    void aRefusalIsASentenceOnThePageAndTheFormStays() {
        station.refuseNext(Fault.SECRET_WEAK, "it is one of those that everybody tries");
        window.choose("olga");
        window.press("Set a new one");
        fillSecret("password1234");
        window.press("Set the secret");
        window.lead.untilSeen("it is one of those that everybody tries");
        assertThat(window.page.model().side().get()).isEqualTo(Side.SECRET);
        assertThat(station.everySecretIsWiped()).isTrue();
    }

    @Test
    void rolesAreSavedOnlyWhenTheyAreOthers() {
        window.choose("olga");
        assertThat(window.isDisabled("Save roles")).isTrue();
        window.press("Auditor");
        assertThat(window.isDisabled("Save roles")).isFalse();
        window.press("Auditor");
        assertThat(window.isDisabled("Save roles")).isTrue();
        window.press("Operator");
        assertThat(window.isDisabled("Save roles")).as("no role at all").isTrue();
        window.press("Quality");
        window.press("Save roles");
        window.lead.untilSeen("olga has other roles");
        assertThat(station.changes()).containsExactly(new PersonChange.SetRoles("olga", Set.of(Role.QA)));
    }

    @Test
    void aBadgeIsTakenFromAScanWhileItIsAskedForAndOnlyThen() {
        window.choose("olga");
        window.lead.scan("CP42647100001239");
        assertThat(station.changes()).isEmpty();
        Fx.run(() -> window.windows.shell().show(window.page));
        window.choose("olga");
        window.press("Scan a badge");
        window.lead.scan("BADGE");
        window.lead.untilSeen(window.windows.look().text().get("scan.refused.EMPTY"));
        window.lead.scan("BADGE-0042-77");
        window.lead.untilSeen("olga has a new badge");
        assertThat(station.changes()).hasSize(1).first().isInstanceOf(PersonChange.SetBadge.class);
        assertThat(station.everySecretIsWiped()).isTrue();
    }

    @Test
    void disablingNeedsAReason() {
        window.choose("olga");
        window.press("Disable");
        window.press("Disable for good");
        assertThat(window.lead.texts()).contains("Say why.");
        window.fill("Reason, for the log", "left the company");
        window.press("Disable for good");
        window.lead.untilSeen("olga cannot sign in any more");
        assertThat(station.changes()).containsExactly(new PersonChange.Disable("olga", "left the company"));
    }

    @Test
    void aNameIsForgottenOnlyOfWhomWasDisabled() {
        window.choose("olga");
        assertThat(window.lead.texts()).doesNotContain("Forget the name");
        window.choose("hans");
        window.press("Forget the name");
        window.press("Forget for good");
        window.lead.untilSeen("hans is forgotten");
        assertThat(station.changes()).containsExactly(new PersonChange.Forget("hans"));
    }

    @Test
    void whereTwoAreNeededTheSecondSignsInOnThePage() {
        station.takeTwo();
        window.choose("olga");
        window.press("Lead");
        window.press("Save roles");
        window.until(Side.SECOND);
        assertThat(window.lead.texts()).contains("A second person confirms", "Give olga the roles: Operator · Lead");
        confirm("wrong wrong wrong");
        window.lead.untilSeen("do not belong to anybody");
        assertThat(window.page.model().side().get()).isEqualTo(Side.SECOND);
        confirm("LEOS SECRET 42");
        window.lead.untilSeen("olga has other roles");
        assertThat(station.changes()).hasSize(1);
        assertThat(station.everySecretIsWiped()).isTrue();
    }

    @Test
    void aNewSecretThatWaitsForASecondPersonIsWipedWhenTheLeadTurnsAway() {
        station.takeTwo();
        window.choose("sofie");
        window.press("Set a new one");
        fillSecret("a long enough secret");
        window.press("Set the secret");
        window.until(Side.SECOND);
        assertThat(station.everySecretIsWiped()).isFalse();
        Fx.run(() -> window.windows.shell().show(window.windows.linePage()));
        assertThat(station.everySecretIsWiped()).isTrue();
        assertThat(window.page.model().waiting()).isEmpty();
        assertThat(station.changes()).isEmpty();
    }

    /// Else somebody's badge would be given to whom the person before had chosen.
    @Test
    void aScanAtTheMomentOfSigningInFindsNothingOfWhoWasHereBefore() {
        window.choose("olga");
        window.press("Scan a badge");
        window.lead.shortcut(KeyCode.L);
        Fx.run(() -> {
            window.windows.shell().enter(ScriptedShell.LENA);
            window.windows.shell().take(new ScanReading.Code("BADGE-0042-77".toCharArray()));
        });
        Fx.run(() -> {});
        assertThat(station.changes()).isEmpty();
    }

    /// Else the next person would be asked to confirm what somebody else began.
    @Test
    void whatWaitsDoesNotOutliveASignOut() {
        station.takeTwo();
        window.choose("sofie");
        window.press("Set a new one");
        fillSecret("a long enough secret");
        window.press("Set the secret");
        window.until(Side.SECOND);
        window.lead.shortcut(KeyCode.L);
        Fx.run(() -> window.windows.shell().enter(ScriptedShell.LENA));
        Fx.run(() -> {}); // the page comes in the next pulse
        assertThat(station.everySecretIsWiped()).isTrue();
        assertThat(window.page.model().side().get()).isEqualTo(Side.PERSON);
    }

    @Test
    void aSecondPressWhileTheStationThinksAsksNothing() {
        station.beSlow();
        window.choose("olga");
        window.press("Set a new one");
        fillSecret("a long enough secret");
        window.press("Set the secret");
        var second = new PersonChange.SetSecret("olga", "another long secret".toCharArray());
        Fx.run(() -> window.page.model().make(second));
        assertThat(second.secret()).containsOnly('\0');
        station.goOn();
        window.lead.untilSeen("olga has a new secret");
        assertThat(station.changes()).hasSize(1);
    }

    @Test
    void aRefusalThatComesAfterTheLeadTurnedAwayLeavesNothingWaiting() {
        station.takeTwo();
        station.beSlow();
        window.choose("sofie");
        window.press("Set a new one");
        fillSecret("a long enough secret");
        window.press("Set the secret");
        Fx.run(() -> window.windows.shell().show(window.windows.linePage()));
        station.goOn();
        Fx.until(window.page.model().busy(), () -> !window.page.model().busy().get());
        Fx.run(() -> {});
        assertThat(window.page.model().waiting()).isEmpty();
        assertThat(window.page.model().side().get()).isEqualTo(Side.PERSON);
        assertThat(station.everySecretIsWiped()).isTrue();
    }

    @Test
    void onlyALeadSeesThePage() {
        Fx.run(() -> window.windows.shell().enter(ScriptedShell.OLGA));
        assertThat(window.lead.texts()).doesNotContain("People");
        Fx.run(() -> window.windows.shell().enter(ScriptedShell.LENA));
        assertThat(window.lead.texts()).contains("People");
    }

    private void fillIn(String shown, String name, String secret, String again) {
        window.fill("Name as people say it", shown);
        window.fill("Name to sign in with", name);
        window.fill("Secret, 12 to 128 characters", secret);
        window.fill("Secret once more", again);
    }

    private void fillSecret(String secret) {
        window.fill("Secret, 12 to 128 characters", secret);
        window.fill("Secret once more", secret);
    }

    private void confirm(String secret) {
        window.fill("Name of the second person", "leo");
        window.fill("Secret of the second person", secret);
        window.press("Confirm");
    }
}
