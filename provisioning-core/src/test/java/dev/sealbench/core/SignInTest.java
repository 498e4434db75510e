package dev.sealbench.core;

import static dev.sealbench.core.TestHome.LEAD;
import static dev.sealbench.core.TestHome.add;
import static dev.sealbench.core.TestHome.badge;
import static dev.sealbench.core.TestHome.entered;
import static dev.sealbench.core.TestHome.secret;
import static dev.sealbench.core.TestHome.signIn;
import static dev.sealbench.core.TestHome.signInWithBadge;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who is let in, by what, and how often one may guess.
class SignInTest {

    private static final String WRONG = "not the secret of anybody";

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
    void nameAndSecretOpenTheStation() throws Exception {
        try (var station = house.open()) {
            assertThat(station.isOpen()).isFalse();
            try (var session = signIn(station, " Olga ", secret("olga"))) {
                assertThat(station.isOpen()).isTrue();
                assertThat(session.person().name()).isEqualTo("olga");
                assertThat(session.roles()).containsExactly(Role.OPERATOR);
            }
        }
        assertThat(house.last("person.signed-in").detail()).isEqualTo("with a secret");
        assertThat(house.last("person.signed-out").person()).startsWith("p-");
    }

    @Test
    void aWrongSecretAndAnUnknownNameAreToldTheSame() throws Exception {
        try (var station = house.open()) {
            var wrong = refusal(() -> signIn(station, "olga", WRONG));
            var unknown = refusal(() -> signIn(station, "nobody", WRONG));

            assertThat(wrong.fault()).isEqualTo(Fault.NOT_SIGNED_IN);
            assertThat(unknown).hasMessage(wrong.getMessage());
            assertThat(station.isOpen()).isFalse();
        }
        var events = house.events().stream()
                .filter(event -> event.action().equals("person.sign-in-refused"))
                .toList();
        assertThat(events).hasSize(2).allMatch(event -> event.person().equals("nobody"));
        assertThat(events.getFirst().detail()).matches("p-[0-9a-f]{16}");
        assertThat(events.getLast().detail()).matches("unknown-[0-9a-f]{2}@line-1");
    }

    /// Else an answer that comes at once would say that nobody has this name. Counted in the memory that Argon2id
    /// fills,
    /// because clocks waver.
    @Test
    void anUnknownNameCostsWhatAKnownOneDoes() throws Exception {
        try (var station = house.open()) {
            signIn(station, "olga").close(); // classes are loaded now
            long known = allocatedBytes(() -> signIn(station, "olga", WRONG));
            long unknown = allocatedBytes(() -> signIn(station, "nobody", WRONG));
            long memory = (long) station.config().signIn().secretMemoryMib() << 20;
            assertThat(known).isGreaterThan(memory);
            assertThat(unknown).isBetween(known - memory / 4, known + memory / 4);
        }
    }

    @Test
    void afterFiveFailuresTheRightSecretHasToWaitToo() throws Exception {
        failFiveTimes("olga");
        try (var station = house.open()) { // the books remember over a restart
            assertLocked(() -> signIn(station, "olga"));
            signIn(station, LEAD).close(); // nobody else is locked
            house.clock.advance(Duration.ofSeconds(61));
            signIn(station, "olga").close();
        }
        assertThat(house.last("person.locked-out").detail()).matches("p-[0-9a-f]{16} until .*");
    }

    @Test
    void eachFurtherFailureDoublesTheWaitUpToAnHour() throws Exception {
        failFiveTimes("olga");
        try (var station = house.open()) {
            for (int minutes : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
                house.clock.advance(Duration.ofMinutes(minutes).minusSeconds(1));
                assertLocked(() -> signIn(station, "olga"));
                house.clock.advance(Duration.ofSeconds(1));
                assertRefused(() -> signIn(station, "olga", WRONG));
            }
            house.clock.advance(Duration.ofHours(1));
            signIn(station, "olga").close();
            assertRefused(() -> signIn(station, "olga", WRONG)); // the right one began the count anew
            signIn(station, "olga").close();
        }
    }

    @Test
    void aClockThatGoesBackUnlocksNothing() throws Exception {
        failFiveTimes("olga");
        house.clock.advance(Duration.ofDays(-1));
        try (var station = house.open()) {
            assertLocked(() -> signIn(station, "olga"));
        }
        house.clock.advance(Duration.ofDays(1));
        try (var station = house.open()) {
            assertLocked(() -> signIn(station, "olga"));
        }
    }

    @Test
    void guessingNamesIsLockedLikeGuessingSecrets() throws Exception {
        failFiveTimes("nobody");
        try (var station = house.open()) {
            assertLocked(() -> signIn(station, "nobody", WRONG));
            house.clock.advance(Duration.ofSeconds(61));
            assertRefused(() -> signIn(station, "nobody", WRONG));
        }
    }

    @Test
    void aBadgeOpensNoClosedStationAndNoMoreThanAnOperatorsSession() throws Exception {
        try (var station = house.open()) {
            var closed = refusal(() -> signInWithBadge(station, badge("olga")));
            assertThat(closed.fault()).isEqualTo(Fault.STATION_CLOSED);
            try (var lead = signIn(station, LEAD)) {
                lead.people().setRoles("olga", Set.of(Role.OPERATOR, Role.QA));
                try (var session = signInWithBadge(station, badge("olga"))) {
                    assertThat(session.roles()).containsExactly(Role.OPERATOR);
                    assertThat(session.may(Permission.REPRINT_LABEL)).isFalse();
                    var refused = refusal(() -> session.labels().print("CP42647100001239", LabelKind.PLATE, "r"));
                    assertThat(refused.fault()).isEqualTo(Fault.NOT_ALLOWED);
                }
                lead.people().setRoles("olga", Set.of(Role.QA));
                assertRefused(() -> signInWithBadge(station, badge("olga")));
            }
        }
    }

    @Test
    void foreignBadgesAreLockedAndTheNamesAreNot() throws Exception {
        try (var station = house.open();
                var lead = signIn(station, LEAD)) {
            for (int i = 0; i < 5; i++) {
                var foreign = "FOREIGN-" + i;
                assertRefused(() -> signInWithBadge(station, foreign));
            }
            assertLocked(() -> signInWithBadge(station, badge("olga")));
            assertLocked(() -> signInWithBadge(station, "short"));
            signIn(station, "olga").close();
            lead.people().removeBadge("olga");
            house.clock.advance(Duration.ofSeconds(61));
            assertRefused(() -> signInWithBadge(station, badge("olga")));
        }
        assertThat(house.last("person.sign-in-refused").detail()).isEqualTo("badge@line-1");
    }

    /// What is written and what is logged: neither secrets nor badges, and no names in the log.
    @Test
    void noSecretNoBadgeAndInTheLogNoNameIsWrittenDown() throws Exception {
        try (var station = house.open();
                var session = signIn(station, LEAD)) {
            refusal(() -> signIn(station, "olga", WRONG));
            refusal(() -> signIn(station, WRONG, WRONG)); // a secret typed into the wrong field
            refusal(() -> signInWithBadge(station, "A FOREIGN BADGE"));
            refusal(() -> session.people().setSecret("olga", entered("short")));
            refusal(() -> add(session, "olga", Role.QA));
        }
        var hidden = new String[] {
            secret("olga"), secret(LEAD), badge("olga"), WRONG, "A FOREIGN BADGE", TestHome.VAULT_PASSPHRASE
        };
        int files = 0;
        try (var all = Files.walk(house.home.directory())) {
            for (var file : all.filter(Files::isRegularFile).toList()) {
                files++;
                var octets = Files.readAllBytes(file);
                assertThat(new String(octets, StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(hidden);
                assertThat(new String(octets, StandardCharsets.UTF_16BE))
                        .as(file.toString())
                        .doesNotContain(hidden);
            }
        }
        assertThat(files).isGreaterThan(5);
        assertThat(new String(
                        Files.readAllBytes(house.home.books().resolveSibling("books.mv.db")),
                        StandardCharsets.ISO_8859_1))
                .as("the search finds what is there")
                .contains("Some olga");
        for (var event : house.events()) {
            assertThat(event.toString()).doesNotContain("olga", LEAD, "Lena").doesNotContain(hidden);
        }
    }

    private void failFiveTimes(String name) throws Exception {
        try (var station = house.open()) {
            for (int i = 0; i < 5; i++) {
                assertRefused(() -> signIn(station, name, WRONG));
            }
        }
    }

    private static void assertRefused(ThrowingCallable call) {
        assertThat(refusal(call).fault()).isEqualTo(Fault.NOT_SIGNED_IN);
    }

    private static void assertLocked(ThrowingCallable call) {
        assertThat(refusal(call).fault()).isEqualTo(Fault.SIGN_IN_LOCKED);
    }

    private static StationException refusal(ThrowingCallable call) {
        var refusal = catchThrowableOfType(StationException.class, call);
        assertThat(refusal).as("nothing was refused").isNotNull();
        assertThat(refusal.exitCode()).isEqualTo(4);
        return refusal;
    }

    private static long allocatedBytes(ThrowingCallable call) {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        catchThrowableOfType(StationException.class, call);
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
