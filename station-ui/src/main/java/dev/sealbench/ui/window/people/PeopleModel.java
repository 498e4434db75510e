package dev.sealbench.ui.window.people;

import dev.sealbench.core.Fault;
import dev.sealbench.core.Person;
import dev.sealbench.core.StationException;
import dev.sealbench.ui.window.UiThread;
import dev.sealbench.ui.window.people.PeopleStation.Second;
import dev.sealbench.ui.window.scan.ScanRule;
import java.text.Collator;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;

/// What the page of people knows: everybody, who is chosen, what is being asked. FX thread only.
final class PeopleModel {

    /// What stands beside the list.
    enum Side {
        NOTHING,
        PERSON,
        ADD,
        SECRET,
        BADGE,
        DISABLE,
        FORGET,
        /// A second person confirms what was asked.
        SECOND
    }

    /// What came of the last thing that was asked. At most one of both.
    record Notice(Optional<PersonChange> done, Optional<StationException> refused) {
        static final Notice NONE = new Notice(Optional.empty(), Optional.empty());
    }

    private static final Set<Fault> ASK_THE_SECOND_AGAIN =
            EnumSet.of(Fault.NOT_SIGNED_IN, Fault.SIGN_IN_LOCKED, Fault.SECOND_PERSON, Fault.NO_KEY_SLOT);

    private final PeopleStation station;
    private final ObjectProperty<Optional<List<Person>>> people = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Side> side = new SimpleObjectProperty<>(Side.NOTHING);
    private final ObjectProperty<Notice> notice = new SimpleObjectProperty<>(Notice.NONE);
    private final BooleanProperty busy = new SimpleBooleanProperty(false);
    private Optional<String> chosen = Optional.empty();
    private Optional<PersonChange> waiting = Optional.empty();
    private int turn;

    PeopleModel(PeopleStation station) {
        this.station = station;
    }

    /// Everybody, who may sign in first; empty until it is known.
    ObjectProperty<Optional<List<Person>>> people() {
        return people;
    }

    ObjectProperty<Side> side() {
        return side;
    }

    ObjectProperty<Notice> notice() {
        return notice;
    }

    /// Whether the station is being asked.
    BooleanProperty busy() {
        return busy;
    }

    /// Who is chosen in the list.
    Optional<Person> chosen() {
        return people.get().stream()
                .flatMap(List::stream)
                .filter(person -> chosen.equals(Optional.of(person.name())))
                .findFirst();
    }

    /// What the second person would confirm.
    Optional<PersonChange> waiting() {
        return waiting;
    }

    /// Asks the station who there is.
    void refresh() {
        UiThread.away(station::people, this::known, this::refused);
    }

    void choose(Person person) {
        forgetWaiting();
        chosen = Optional.of(person.name());
        notice.set(Notice.NONE);
        side.set(Side.NOTHING); // so that the same side of another person is shown anew
        side.set(Side.PERSON);
    }

    void open(Side form) {
        forgetWaiting();
        notice.set(Notice.NONE);
        side.set(form);
    }

    /// Back from a form, without a change.
    void cancel() {
        open(chosen().isPresent() ? Side.PERSON : Side.NOTHING);
    }

    /// Asks for a change; takes the secrets in it over.
    void make(PersonChange change) {
        if (busy.get()) {
            change.wipe(); // a second click while the first is being answered
            return;
        }
        ask(change, Optional.empty());
    }

    /// Somebody confirms what waits; takes the secret over.
    void confirm(String name, char[] secret) {
        if (busy.get() || waiting.isEmpty()) {
            ScanRule.wipe(secret);
            return;
        }
        ask(waiting.get(), Optional.of(new Second(name, secret)));
    }

    /// What waits for a second person does not outlive the sight of it, nor does what is being asked come to wait then.
    void forgetWaiting() {
        turn++;
        if (!busy.get()) {
            waiting.ifPresent(PersonChange::wipe);
        }
        waiting = Optional.empty();
    }

    private void ask(PersonChange change, Optional<Second> second) {
        busy.set(true);
        notice.set(Notice.NONE);
        int asked = turn;
        UiThread.away(
                () -> {
                    try {
                        station.change(change, second);
                        return change;
                    } finally {
                        second.ifPresent(who -> ScanRule.wipe(who.secret()));
                    }
                },
                this::done,
                e -> failed(change, second.isPresent(), asked, e));
    }

    private void done(PersonChange change) {
        busy.set(false);
        change.wipe();
        waiting = Optional.empty();
        chosen = change instanceof PersonChange.Forget
                ? Optional.empty()
                : Optional.of(Person.normalised(change.name()));
        UiThread.away(
                station::people,
                everybody -> {
                    known(everybody);
                    side.set(Side.NOTHING);
                    side.set(chosen().isPresent() ? Side.PERSON : Side.NOTHING);
                    notice.set(new Notice(Optional.of(change), Optional.empty()));
                },
                this::refused);
    }

    private void failed(PersonChange change, boolean confirmed, int asked, Exception e) {
        busy.set(false);
        if (asked != turn) {
            change.wipe(); // whoever asked has turned away
            return;
        }
        var fault = e instanceof StationException refusal ? refusal.fault() : Fault.INTERNAL;
        boolean again = confirmed && ASK_THE_SECOND_AGAIN.contains(fault);
        if (again || !confirmed && fault == Fault.SECOND_PERSON) {
            waiting = Optional.of(change);
            side.set(Side.SECOND);
        } else {
            change.wipe();
            waiting = Optional.empty();
            if (confirmed) {
                cancel();
            }
        }
        if (confirmed || fault != Fault.SECOND_PERSON) {
            refused(e);
        }
    }

    private void known(List<Person> everybody) {
        var names = Collator.getInstance();
        people.set(Optional.of(everybody.stream()
                .sorted(Comparator.comparing(Person::disabled).thenComparing(Person::displayName, names))
                .toList()));
    }

    private void refused(Exception e) {
        var refusal = e instanceof StationException known
                ? known
                : new StationException(Fault.INTERNAL, String.valueOf(e.getMessage()), e);
        notice.set(new Notice(Optional.empty(), Optional.of(refusal)));
    }
}
