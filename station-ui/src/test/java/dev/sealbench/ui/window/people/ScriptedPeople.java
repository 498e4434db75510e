package dev.sealbench.ui.window.people;

import dev.sealbench.core.Fault;
import dev.sealbench.core.Person;
import dev.sealbench.core.Role;
import dev.sealbench.core.StationException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/// People who are remembered only here. Keeps every array of characters that it was handed, to see whether it was
/// wiped.
public final class ScriptedPeople implements PeopleStation {

    private final List<Person> people = new CopyOnWriteArrayList<>();
    private final List<PersonChange> changes = new CopyOnWriteArrayList<>();
    private final List<char[]> secrets = new CopyOnWriteArrayList<>();
    private volatile StationException next;
    private volatile boolean takesTwo;
    private volatile CountDownLatch slow = new CountDownLatch(0);

    static ScriptedPeople five() {
        var station = new ScriptedPeople();
        station.people.add(person("lena", "Lena van den Berg", true, true, Role.LEAD, Role.OPERATOR));
        station.people.add(person("olga", "Olga Petersen", true, true, Role.OPERATOR));
        station.people.add(person("quinn", "Quinn Achterberg", true, false, Role.QA, Role.AUDITOR));
        station.people.add(person("sofie", "Sofie Lindqvist", true, false, Role.SECURITY_OFFICER));
        station.people.add(person("otto", "Otto Schaffner", false, true, Role.OPERATOR));
        var left = person("hans", "Hans-Joachim Oberhuber", false, false, Role.OPERATOR);
        station.people.add(new Person(left.id(), left.name(), left.displayName(), left.roles(), true, false, false));
        return station;
    }

    /// A plant with three shifts.
    public static ScriptedPeople many() {
        var station = new ScriptedPeople();
        for (int number = 1; number <= 150; number++) {
            station.people.add(person("person-" + number, "Person Number " + number, true, true, Role.OPERATOR));
        }
        return station;
    }

    private static Person person(String name, String displayName, boolean secret, boolean badge, Role... roles) {
        var id = "p-%016x".formatted(name.hashCode() * 0x9E3779B97F4A7C15L);
        return new Person(id, name, displayName, Set.of(roles), false, secret, badge);
    }

    void refuseNext(Fault fault, String detail) {
        next = new StationException(fault, detail);
    }

    /// From now on every change takes a second person, whose secret is `leos secret 42`.
    void takeTwo() {
        takesTwo = true;
    }

    /// Answers only after [#goOn].
    void beSlow() {
        slow = new CountDownLatch(1);
    }

    void goOn() {
        slow.countDown();
    }

    List<PersonChange> changes() {
        return changes;
    }

    boolean everySecretIsWiped() {
        return !secrets.isEmpty()
                && secrets.stream().allMatch(secret -> Arrays.equals(secret, new char[secret.length]));
    }

    @Override
    public List<Person> people() throws StationException {
        return new ArrayList<>(people);
    }

    @Override
    public void change(PersonChange change, Optional<Second> second) throws StationException {
        keepSecrets(change);
        second.ifPresent(who -> secrets.add(who.secret()));
        await();
        var refusal = next;
        next = null;
        if (refusal != null) {
            throw refusal;
        }
        if (takesTwo && second.isEmpty()) {
            throw new StationException(Fault.SECOND_PERSON, "nobody else signed in");
        }
        if (takesTwo && !String.valueOf(second.get().secret()).equals("LEOS SECRET 42")) {
            throw new StationException(Fault.NOT_SIGNED_IN, "");
        }
        changes.add(change);
        if (change instanceof PersonChange.Add(var name, var shown, var roles, var secret)) {
            people.add(person(name, shown, secret.isPresent(), false, roles.toArray(Role[]::new)));
        }
    }

    private void keepSecrets(PersonChange change) {
        switch (change) {
            case PersonChange.Add add -> add.secret().ifPresent(secrets::add);
            case PersonChange.SetSecret(var _, var secret) -> secrets.add(secret);
            case PersonChange.SetBadge(var _, var badge) -> secrets.add(badge);
            default -> {}
        }
    }

    private void await() {
        try {
            slow.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
