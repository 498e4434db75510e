package dev.sealbench.core;

import static dev.sealbench.core.TestHome.LEAD;
import static dev.sealbench.core.TestHome.add;
import static dev.sealbench.core.TestHome.entered;
import static dev.sealbench.core.TestHome.signIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What takes two persons, and what a lead alone does and does not do to people.
class TwoPersonsTest {

    @TempDir
    Path folder;

    private TestHome house;
    private Station station;
    private Session lena;

    @BeforeEach
    void openAHomeWithOneLead() throws Exception {
        house = TestHome.create(folder);
        station = house.open();
        lena = house.firstLead(station);
    }

    @AfterEach
    void close() {
        station.close();
    }

    @Test
    void aCustomersKeysAreImportedByTwo() throws Exception {
        var statement = house.statement(folder);
        add(lena, "leo", Role.LEAD);
        add(lena, "olga", Role.OPERATOR);
        try (var leo = signIn(station, "leo");
                var olga = signIn(station, "olga")) {
            add(lena.withSecond(leo), "sofie", Role.SECURITY_OFFICER);
            try (var sofie = signIn(station, "sofie");
                    var again = signIn(station, "sofie")) {
                assertThat(faultOf(() -> sofie.orders().importCustomer(statement)))
                        .isEqualTo(Fault.SECOND_PERSON);
                assertThat(faultOf(() -> sofie.withSecond(again))).isEqualTo(Fault.SECOND_PERSON);
                assertThat(faultOf(() -> sofie.withSecond(olga))).isEqualTo(Fault.SECOND_PERSON);
                assertThat(faultOf(() -> lena.withSecond(sofie).orders().importCustomer(statement)))
                        .isEqualTo(Fault.NOT_ALLOWED);
                assertThat(lena.orders().customers()).isEmpty();

                var two = sofie.withSecond(leo);
                assertThat(two.orders().importCustomer(statement).domain()).isEqualTo("ampere.example");
                assertThat(lena.orders().customers()).hasSize(1);
                var event = house.last("customer.keys-confirmed");
                assertThat(event.person()).isEqualTo(sofie.person().id());
                assertThat(event.detail())
                        .contains("confirmed by " + leo.person().id(), "ampere.example");

                lena.people().disable("leo", "left");
                assertThat(faultOf(() -> two.orders().importCustomer(statement)))
                        .isEqualTo(Fault.SESSION_OVER);
            }
        }
        assertThat(house.last("person.second-refused").result()).isEqualTo(EventRecord.Result.REFUSED);
    }

    @Test
    void aStatementThatTheVendorDidNotSignIsRefused() throws Exception {
        var statement = house.statement(folder);
        var octets = Files.readAllBytes(statement);
        octets[octets.length / 2] ^= 1;
        add(lena, "leo", Role.LEAD);
        try (var leo = signIn(station, "leo")) {
            add(lena.withSecond(leo), "sofie", Role.SECURITY_OFFICER);
            try (var sofie = signIn(station, "sofie")) {
                for (var bad : new byte[][] {octets, new byte[0], new byte[100_000]}) {
                    Files.write(statement, bad);
                    assertThat(faultOf(() -> sofie.withSecond(leo).orders().importCustomer(statement)))
                            .isEqualTo(Fault.CUSTOMER_STATEMENT);
                }
            }
        }
        assertThat(lena.orders().customers()).isEmpty();
        assertThat(house.last("customer.refused").detail()).contains(Fault.CUSTOMER_STATEMENT.text());
    }

    @Test
    void nobodyMakesASecurityOfficerAlone() throws Exception {
        assertThat(faultOf(() -> add(lena, "sofie", Role.SECURITY_OFFICER))).isEqualTo(Fault.SECOND_PERSON);
        add(lena, "olga", Role.OPERATOR);
        assertThat(faultOf(() -> lena.people().setRoles("olga", Set.of(Role.OPERATOR, Role.SECURITY_OFFICER))))
                .isEqualTo(Fault.SECOND_PERSON);

        assertThat(lena.people().list())
                .hasSize(2)
                .noneMatch(person -> person.roles().contains(Role.SECURITY_OFFICER));
        assertThat(house.last("person.refused").detail()).contains(Fault.SECOND_PERSON.text());
    }

    /// Else one lead could invent a second one, or become one by setting the other's secret.
    @Test
    void onceThereAreTwoALeadDoesNotBecomeTwoAlone() throws Exception {
        add(lena, "leo", Role.LEAD);

        assertThat(faultOf(() -> add(lena, "puppet", Role.LEAD))).isEqualTo(Fault.SECOND_PERSON);
        try (var secret = entered("a secret that lena knows")) {
            assertThat(faultOf(() -> lena.people().setSecret("leo", secret))).isEqualTo(Fault.SECOND_PERSON);
        }
        try (var leo = signIn(station, "leo")) {
            add(lena.withSecond(leo), "lisa", Role.LEAD);
            assertThat(house.last("person.added").detail())
                    .contains("confirmed by " + leo.person().id());
        }
    }

    @Test
    void theLastLeadStaysLead() throws Exception {
        assertThat(faultOf(() -> lena.people().disable(LEAD, "r"))).isEqualTo(Fault.PERSON_REFUSED);
        assertThat(faultOf(() -> lena.people().setRoles(LEAD, Set.of(Role.QA)))).isEqualTo(Fault.PERSON_REFUSED);
        add(lena, "leo", Role.LEAD);

        lena.people().disable("leo", "left");
        assertThat(faultOf(() -> lena.people().disable(LEAD, "r"))).isEqualTo(Fault.PERSON_REFUSED);
    }

    @Test
    void whatCannotBeIsRefused() throws Exception {
        add(lena, "olga", Role.OPERATOR);

        assertThat(faultOf(() -> add(lena, "olga", Role.QA))).isEqualTo(Fault.PERSON_REFUSED);
        for (var name : new String[] {"", "a b", "x".repeat(33), "ol\u0000ga", "öl"}) {
            assertThat(faultOf(() -> add(lena, name, Role.QA))).as(name).isEqualTo(Fault.PERSON_REFUSED);
        }
        for (var secret : new String[] {"short", "aaaaaaaaaaaaaaaa", "x1".repeat(100)}) {
            try (var entered = entered(secret)) {
                assertThat(faultOf(() -> lena.people().setSecret("olga", entered)))
                        .isEqualTo(Fault.SECRET_WEAK);
                assertThat(faultOf(() -> lena.people().add("otto", "Otto", Set.of(Role.QA), Optional.of(entered))))
                        .isEqualTo(Fault.SECRET_WEAK);
            }
        }
        for (var badge : new String[] {"1234567", "x".repeat(65), "with space", "tab\there!"}) {
            try (var entered = entered(badge)) {
                assertThat(faultOf(() -> lena.people().setBadge("olga", entered)))
                        .isEqualTo(Fault.SECRET_WEAK);
            }
        }
        assertThat(faultOf(() -> lena.people().add("otto", "Otto", Set.of(Role.QA), Optional.empty())))
                .as("a badge makes no more than an operator")
                .isEqualTo(Fault.PERSON_REFUSED);
        assertThat(faultOf(() -> lena.people().setRoles("olga", Set.of()))).isEqualTo(Fault.PERSON_REFUSED);
        assertThat(faultOf(() -> lena.people().forget("olga"))).isEqualTo(Fault.PERSON_REFUSED);
        assertThat(faultOf(() -> lena.people().disable("olga", " "))).isNotNull();
        assertThat(lena.people().list()).hasSize(2);
    }

    @Test
    void oneBadgeIsOnePersons() throws Exception {
        add(lena, "olga", Role.OPERATOR);
        add(lena, "otto", Role.OPERATOR);
        try (var badge = entered(TestHome.badge("one"))) {
            lena.people().setBadge("olga", badge);
            assertThat(faultOf(() -> lena.people().setBadge("otto", badge))).isEqualTo(Fault.PERSON_REFUSED);
        }
    }

    @Test
    void aPersonWhoIsForgottenLeavesThePseudonym() throws Exception {
        var olga = add(lena, "olga", Role.OPERATOR);
        assertThat(lena.people().nameOf(olga.id())).isEqualTo("Some olga");
        lena.people().disable("olga", "left");
        lena.people().forget("olga");

        assertThat(lena.people().nameOf(olga.id())).isEqualTo(olga.id());
        assertThat(lena.people().list()).hasSize(1);
        assertThat(house.last("person.forgotten").detail()).isEqualTo(olga.id());
        add(lena, "olga", Role.QA); // the name is free again, for somebody else
    }

    private static Fault faultOf(ThrowingCallable call) {
        var refusal = catchThrowableOfType(StationException.class, call);
        return refusal == null ? null : refusal.fault();
    }
}
