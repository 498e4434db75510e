package dev.sealbench.ui.window.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.Fault;
import dev.sealbench.core.Role;
import dev.sealbench.core.StationException;
import dev.sealbench.ui.window.Fx;
import dev.sealbench.ui.window.people.PeopleModel.Side;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javafx.scene.control.ListView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Pictures of every state of the page of people; in none is anything cut off, too pale, or too small to touch.
class PeoplePicturesTest {

    @Test
    void aChosenPersonIsLegibleInEveryThemeAndSize() throws IOException {
        try (var window = new PeopleWindow(ScriptedPeople.five())) {
            window.choose("lena");
            assertThat(window.windows.pictures("people-person")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Side.class,
            names = {"ADD", "SECRET", "BADGE", "DISABLE"})
    void everyFormIsLegible(Side side) throws IOException {
        try (var window = new PeopleWindow(ScriptedPeople.five())) {
            window.choose("olga");
            Fx.run(() -> window.page.model().open(side));
            assertThat(window.windows.smallPictures("people-" + side.name().toLowerCase(Locale.ROOT)))
                    .isEmpty();
        }
    }

    @Test
    void whoWasDisabledAndTheFormThatForgetsAreLegible() throws IOException {
        try (var window = new PeopleWindow(ScriptedPeople.five())) {
            window.choose("hans");
            assertThat(window.windows.smallPictures("people-disabled")).isEmpty();
            Fx.run(() -> window.page.model().open(Side.FORGET));
            assertThat(window.windows.smallPictures("people-forget")).isEmpty();
        }
    }

    @Test
    void theSecondPersonIsAskedOnThePage() throws IOException {
        var station = ScriptedPeople.five();
        station.takeTwo();
        try (var window = new PeopleWindow(station)) {
            window.choose("olga");
            window.press("Lead");
            window.press("Save roles");
            window.until(Side.SECOND);
            assertThat(window.lead.picture("people-second", 1280, 800)).isEmpty();
        }
    }

    @Test
    void aRefusalAndAnEmptyPageAreLegible() throws IOException {
        var station = ScriptedPeople.five();
        station.refuseNext(Fault.PERSON_REFUSED, "nobody who is enabled would be lead any more");
        try (var window = new PeopleWindow(station)) {
            window.lead.untilSeen("5 people");
            assertThat(window.windows.smallPictures("people-nobody-chosen")).isEmpty();
            window.choose("lena");
            Fx.run(() -> window.page.model().make(new PersonChange.Disable("lena", "r")));
            window.lead.untilSeen("would be lead any more");
            assertThat(window.windows.smallPictures("people-refused")).isEmpty();
        }
    }

    @Test
    void fortyPeopleScroll() throws IOException {
        var station = new ScriptedPeople();
        for (int i = 1; i <= 40; i++) {
            try {
                station.change(
                        new PersonChange.Add(
                                "operator-%02d".formatted(i),
                                "Operator with a long name " + i,
                                Set.of(Role.values()),
                                Optional.empty()),
                        Optional.empty());
            } catch (StationException e) {
                throw new AssertionError(e);
            }
        }
        try (var window = new PeopleWindow(station)) {
            window.lead.untilSeen("40 people");
            var list = window.lead.find(".pick-list", ListView.class);
            Fx.run(() -> list.scrollTo(39));
            window.lead.untilSeen("Operator with a long name 9"); // by name, the last one
            window.lead.picture("people-forty", 1280, 800);
        }
    }
}
