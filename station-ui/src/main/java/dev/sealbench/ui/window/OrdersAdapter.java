package dev.sealbench.ui.window;

import dev.sealbench.core.Customer;
import dev.sealbench.core.Digest;
import dev.sealbench.core.FirmwareRelease;
import dev.sealbench.core.LabelTemplateVersion;
import dev.sealbench.core.OrderDesk;
import dev.sealbench.core.SerialRange;
import dev.sealbench.core.StationException;
import dev.sealbench.core.WorkOrderDates;
import dev.sealbench.core.WorkOrderFinding;
import dev.sealbench.core.WorkOrderStatus;
import dev.sealbench.ui.window.orders.ListedOrder;
import dev.sealbench.ui.window.orders.OrderChoice;
import dev.sealbench.ui.window.orders.OrderField;
import dev.sealbench.ui.window.orders.OrderFinding;
import dev.sealbench.ui.window.orders.OrdersStation;
import dev.sealbench.ui.window.orders.PlannedOrder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/// The real station behind the page of work orders. Safe for several threads.
final class OrdersAdapter implements OrdersStation {

    private final StationPeople people;

    OrdersAdapter(StationPeople people) {
        this.people = people;
    }

    @Override
    public List<ListedOrder> orders() throws StationException {
        var desk = desk();
        var customers = desk.customers().stream().collect(Collectors.toMap(Customer::vid, Customer::name));
        var versions =
                desk.releases().stream().collect(Collectors.toMap(FirmwareRelease::image, FirmwareRelease::version));
        return desk.list().stream()
                .map(status -> listed(status, customers, versions))
                .toList();
    }

    @Override
    public List<OrderChoice> choices() throws StationException {
        return desk().choices().customers().stream()
                .flatMap(customer -> customer.deviceClasses().stream()
                        .map(each -> new OrderChoice(customer.customer(), each.lock(), each.releases())))
                .toList();
    }

    @Override
    public List<String> templates() throws StationException {
        return people.session().labels().templates().reversed().stream()
                .map(LabelTemplateVersion::id)
                .toList();
    }

    @Override
    public Optional<SerialRange> nextFree(String prefix, int quantity) throws StationException {
        return desk().nextFree(prefix, quantity);
    }

    @Override
    public List<OrderFinding> check(PlannedOrder planned) throws StationException {
        return desk().check(planned.order()).stream()
                .map(finding -> new OrderFinding(field(finding.field()), finding.text()))
                .toList();
    }

    @Override
    public void open(PlannedOrder planned) throws StationException {
        var dates = new WorkOrderDates(planned.start(), planned.due());
        desk().open(planned.order(), dates, List.copyOf(planned.templates().values()));
    }

    @Override
    public void close(String number, String reason) throws StationException {
        desk().close(number, reason);
    }

    private OrderDesk desk() throws StationException {
        return people.session().orders();
    }

    private static ListedOrder listed(
            WorkOrderStatus status, Map<UUID, String> customers, Map<Digest, String> versions) {
        var order = status.order();
        return new ListedOrder(
                new PlannedOrder(order, status.dates().start(), status.dates().due(), status.templates()),
                customers.getOrDefault(order.vid(), order.vid().toString()),
                versions.getOrDefault(order.release(), order.release().hex()),
                status.opened(),
                status.closed(),
                status.units());
    }

    private static OrderField field(WorkOrderFinding.Field field) {
        return switch (field) {
            case NUMBER -> OrderField.NUMBER;
            case CUSTOMER -> OrderField.CUSTOMER;
            case DEVICE_CLASS -> OrderField.DEVICE_CLASS;
            case RELEASE -> OrderField.RELEASE;
            case QUANTITY -> OrderField.QUANTITY;
            case SERIALS -> OrderField.FIRST;
        };
    }
}
