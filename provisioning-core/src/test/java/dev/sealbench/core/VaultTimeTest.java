package dev.sealbench.core;

import static dev.sealbench.core.TestHome.LEAD;
import static dev.sealbench.core.TestHome.add;
import static dev.sealbench.core.TestHome.badge;
import static dev.sealbench.core.TestHome.entered;
import static dev.sealbench.core.TestHome.signIn;
import static dev.sealbench.core.TestHome.signInWithBadge;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How long the vault of a station that everybody left stays open: an hour where nothing else is set, idle time 10
/// minutes.
class VaultTimeTest {

    private static final Duration ALMOST = Duration.ofMinutes(60).minusMillis(1);
    private static final Duration MOMENT = Duration.ofMillis(1);

    @TempDir
    Path folder;

    private TestHome house;

    @BeforeEach
    void makeAHomeWithALeadAndAnOperator() throws Exception {
        house = TestHome.create(folder);
        try (var station = house.open();
                var lead = house.firstLead(station)) {
            add(lead, "olga", Role.OPERATOR);
            try (var badge = entered(badge("olga"))) {
                lead.people().setBadge("olga", badge);
            }
        }
    }

    @Test
    void anHourAfterTheLastPersonSignedOutTheVaultIsClosedAndTheLogSaysSo() throws Exception {
        try (var station = house.open()) {
            signIn(station, LEAD).close();
            house.clock.advance(ALMOST);
            assertThat(station.closeVaultIfLeft()).isFalse();
            assertThat(station.isOpen()).isTrue();

            house.clock.advance(MOMENT);
            assertThat(station.closeVaultIfLeft()).isTrue();

            assertThat(station.isOpen()).isFalse();
            assertThat(station.closeVaultIfLeft()).isFalse();
        }
        assertThat(house.last("vault.closed").detail()).isEqualTo("nobody was here for 60 minutes");
        assertThat(house.events())
                .filteredOn(event -> event.action().equals("vault.closed"))
                .hasSize(1);
    }

    @Test
    void aBadgeIsNotEnoughThenAndTheNextSecretOpensTheVaultAgain() throws Exception {
        try (var station = house.open()) {
            signIn(station, LEAD).close();
            house.clock.advance(Duration.ofHours(60)); // a weekend
            station.closeVaultIfLeft();

            assertThat(faultOf(() -> signInWithBadge(station, badge("olga")))).isEqualTo(Fault.STATION_CLOSED);

            try (var lead = signIn(station, LEAD);
                    var olga = signInWithBadge(station, badge("olga"))) {
                assertThat(station.isOpen()).isTrue();
                assertThat(lead.people().list()).hasSize(2);
                assertThat(olga.units().list(Optional.empty())).isEmpty();
            }
        }
    }

    /// A night shift: the operator comes back from a break by badge, whenever it is within the hour.
    @Test
    void whoComesBackWithinTheHourNeedsNoLead() throws Exception {
        try (var station = house.open()) {
            signIn(station, LEAD).close();
            for (int leaves = 0; leaves < 9; leaves++) {
                house.clock.advance(Duration.ofMinutes(59));
                station.closeVaultIfLeft();
                signInWithBadge(station, badge("olga")).close();
            }
            assertThat(station.isOpen()).isTrue();
        }
    }

    @Test
    void aSessionThatSomebodyTouchesKeepsItOpenAndOneThatIsIdleDoesNot() throws Exception {
        try (var station = house.open();
                var olga = signIn(station, "olga")) {
            for (int minutes = 0; minutes < 300; minutes += 9) {
                house.clock.advance(Duration.ofMinutes(9));
                olga.touch();
                assertThat(station.closeVaultIfLeft()).isFalse();
            }
            house.clock.advance(Duration.ofMinutes(10)); // idle: from here on nobody is there
            house.clock.advance(ALMOST);
            assertThat(station.closeVaultIfLeft()).isFalse();

            house.clock.advance(MOMENT);
            assertThat(station.closeVaultIfLeft()).isTrue();
            assertThat(faultOf(() -> olga.units().list(Optional.empty()))).isEqualTo(Fault.SESSION_OVER);
        }
    }

    /// Asking must not end a session: its sign-out is booked still.
    @Test
    void lookingAfterTheVaultDoesNotSwallowASignOut() throws Exception {
        try (var station = house.open()) {
            var olga = signIn(station, "olga");
            house.clock.advance(Duration.ofMinutes(10));
            station.closeVaultIfLeft();
            olga.close();
        }
        assertThat(house.last("person.signed-out").sequence())
                .isGreaterThan(house.last("person.signed-in").sequence());
    }

    @Test
    void workThatGoesOnKeepsItOpenAndTheHourBeginsWhenItEnds() throws Exception {
        try (var station = house.open()) {
            var lead = signIn(station, LEAD);
            var run = lead.working();
            lead.close();
            house.clock.advance(Duration.ofDays(3));
            assertThat(station.closeVaultIfLeft()).isFalse();

            run.close();
            house.clock.advance(ALMOST);
            assertThat(station.closeVaultIfLeft()).isFalse();
            house.clock.advance(MOMENT);
            assertThat(station.closeVaultIfLeft()).isTrue();
        }
    }

    /// An export needs the vault at its end, to sign.
    @Test
    void anExportThatTakesLongerThanTheTimeIsSigned() throws Exception {
        Files.createDirectories(house.home.deviceCa().getParent());
        Files.writeString(house.home.deviceCa(), "exported as it is");
        try (var station = house.open()) {
            var lead = signIn(station, LEAD);
            var listener = new ExportListener() {
                private boolean asked;

                @Override
                public boolean cancelled() {
                    if (!asked) {
                        asked = true;
                        lead.close();
                        house.clock.advance(Duration.ofHours(5));
                        assertThat(station.closeVaultIfLeft()).isFalse();
                    }
                    return false;
                }
            };
            var summary = lead.audit().export(new ExportRange.All(), folder.resolve("export"), listener);

            assertThat(listener.asked).isTrue();
            assertThat(summary.manifest()).isNotNull();
            assertThat(Files.size(folder.resolve("export/manifest.sig"))).isPositive();
            assertThat(station.isOpen()).isTrue();
        }
    }

    @Test
    void zeroMinutesCloseItAtTheEndOfTheProgramOnly() throws Exception {
        StationConfig.read(house.home.config()).withVaultMinutes(0).write(house.home.config());
        try (var station = house.open()) {
            signIn(station, LEAD).close();
            house.clock.advance(Duration.ofDays(365));

            assertThat(station.closeVaultIfLeft()).isFalse();
            assertThat(station.isOpen()).isTrue();
        }
    }

    @Test
    void aClockThatIsSetBackDoesNotKeepAnUnattendedVaultOpen() throws Exception {
        try (var station = house.open()) {
            signIn(station, LEAD).close();
            house.clock.advance(Duration.ofSeconds(-2));
            assertThat(station.closeVaultIfLeft()).isFalse();
            house.clock.advance(Duration.ofSeconds(-30));

            assertThat(station.closeVaultIfLeft()).isTrue();
        }
    }

    @Test
    void aSettingsFileOfBeforeHasTheHourAndOthersHaveBounds() throws Exception {
        var file = house.home.config();
        var text = Files.readString(file);
        Files.writeString(file, text.replaceAll(",\\s*\"vaultMinutes\" : 60", ""));
        assertThat(Files.readString(file)).isNotEqualTo(text).doesNotContain("vaultMinutes");
        assertThat(StationConfig.read(file).signIn().vaultMinutes()).isEqualTo(60);

        try (var station = house.open();
                var lead = signIn(station, LEAD)) {
            assertThat(faultOf(() -> lead.settings().setVaultMinutes(-1))).isEqualTo(Fault.SETTING_REFUSED);
            assertThat(faultOf(() -> lead.settings().setVaultMinutes(10_081))).isEqualTo(Fault.SETTING_REFUSED);
            var kept = lead.settings().setVaultMinutes(10_080);
            assertThat(kept.waiting()).containsExactly(StationSettings.Part.VAULT_TIME);
        }
        assertThat(house.last("settings.changed").detail()).isEqualTo("vault time: 60 -> 10080 minutes");
    }

    private static Fault faultOf(ThrowingCallable call) {
        return catchThrowableOfType(StationException.class, call).fault();
    }
}
