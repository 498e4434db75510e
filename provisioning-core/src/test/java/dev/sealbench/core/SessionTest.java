package dev.sealbench.core;

import static dev.sealbench.core.TestHome.LEAD;
import static dev.sealbench.core.TestHome.add;
import static dev.sealbench.core.TestHome.signIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How long a session lasts, and what ends it.
class SessionTest {

    @TempDir
    Path folder;

    private TestHome house;

    @BeforeEach
    void makeAHomeWithALeadAndAnOperator() throws Exception {
        house = TestHome.create(folder);
        try (var station = house.open();
                var lead = house.firstLead(station)) {
            add(lead, "olga", Role.OPERATOR);
        }
    }

    @Test
    void aSessionThatNobodyTouchesIsOver() throws Exception {
        try (var station = house.open();
                var session = signIn(station, "olga")) {
            house.clock.advance(Duration.ofMinutes(9));
            session.touch();
            house.clock.advance(Duration.ofMinutes(9));
            session.units().list(Optional.empty());
            assertThat(session.isExpired(house.clock.instant())).isFalse();
            house.clock.advance(Duration.ofMinutes(1));
            session.touch();

            assertThat(session.isExpired(house.clock.instant())).isTrue();
            assertThat(refusalOfALook(session)).isEqualTo(Fault.SESSION_OVER);
            var run = session.provision(1, "CP42647100001239", Optional.empty(), RunListener.silent());
            assertThat(run).isInstanceOf(Outcome.Refused.class);
        }
    }

    @Test
    void aClockThatGoesBackEndsASessionInsteadOfKeepingIt() throws Exception {
        try (var station = house.open();
                var session = signIn(station, "olga")) {
            house.clock.advance(Duration.ofMinutes(-5));

            assertThat(session.isExpired(house.clock.instant())).isTrue();
        }
    }

    @Test
    void aSessionThatWasClosedDoesNothingMore() throws Exception {
        try (var station = house.open()) {
            var session = signIn(station, "olga");
            session.close();

            assertThat(refusalOfALook(session)).isEqualTo(Fault.SESSION_OVER);
        }
    }

    @Test
    void aRoleThatIsTakenAwayIsGoneInOpenSessionsToo() throws Exception {
        try (var station = house.open();
                var lead = signIn(station, LEAD);
                var session = signIn(station, "olga")) {
            lead.people().setRoles("olga", Set.of(Role.AUDITOR));
            var run = session.provision(1, "CP42647100001239", Optional.empty(), RunListener.silent());
            assertThat(((Outcome.Refused) run).fault()).isEqualTo(Fault.NOT_ALLOWED);

            lead.people().disable("olga", "left");
            assertThat(refusalOfALook(session)).isEqualTo(Fault.SESSION_OVER);
        }
    }

    @Test
    void settingsThatSayNothingOfSigningInHaveTheStandard() throws Exception {
        var file = house.home.config();
        var text = Files.readString(file);
        var without = text.replaceAll("(?s),\\s*\"signIn\" : \\{[^}]*\\}", "");
        assertThat(without).isNotEqualTo(text);
        Files.writeString(file, without);

        assertThat(StationConfig.read(file).signIn()).isEqualTo(StationConfig.SignIn.STANDARD);
    }

    private static Fault refusalOfALook(Session session) {
        var refusal = catchThrowableOfType(
                StationException.class, () -> session.units().list(Optional.empty()));
        assertThat(refusal).as("nothing was refused").isNotNull();
        return refusal.fault();
    }
}
