package dev.sealbench.core;

import static dev.sealbench.core.Role.LEAD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.internal.books.Books;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who may call what: each call of the door by each role, and the table in docs/people.md.
class AccessTest {

    @TempDir
    Path folder;

    @Test
    void eachCallIsAllowedToItsRolesAndRefusedToAllOthers() throws Exception {
        var house = TestHome.create(folder);
        try (var station = house.open();
                var books = Books.open(house.booksConfig(), house.clock)) {
            for (var role : Role.values()) {
                try (var session = signedIn(house, station, role)) {
                    for (var rule : DoorRules.all(folder).entrySet()) {
                        int refusals = refusals(books);
                        boolean refused = faultOf(rule.getValue().call(), session) == Fault.NOT_ALLOWED;
                        assertThat(refused)
                                .as("%s is refused to %s", rule.getKey(), role)
                                .isNotEqualTo(rule.getValue().allowed().contains(role));
                        assertThat(refusals(books) - refusals).isEqualTo(refused ? 1 : 0);
                    }
                }
            }
            assertThat(house.last("access.refused").detail()).contains(Fault.NOT_ALLOWED.text(), "is for LEAD");
        }
    }

    /// A call that is new at the door has to have its rule.
    @Test
    void noCallOfTheDoorIsLeftOut() {
        var calls = new TreeSet<String>();
        for (var desk : List.of(
                UnitDesk.class,
                OrderDesk.class,
                LabelDesk.class,
                AuditDesk.class,
                PeopleDesk.class,
                QualityDesk.class,
                HealthDesk.class,
                SettingsDesk.class,
                RetentionDesk.class,
                VaultDesk.class)) {
            // of calls with the same name, those with more arguments have their number behind it
            Arrays.stream(desk.getDeclaredMethods())
                    .filter(method -> Modifier.isPublic(method.getModifiers()))
                    .sorted(Comparator.comparing(Method::getParameterCount))
                    .map(method -> Map.entry(desk.getSimpleName() + "." + method.getName(), method.getParameterCount()))
                    .forEach(call -> calls.add(
                            calls.contains(call.getKey()) ? call.getKey() + "/" + call.getValue() : call.getKey()));
        }
        assertThat(calls).hasSizeGreaterThan(25);
        calls.addAll(List.of("Session.provision", "Session.provisionAt"));
        assertThat(DoorRules.all(folder).keySet()).containsExactlyInAnyOrderElementsOf(calls);
    }

    @Test
    void theGuideHasTheSameTable() throws Exception {
        var written = Files.readAllLines(Path.of("..", "docs", "people.md")).stream()
                .filter(line -> line.startsWith("| `"))
                .collect(Collectors.toMap(
                        line -> line.split("`")[1],
                        line -> Arrays.stream(line.split("\\|", -1))
                                .skip(3)
                                .limit(5)
                                .toList()));
        var meant = Arrays.stream(Permission.values())
                .collect(Collectors.toMap(
                        Permission::name,
                        permission -> Arrays.stream(Role.values())
                                .map(role -> permission.isGivenBy(Set.of(role)) ? " yes " : " ")
                                .toList()));
        assertThat(written).isEqualTo(meant);
    }

    private static Session signedIn(TestHome house, Station station, Role role) throws StationException {
        if (!station.hasPeople()) {
            try (var lead = house.firstLead(station);
                    var second = withSecond(lead, station)) {
                for (var each : EnumSet.complementOf(EnumSet.of(LEAD))) {
                    TestHome.add(lead.withSecond(second), name(each), each);
                }
            }
        }
        return TestHome.signIn(station, role == LEAD ? TestHome.LEAD : name(role));
    }

    private static Session withSecond(Session lead, Station station) throws StationException {
        TestHome.add(lead, "leo", LEAD);
        return TestHome.signIn(station, "leo");
    }

    private static String name(Role role) {
        return role.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static int refusals(Books books) throws Exception {
        var refusals = new AtomicInteger();
        books.events().forEach(TestHome.STATION_ID, 1, event -> {
            if (event.action().equals("access.refused")) {
                refusals.incrementAndGet();
            }
        });
        return refusals.get();
    }

    private static Fault faultOf(DoorRules.Call call, Session session) throws Exception {
        try {
            call.by(session);
            return null;
        } catch (StationException e) {
            return e.fault();
        }
    }
}
