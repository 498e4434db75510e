package dev.sealbench.ui.window;

import dev.sealbench.core.Customer;
import dev.sealbench.core.FirmwareRelease;
import dev.sealbench.core.OrderDesk;
import dev.sealbench.core.StationException;
import dev.sealbench.core.WorkOrderChoices;
import dev.sealbench.core.WorkOrderStatus;
import dev.sealbench.core.release.ReleaseCheck;
import dev.sealbench.ui.window.releases.ListedRelease;
import dev.sealbench.ui.window.releases.ReleasesStation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// The real station behind the page of releases. Safe for several threads.
final class ReleasesAdapter implements ReleasesStation {

    private final StationPeople people;

    ReleasesAdapter(StationPeople people) {
        this.people = people;
    }

    @Override
    public List<ListedRelease> releases() throws StationException {
        var desk = desk();
        var customers = desk.customers().stream().collect(Collectors.toMap(Customer::vid, Customer::name));
        var classes = deviceClasses(desk.choices());
        var orders = desk.list();
        var listed = new ArrayList<ListedRelease>();
        for (var release : desk.releases()) {
            listed.add(new ListedRelease(
                    release,
                    customers.getOrDefault(release.vid(), release.vid().toString()),
                    classes.getOrDefault(release.cid(), release.cid().toString()),
                    desk.blocked(release.image()),
                    usedBy(release, orders)));
        }
        return listed;
    }

    @Override
    public FirmwareRelease importFrom(Path folder, Consumer<ReleaseCheck> passed) throws StationException {
        return desk().importRelease(folder, passed);
    }

    @Override
    public void verify(FirmwareRelease release, Consumer<ReleaseCheck> passed) throws StationException {
        desk().verifyRelease(release, passed);
    }

    @Override
    public void block(FirmwareRelease release, String reason) throws StationException {
        desk().blockRelease(release.image(), reason);
    }

    private OrderDesk desk() throws StationException {
        return people.session().orders();
    }

    private static Map<UUID, String> deviceClasses(WorkOrderChoices choices) {
        return choices.customers().stream()
                .flatMap(customer -> customer.deviceClasses().stream())
                .map(WorkOrderChoices.OfDeviceClass::lock)
                .collect(Collectors.toMap(
                        lock -> lock.cid(), lock -> lock.model() + "/" + lock.hardwareRevision(), (first, _) -> first));
    }

    private static List<ListedRelease.UsedBy> usedBy(FirmwareRelease release, List<WorkOrderStatus> orders) {
        return orders.stream()
                .filter(status -> status.order().release().equals(release.image()))
                .map(status -> new ListedRelease.UsedBy(status.order().number(), status.isOpen()))
                .toList();
    }
}
