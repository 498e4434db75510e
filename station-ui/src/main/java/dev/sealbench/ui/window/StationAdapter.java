package dev.sealbench.ui.window;

import dev.sealbench.core.Outcome;
import dev.sealbench.core.RunListener;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.Session;
import dev.sealbench.core.Station;
import dev.sealbench.core.StationException;
import dev.sealbench.core.Step;
import dev.sealbench.core.WorkOrderStatus;
import dev.sealbench.ui.window.line.LineFacts;
import dev.sealbench.ui.window.line.LineStation;
import dev.sealbench.ui.window.shell.ShellStation;
import dev.sealbench.ui.window.shell.StationFacts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The real station behind frame and line page. Safe for several threads, as [Station] is; whoever opened it closes it.
public final class StationAdapter implements ShellStation, LineStation {

    private static final Logger LOG = LoggerFactory.getLogger(StationAdapter.class);

    private final Station station;
    private final StationPeople people;
    private final Set<Integer> running = ConcurrentHashMap.newKeySet();

    public StationAdapter(Station station, StationPeople people) {
        this.station = station;
        this.people = people;
    }

    String stationId() {
        return station.config().stationId();
    }

    @Override
    public StationFacts facts() throws StationException {
        var config = station.config();
        return new StationFacts(config.stationId(), config.allowSimulator(), station.isClockRight());
    }

    @Override
    public StationPeople people() {
        return people;
    }

    QualityAdapter quality() {
        return new QualityAdapter(people);
    }

    ExportAdapter export() {
        return new ExportAdapter(people);
    }

    /// Behind the page of people.
    PeopleAdapter peopleDesk() {
        return new PeopleAdapter(station, people);
    }

    /// Behind the page of settings.
    SettingsAdapter settings() {
        return new SettingsAdapter(people, running::contains);
    }

    @Override
    public void noteRefusedScan(String why) {
        station.noteRefusedScan(people.current(), why);
    }

    @Override
    public LineFacts line() throws StationException {
        var slots = List.copyOf(station.config().slots().keySet());
        var session = people.current();
        return session.isEmpty() ? new LineFacts(slots, List.of()) : new LineFacts(slots, openOrders(session.get()));
    }

    @Override
    public Map<Step, Duration> typicalDurations() {
        try {
            var session = people.session();
            var open = session.orders().list().stream()
                    .filter(WorkOrderStatus::isOpen)
                    .findFirst();
            return open.isEmpty()
                    ? Map.of()
                    : session.quality().typicalSteps(open.get().order().number());
        } catch (StationException e) {
            LOG.info("nothing is known of how long steps take: {}", e.getMessage());
            return Map.of();
        }
    }

    @Override
    public Set<Integer> plugged() {
        return station.config().slots().entrySet().stream()
                .filter(slot -> isThere(slot.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    @Override
    public Outcome provision(int slot, SerialNumber unit, RunListener listener) {
        running.add(slot);
        try {
            return people.session().provision(slot, unit.text(), Optional.empty(), listener);
        } catch (StationException e) {
            return new Outcome.Refused(unit.text(), Step.SCAN, e.fault(), "", Duration.ZERO);
        } finally {
            running.remove(slot);
        }
    }

    @Override
    public boolean stop(int slot) {
        return running.contains(slot); // the run asks its listener, which is the tile's
    }

    @Override
    public boolean canStop() {
        return true;
    }

    @Override
    public void release(int slot, SerialNumber scanned) throws StationException {
        people.session().units().release(scanned.text(), Optional.of(slot));
    }

    /// A device file comes and goes with its plug; what is behind a serial server or a USB topology cannot be seen
    /// without opening it.
    private static boolean isThere(String address) {
        return !address.startsWith("/") || Files.exists(Path.of(address));
    }

    private static List<LineFacts.OpenOrder> openOrders(Session session) throws StationException {
        return session.orders().list().stream()
                .filter(WorkOrderStatus::isOpen)
                .map(StationAdapter::openOrder)
                .toList();
    }

    private static LineFacts.OpenOrder openOrder(WorkOrderStatus status) {
        var order = status.order();
        return new LineFacts.OpenOrder(order.number(), order.model(), status.started(), order.quantity());
    }
}
