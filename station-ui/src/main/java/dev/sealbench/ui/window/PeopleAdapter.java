package dev.sealbench.ui.window;

import dev.sealbench.core.PassphraseSource;
import dev.sealbench.core.PassphraseSource.Entered;
import dev.sealbench.core.PeopleDesk;
import dev.sealbench.core.Person;
import dev.sealbench.core.Station;
import dev.sealbench.core.StationException;
import dev.sealbench.ui.window.people.PeopleStation;
import dev.sealbench.ui.window.people.PersonChange;
import java.util.List;
import java.util.Optional;

/// The real station behind the page of people. Safe for several threads.
final class PeopleAdapter implements PeopleStation {

    private final Station station;
    private final StationPeople here;

    PeopleAdapter(Station station, StationPeople here) {
        this.station = station;
        this.here = here;
    }

    @Override
    public List<Person> people() throws StationException {
        return here.session().people().list();
    }

    @Override
    public void change(PersonChange change, Optional<Second> second) throws StationException {
        var session = here.session();
        if (second.isEmpty()) {
            make(change, session.people());
            return;
        }
        // signed in for this one change: nobody stays at the station unseen
        try (var secret = entered(second.get().secret());
                var beside = station.signIn(second.get().name(), secret)) {
            make(change, session.withSecond(beside).people());
        }
    }

    private static void make(PersonChange change, PeopleDesk desk) throws StationException {
        switch (change) {
            case PersonChange.Add add -> add(add, desk);
            case PersonChange.SetRoles(var name, var roles) -> desk.setRoles(name, roles);
            case PersonChange.SetSecret(var name, var typed) -> {
                try (var secret = entered(typed)) {
                    desk.setSecret(name, secret);
                }
            }
            case PersonChange.SetBadge(var name, var scanned) -> {
                try (var badge = entered(scanned)) {
                    desk.setBadge(name, badge);
                }
            }
            case PersonChange.RemoveBadge(var name) -> desk.removeBadge(name);
            case PersonChange.Disable(var name, var reason) -> desk.disable(name, reason);
            case PersonChange.Forget(var name) -> desk.forget(name);
        }
    }

    private static void add(PersonChange.Add add, PeopleDesk desk) throws StationException {
        if (add.secret().isEmpty()) {
            desk.add(add.name(), add.displayName(), add.roles(), Optional.empty());
            return;
        }
        try (var secret = entered(add.secret().get())) {
            desk.add(add.name(), add.displayName(), add.roles(), Optional.of(secret));
        }
    }

    /// A copy is read and wiped: the page still needs its own when a second person has to confirm.
    private static Entered entered(char[] typed) throws StationException {
        return PassphraseSource.typed(typed.clone()).read();
    }
}
