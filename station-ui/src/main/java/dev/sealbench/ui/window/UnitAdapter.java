package dev.sealbench.ui.window;

import dev.sealbench.core.Customer;
import dev.sealbench.core.EventRecord;
import dev.sealbench.core.LabelPrint;
import dev.sealbench.core.Permission;
import dev.sealbench.core.RunRecord;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.Session;
import dev.sealbench.core.StationException;
import dev.sealbench.core.UnitHistory;
import dev.sealbench.core.UnitProof;
import dev.sealbench.core.UnitRecord;
import dev.sealbench.core.UnitStateChange;
import dev.sealbench.ui.window.unit.Decision;
import dev.sealbench.ui.window.unit.UnitFile;
import dev.sealbench.ui.window.unit.UnitStation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The real station behind the unit page. Safe for several threads.
final class UnitAdapter implements UnitStation {

    private final StationPeople people;

    UnitAdapter(StationPeople people) {
        this.people = people;
    }

    @Override
    public boolean may(Permission permission) {
        return people.current().filter(session -> session.may(permission)).isPresent();
    }

    @Override
    public List<UnitRecord> search(String part, int limit) throws StationException {
        return people.session().units().search(part, limit);
    }

    @Override
    public UnitFile open(SerialNumber unit) throws StationException {
        var session = people.session();
        var history = session.units().history(unit.text());
        var record = history.unit();
        var customer = session.orders().customers().stream()
                .filter(each -> each.vid().equals(record.vid()))
                .map(Customer::name)
                .findFirst()
                .orElse(record.vid().toString());
        var model = session.orders().list().stream()
                .filter(each -> each.order().number().equals(record.workOrder()))
                .map(each -> each.order().model())
                .findFirst()
                .orElse("");
        var papers = session.units().papers(unit.text());
        return new UnitFile(history, papers, customer, model, names(session, history));
    }

    @Override
    public UnitProof verify(SerialNumber unit) throws StationException {
        return people.session().units().verify(unit.text());
    }

    @Override
    public void decide(SerialNumber unit, Decision decision, String reason) throws StationException {
        var units = people.session().units();
        switch (decision) {
            case QUARANTINE -> units.quarantine(unit.text(), reason);
            case LIFT -> units.liftQuarantine(unit.text(), reason);
            case SCRAP -> units.scrap(unit.text(), reason);
        }
    }

    private static Map<String, String> names(Session session, UnitHistory history) throws StationException {
        var pseudonyms = new TreeSet<String>();
        Stream.of(
                        history.states().stream().map(UnitStateChange::person),
                        history.runs().stream().map(RunRecord::person),
                        history.events().stream().map(EventRecord::person),
                        history.prints().stream().map(LabelPrint::person))
                .flatMap(each -> each)
                .forEach(pseudonyms::add);
        var names = new HashMap<String, String>();
        for (var pseudonym : pseudonyms) {
            names.put(pseudonym, session.people().nameOf(pseudonym));
        }
        return names;
    }
}
