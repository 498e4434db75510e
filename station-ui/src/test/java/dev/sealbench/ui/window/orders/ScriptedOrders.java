package dev.sealbench.ui.window.orders;

import dev.sealbench.core.Customer;
import dev.sealbench.core.CustomerLock;
import dev.sealbench.core.Digest;
import dev.sealbench.core.Fault;
import dev.sealbench.core.FirmwareKeyPair;
import dev.sealbench.core.FirmwareRelease;
import dev.sealbench.core.Gtin;
import dev.sealbench.core.OcppSettings;
import dev.sealbench.core.Octets;
import dev.sealbench.core.Retention;
import dev.sealbench.core.SerialRange;
import dev.sealbench.core.StationException;
import dev.sealbench.core.SupportPeriod;
import dev.sealbench.core.UnitState;
import dev.sealbench.core.WorkOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;

/// Work orders of two customers, kept in memory.
public final class ScriptedOrders implements OrdersStation {

    static final Customer NORTH = customer("Nordlicht Ladenetz GmbH", "nordlicht.example");
    static final Customer BORG = customer("Borg & Zonen Laadpalen", "borg.example");
    static final OrderChoice NORTH_22 = choice(NORTH, "CP4-22kW", "2.1.0+7", "2.0.3+1");
    static final OrderChoice NORTH_11 = choice(NORTH, "CP4-11kW");
    static final OrderChoice BORG_22 = choice(BORG, "CP4-22kW", "1.8.2+4");

    private final List<ListedOrder> orders = Collections.synchronizedList(new ArrayList<>());
    private final List<String> reasons = Collections.synchronizedList(new ArrayList<>());
    private volatile List<OrderChoice> choices = List.of(NORTH_22, NORTH_11, BORG_22);
    private volatile List<OrderFinding> findings = List.of();
    private volatile Optional<StationException> failure = Optional.empty();
    private volatile CountDownLatch slow = new CountDownLatch(0);
    private volatile int opened;

    static ScriptedOrders busy() {
        var orders = new ScriptedOrders();
        orders.add(listed("WO-2026-0147", NORTH_22, new SerialRange("CP426471", 0, 1_099), 1_000, "2026-11-30")
                .with(Map.of(
                        UnitState.RELEASED, 412L,
                        UnitState.LABELLED, 9L,
                        UnitState.QUARANTINED, 2L,
                        UnitState.SCRAPPED, 3L)));
        orders.add(listed("WO-2026-0148", BORG_22, new SerialRange("CP426472", 0, 249), 200, "2026-11-20")
                .with(Map.of(UnitState.RELEASED, 198L, UnitState.QUARANTINED, 2L)));
        orders.add(listed("WO-2026-0151", NORTH_22, new SerialRange("CP426481", 0, 59), 50, null)
                .with(Map.of()));
        orders.add(listed("WO-2026-0139", BORG_22, new SerialRange("CP426401", 0, 549), 500, "2026-10-31")
                .with(Map.of(UnitState.RELEASED, 500L))
                .closedAt("2026-10-29T13:12:00Z"));
        return orders;
    }

    /// What has come together after some years: 20 open, 280 closed.
    public static ScriptedOrders many() {
        var orders = new ScriptedOrders();
        for (int number = 1; number <= 300; number++) {
            var serials = new SerialRange("CP426%02d1".formatted(1 + number % 50), 0, 549);
            var made = listed("WO-%04d".formatted(number), BORG_22, serials, 500, "2026-12-31")
                    .with(Map.of(UnitState.RELEASED, 300L, UnitState.LABELLED, 9L, UnitState.SCRAPPED, 3L));
            orders.add(number > 280 ? made : made.closedAt("2026-10-29T13:12:00Z"));
        }
        return orders;
    }

    ScriptedOrders choosing(OrderChoice... now) {
        choices = List.of(now);
        return this;
    }

    ScriptedOrders finding(OrderFinding... now) {
        findings = List.of(now);
        return this;
    }

    void failWith(Fault fault, String detail) {
        failure = Optional.of(new StationException(fault, detail));
    }

    void mend() {
        failure = Optional.empty();
    }

    CountDownLatch standingStill() {
        slow = new CountDownLatch(1);
        return slow;
    }

    List<String> reasons() {
        return reasons;
    }

    int opened() {
        return opened;
    }

    ListedOrder last() {
        return orders.getLast();
    }

    @Override
    public List<ListedOrder> orders() throws StationException {
        answer();
        return List.copyOf(orders);
    }

    @Override
    public List<OrderChoice> choices() {
        return choices;
    }

    @Override
    public List<String> templates() {
        return List.of("plate-3", "plate-2", "plate-1", "access-1");
    }

    @Override
    public Optional<SerialRange> nextFree(String prefix, int quantity) {
        return Optional.of(new SerialRange(prefix, 1_100, 1_100 + quantity + quantity / 10));
    }

    @Override
    public List<OrderFinding> check(PlannedOrder order) {
        return findings;
    }

    @Override
    public void open(PlannedOrder planned) throws StationException {
        opened++;
        answer();
        orders.add(new ListedOrder(
                planned, NORTH.name(), "2.1.0+7", Instant.parse("2026-11-23T09:41:00Z"), Optional.empty(), Map.of()));
    }

    @Override
    public void close(String number, String reason) throws StationException {
        answer();
        reasons.add(number + ": " + reason);
        orders.replaceAll(order -> order.order().number().equals(number) ? closed(order) : order);
    }

    private void answer() throws StationException {
        try {
            slow.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    private void add(Made made) {
        orders.add(made.order());
    }

    private static ListedOrder closed(ListedOrder order) {
        return new ListedOrder(
                order.planned(),
                order.customer(),
                order.version(),
                order.opened(),
                Optional.of(Instant.parse("2026-11-23T09:41:00Z")),
                order.units());
    }

    private record Made(ListedOrder order) {

        Made with(Map<UnitState, Long> units) {
            return new Made(new ListedOrder(
                    order.planned(), order.customer(), order.version(), order.opened(), order.closed(), units));
        }

        Made closedAt(String when) {
            return new Made(new ListedOrder(
                    order.planned(),
                    order.customer(),
                    order.version(),
                    order.opened(),
                    Optional.of(Instant.parse(when)),
                    order.units()));
        }
    }

    private static Made listed(String number, OrderChoice choice, SerialRange serials, int quantity, String due) {
        var release = choice.releases().getFirst();
        var order = new WorkOrder(
                number,
                choice.customer().vid(),
                choice.lock().cid(),
                choice.lock().model(),
                choice.lock().hardwareRevision(),
                new Gtin("04012345123456"),
                release.image(),
                quantity,
                serials,
                new OcppSettings("wss://ocpp." + choice.customer().domain() + "/cs", 2, "NL*NLC*"),
                SupportPeriod.DEFAULT,
                choice.customer().retention());
        var start = Optional.of(LocalDate.parse("2026-11-16"));
        return new Made(new ListedOrder(
                new PlannedOrder(order, start, Optional.ofNullable(due).map(LocalDate::parse)),
                choice.customer().name(),
                release.version(),
                Instant.parse("2026-11-16T06:58:00Z"),
                Optional.empty(),
                Map.of()));
    }

    private static Customer customer(String name, String domain) {
        return new Customer(named(domain), name, domain, new Retention(Retention.Policy.DESTROY_AFTER_SHIP, 45));
    }

    private static OrderChoice choice(Customer customer, String model, String... versions) {
        var cid = named(customer.domain() + model);
        var pair = new FirmwareKeyPair(digest("ecdsa"), digest("lms"));
        var lock = new CustomerLock(
                customer.vid(),
                cid,
                model,
                3,
                List.of(pair, pair),
                Octets.of(new byte[] {1}),
                LocalDate.parse("2026-01-01"),
                LocalDate.parse("2027-12-31"));
        var releases = new ArrayList<FirmwareRelease>();
        for (var version : versions) {
            releases.add(new FirmwareRelease(
                    digest(model + version + customer.domain()),
                    customer.vid(),
                    cid,
                    version,
                    3,
                    digest("file" + version),
                    812_344,
                    digest("sbom" + version),
                    Octets.of(new byte[] {1})));
        }
        return new OrderChoice(customer, lock, releases);
    }

    private static UUID named(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    private static Digest digest(String name) {
        return Digest.sha256(name.getBytes(StandardCharsets.UTF_8));
    }
}
